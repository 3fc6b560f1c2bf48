"""What may have happened in grants: funds, means, claims, receipts, claim windows, payment batches."""

from shared.contracts.grants.batch import *
from shared.contracts.grants.claim import *
from shared.contracts.grants.fund import *
from shared.contracts.grants.means import *
from shared.contracts.grants.window import *
