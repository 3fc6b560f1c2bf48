"""What may have happened in outreach: hubs, their enquiries and events, visibility."""

from shared.contracts.outreach.enquiry import *
from shared.contracts.outreach.hub import *
from shared.contracts.outreach.visibility import *
