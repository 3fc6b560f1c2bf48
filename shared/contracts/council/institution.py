"""What may have happened in council: the institutions of the dialogue."""

from __future__ import annotations

from shared.contracts.values import Text
from shared.kernel.event import Event


# institution — id: a slug
class InstitutionRegistered(Event, name="council.InstitutionRegistered"):
    name: Text
