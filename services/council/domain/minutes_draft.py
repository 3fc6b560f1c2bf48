"""What does the first draft of the minutes say? What is on record of the meeting, in each language.

A line that begins with "# " or "## " is a heading, one with "- " belongs to a list; the rest are paragraphs.
What is confidential is counted and never named, so that a draft may become public as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Literal

from services.council.domain.body import BODY, name_of, seating_of
from services.council.domain.institution import INSTITUTION, Registered
from services.council.domain.minutes_words import WORDS
from services.council.domain.organisation_facts import ORGANISATION, called
from services.council.domain.proceedings import Held
from shared.contracts.council import AgendaItem, Attendance, DecisionTaken, Guest, Holder, Side
from shared.contracts.values import Text
from shared.kernel.entity import Context

Tongue = Literal["sq", "sr", "en"]
"""The languages in which a draft can be made."""
Names = Callable[[Holder], Text]
SIDES: tuple[Side, ...] = ("government", "civil_society")


def draft(meeting: Held, languages: Sequence[Tongue], ctx: Context) -> Text:
    """The whole text in each of these languages."""
    body = ctx.of(BODY, meeting.plan.body)
    side = {seat.seat: seat.side for seat in seating_of(body).seats}
    names = _names(meeting, ctx)
    title = meeting.plan.title or name_of(body) or {"en": meeting.plan.body}
    return {code: _Draft(code, names, ctx).text(meeting, title, side) for code in languages}


def _names(meeting: Held, ctx: Context) -> Names:
    """What the holders of the seats, the guests and the owners of items are called."""
    seats = [row.holder for row in meeting.attendance]
    owners = [item.owner for item in meeting.plan.items]
    guests = [Holder(kind="organisation", id=g.organisation) for g in meeting.guests if g.organisation]
    holders = dict.fromkeys(holder for holder in (*seats, *owners, *guests) if holder)
    institutions = [holder.id for holder in holders if holder.kind == "institution"]
    organisations = [holder.id for holder in holders if holder.kind == "organisation"]
    known: dict[str, Text] = {}
    for id, institution in zip(institutions, ctx.all_of(INSTITUTION, institutions), strict=True):
        known[id] = institution.name if isinstance(institution, Registered) else {"en": id}
    for id, facts in zip(organisations, ctx.all_of(ORGANISATION, organisations), strict=True):
        known[id] = called(facts) or {"en": id}
    return lambda holder: known[holder.id]


def said(text: Text, code: str) -> str:
    """In this language or, where it is not translated, in one that it has."""
    return text.get(code) or next(iter(text.values()))  # type: ignore[call-overload]


class _Draft:
    """One language's text in the making."""

    def __init__(self, code: Tongue, names: Names, ctx: Context) -> None:
        self.code, self.names, self.zone = code, names, ctx.zone
        self.words: Mapping[str, str] = WORDS[code]

    def text(self, meeting: Held, title: Text, side: Mapping[str, Side]) -> str:
        plan, words = meeting.plan, self.words
        when = f"{self.day(meeting.held_on)}, {self.clock(plan.starts_at)}–{self.clock(plan.ends_at)}"
        lines = [f"# {words['minutes']}: {said(title, self.code)}", "", f"{when}. {plan.place}", ""]
        lines += [f"## {words['attendance']}", ""]
        for one in SIDES:
            rows = [row for row in meeting.attendance if side.get(row.seat, SIDES[-1]) == one]
            lines += [words[one], "", *map(self.row, rows), ""] if rows else []
        lines += [words["guests"], "", *map(self.guest, meeting.guests), ""] if meeting.guests else []
        lines += [self.quorum(meeting), "", f"## {words['agenda']}", "", *map(self.item, plan.items), ""]
        lines += [f"## {words['decisions']}", ""]
        lines += [*map(self.decision, meeting.decisions)] or [words["no_decision"]]
        return "\n".join(lines)

    def row(self, row: Attendance) -> str:
        holder = said(self.names(row.holder), self.code) if row.holder else "—"
        times = [self.words["from"].format(at=self.hour(row.arrived))] if row.arrived else []
        times += [self.words["until"].format(at=self.hour(row.left))] if row.left else []
        return f"- {row.seat}, {holder}: {', '.join([self.words[row.presence], *times])}"

    def guest(self, guest: Guest) -> str:
        organisation = guest.organisation
        named = self.names(Holder(kind="organisation", id=organisation)) if organisation else None
        return "- " + ", ".join(filter(None, (said(named, self.code) if named else "", guest.label)))

    def quorum(self, meeting: Held) -> str:
        quorum = meeting.quorum
        words = self.words["quorum" if quorum.reached else "no_quorum"]
        return words.format(present=quorum.present, needed=quorum.needed)

    def item(self, item: AgendaItem) -> str:
        if item.confidential:
            return f"- {item.number}. {self.words['confidential']}"
        owner = f" ({said(self.names(item.owner), self.code)})" if item.owner else ""
        return f"- {item.number}. {said(item.title, self.code)}{owner}"

    def decision(self, taken: DecisionTaken) -> str:
        text = self.words["confidential"] if taken.confidential else said(taken.text, self.code)
        how = self.words["consensus"] if taken.consensus else self.words["vote"].format(**dict(taken))
        parts = [how]
        parts += [self.words["item"].format(item=taken.item)] if taken.item else []
        parts += [self.hour(taken.taken_at)] if taken.taken_at else []
        parts += [self.words["due"].format(day=self.day(taken.deadline))] if taken.deadline else []
        return f"- {taken.decision}. {text} ({'; '.join(parts)})"

    def day(self, day: date) -> str:
        """In digits, which need no case in any of the languages."""
        return f"{day.day}.{day.month}.{day.year}"

    def clock(self, moment: datetime) -> str:
        return self.hour(moment.astimezone(self.zone).time())

    def hour(self, hour: time) -> str:
        return f"{hour:%H:%M}"
