"""What may have happened in membership: regions and municipalities."""

from __future__ import annotations

from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event


class Municipality(Value):
    id: Id
    name: Text
    region: Id
    """The district; see `Region`."""


class Region(Value):
    id: Id
    name: Text


# territory — one entity, id "territory"
class TerritoryDefined(Event, name="membership.TerritoryDefined"):
    regions: tuple[Region, ...]
    municipalities: tuple[Municipality, ...]
