"""What may have happened in outreach: hubs, enquiries, publications, the newsletter, reports, visibility."""

from shared.contracts.outreach.enquiry import *
from shared.contracts.outreach.hub import *
from shared.contracts.outreach.newsletter import *
from shared.contracts.outreach.publication import *
from shared.contracts.outreach.report import *
from shared.contracts.outreach.visibility import *
from shared.contracts.outreach.visibility_rules import *
