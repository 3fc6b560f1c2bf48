"""What may have happened in council: the minutes of a meeting, revision by revision."""

from __future__ import annotations

from datetime import date

from shared.contracts.values import Id, Text, Value
from shared.kernel.event import Event


class Revision(Value):
    """The whole text as it stood: revision 1, 2, 3 …, and what was corrected in it."""

    number: int
    texts: Text
    corrected: str = ""


# minutes — id: the meeting's
class MinutesDrafted(Event, name="council.MinutesDrafted"):
    number: int = 1
    texts: Text
    drafted_on: date


class MinutesCorrected(Event, name="council.MinutesCorrected"):
    number: int
    texts: Text
    corrected: str
    corrected_on: date


class MinutesAdopted(Event, name="council.MinutesAdopted"):
    number: int
    adopted_in: Id | None = None
    """The meeting that adopted them; None: in writing."""
    adopted_on: date


class MinutesPublished(Event, name="council.MinutesPublished"):
    """Carries what the public reads from then on: the adopted text, and the revisions before it if it may."""

    number: int
    texts: Text
    before: tuple[Revision, ...] = ()
    corrected: str = ""
    """What the adopted revision corrected, if the ones before it are shown."""
    published_on: date
