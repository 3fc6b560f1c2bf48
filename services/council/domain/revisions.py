"""What is known of the minutes of a meeting: their revisions, and whether they are adopted?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from shared.contracts import council
from shared.contracts.council import Revision
from shared.kernel.entity import Entity
from shared.kernel.event import Event


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class NotDrafted:
    pass


@dataclass(frozen=True, slots=True)
class Drafted:
    revisions: tuple[Revision, ...]

    @property
    def last(self) -> Revision:
        return self.revisions[-1]


@dataclass(frozen=True, slots=True)
class Adopted:
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class Published:
    pass


Minutes = NotDrafted | Drafted | Adopted | Published


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(minutes: Minutes, event: Event) -> Minutes:
    match event, minutes:
        case council.MinutesDrafted(), _:
            return Drafted((Revision(number=event.number, texts=event.texts),))
        case council.MinutesCorrected(), Drafted(revisions=revisions):
            new = Revision(number=event.number, texts=event.texts, corrected=event.corrected)
            return replace(minutes, revisions=(*revisions, new))
        case council.MinutesAdopted(), Drafted(revisions=revisions):
            return Adopted(revisions)
        case council.MinutesPublished(), _:
            return Published()
        case _:
            return minutes


# To be read by the meeting; what is decided on it stands in minutes.py, which names that.
REVISIONS: Entity[Minutes] = Entity("council", "minutes", initial=NotDrafted(), evolve=evolve)


def adopted(minutes: Minutes) -> bool:
    """They say for good what the meeting decided."""
    return isinstance(minutes, Adopted | Published)
