"""What is the council service? Its tables, and the process that runs them."""

from __future__ import annotations

from services.council.doors import DOORS
from services.council.policies import POLICIES
from shared.contracts import VOCABULARY
from shared.kernel.service import Service

SERVICE = Service(name="council", vocabulary=VOCABULARY, doors=DOORS, policies=POLICIES)

if __name__ == "__main__":
    from shared.kernel.process import run

    run(SERVICE)
