"""What may have happened in outreach: the regional hubs."""

from __future__ import annotations

from datetime import date

from shared.contracts.values import Id, Language
from shared.kernel.event import Event


# hub — id: a slug
class HubOpened(Event, name="outreach.HubOpened"):
    region: Id
    seat: Id
    """The municipality where the hub is."""
    host: str
    """The public name of the organisation that runs it."""
    national: bool = False
    municipalities: tuple[Id, ...]
    languages: tuple[Language, ...]
    opened_on: date
    answer_days: int | None = None
    """Within how many days it answers an enquiry; None: no time is set."""


class HubClosed(Event, name="outreach.HubClosed"):
    reason: str
    closed_on: date
