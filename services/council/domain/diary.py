"""Which meetings of a body are still to be held or called off? An index that meetings keep up.

It is an entity of its own because a body is dissolved only when nothing is left to be held. Meetings record
on it in the same append, so it is never behind them.
"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts import council
from shared.kernel.entity import Entity
from shared.kernel.event import Event


@dataclass(frozen=True, slots=True)
class Diary:
    """There is one status only: awaiting these meetings, which may be none."""

    meetings: frozenset[str] = frozenset()


def evolve(diary: Diary, event: Event) -> Diary:
    match event:
        case council.MeetingAwaited(meeting=meeting):
            return Diary(diary.meetings | {meeting})
        case council.MeetingSettled(meeting=meeting):
            return Diary(diary.meetings - {meeting})
        case _:
            return diary


DIARY: Entity[Diary] = Entity("council", "diary", initial=Diary(), evolve=evolve)
