"""What is the grants service?"""

from services.grants.doors import DOORS
from services.grants.invariants import INVARIANTS
from services.grants.papers import PAPERS
from services.grants.policies import POLICIES
from shared.contracts import VOCABULARY
from shared.kernel.service import Service

SERVICE = Service(
    name="grants",
    vocabulary=VOCABULARY,
    doors=DOORS,
    policies=POLICIES,
    papers=PAPERS,
    invariants=INVARIANTS,
)

if __name__ == "__main__":
    from shared.kernel.process import run

    run(SERVICE)
