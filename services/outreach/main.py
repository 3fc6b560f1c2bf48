"""The outreach service: hubs, the public portal and every read model.

`python -m services.outreach.main` serves doors and pages; with `projector`, it keeps the read models.
"""

from __future__ import annotations

import sys

from services.outreach.chores import chores
from services.outreach.doors import DOORS
from services.outreach.front import front
from services.outreach.policies import POLICIES
from services.outreach.projections import PROJECTIONS
from shared.contracts import VOCABULARY
from shared.kernel.process import run, run_projector
from shared.kernel.service import Service

SERVICE = Service(
    name="outreach", vocabulary=VOCABULARY, doors=DOORS, policies=POLICIES, projections=PROJECTIONS
)

if __name__ == "__main__":
    if sys.argv[1:] == ["projector"]:
        run_projector(SERVICE)
    else:
        run(SERVICE, front, chores)
