"""What may have happened: the event types of every service. They import nothing but the kernel's Event."""

from shared.contracts import council, grants, membership, outreach
from shared.kernel.event import Vocabulary

VOCABULARY = Vocabulary.of(membership, council, grants, outreach)
