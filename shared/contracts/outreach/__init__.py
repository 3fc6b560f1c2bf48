"""What may have happened in outreach: hubs."""

from shared.contracts.outreach.hub import *
