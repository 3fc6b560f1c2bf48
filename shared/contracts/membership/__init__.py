"""What may have happened in membership: organisations, their membership, documents and acceptances."""

from shared.contracts.membership.account import *
from shared.contracts.membership.activity import *
from shared.contracts.membership.contribution import *
from shared.contracts.membership.document import *
from shared.contracts.membership.ethics import *
from shared.contracts.membership.initiative import *
from shared.contracts.membership.internship import *
from shared.contracts.membership.mandate_report import *
from shared.contracts.membership.membership import *
from shared.contracts.membership.organisation import *
from shared.contracts.membership.plan import *
from shared.contracts.membership.position import *
from shared.contracts.membership.rules import *
from shared.contracts.membership.territory import *
from shared.contracts.membership.training import *
from shared.contracts.membership.working_rules import *
