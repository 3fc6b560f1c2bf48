"""What does outreach need to know of a funding agreement: was it concluded?"""

from __future__ import annotations

from shared.contracts import grants
from shared.kernel.entity import Entity
from shared.kernel.event import Event


def evolve(concluded: bool, event: Event) -> bool:
    return concluded or isinstance(event, grants.FundOpened)


# Another service's entity: only its published events are read.
AGREEMENT: Entity[bool] = Entity("grants", "fund", initial=False, evolve=evolve)
