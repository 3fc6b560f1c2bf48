"""Which facts write their own first draft, and what does it say? People review it before anybody sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal

from babel.dates import format_date, format_datetime
from pydantic import Field

from services.outreach.domain.council_facts import (
    BODY,
    COMMITMENT,
    ELECTION,
    INSTITUTION,
    MEETING,
    Meeting,
)
from shared.contracts.outreach import Subject
from shared.contracts.values import Id, Text
from shared.kernel.entity import Command, Context

LOCALES = {"sq": "sq", "sr": "sr_Latn", "en": "en_GB"}
DAYS = {"sq": "d MMMM y", "sr": "d. M. y.", "en": "d MMMM y"}


class DraftMeetingNotice(Command):
    """Draft the notice of a meeting that was called."""

    publication: Id = Field(description="The publication")
    meeting: Id = Field(description="The meeting")


class DraftMeetingNews(Command):
    """Draft the news of a meeting whose minutes are published."""

    publication: Id = Field(description="The publication")
    meeting: Id = Field(description="The meeting")


class DraftElectionCall(Command):
    """Draft the call of an election."""

    publication: Id = Field(description="The publication")
    election: Id = Field(description="The election")


class DraftCommitmentAlert(Command):
    """Draft the alert that a commitment is overdue."""

    publication: Id = Field(description="The publication")
    commitment: Id = Field(description="The commitment")


class FollowMeeting(Command):
    """Let a notice follow its meeting, which was moved or cancelled, or got an agenda."""

    publication: Id = Field(description="The publication")
    meeting: Id = Field(description="The meeting")
    change: Literal["moved", "cancelled", "agenda"] = Field(description="What became of the meeting")
    reason: str = Field("", description="Why")


Draftable = DraftMeetingNotice | DraftMeetingNews | DraftElectionCall | DraftCommitmentAlert
Fields = dict[str, Any]
"""Of a DraftPublication, but for the agreement."""


def written(command: Draftable, ctx: Context) -> Fields | None:
    """The draft; None if the fact that asked for it does not stand any more."""
    drafted = WRITERS[type(command)](command, ctx)
    return drafted and {"publication": command.publication, **drafted}


NOTICE_TITLE = {
    "sq": "{body} mblidhet më {day}",
    "sr": "{body} se sastaje {day}",
    "en": "{body} meets on {day}",
}
NOTICE = {
    "sq": "{body} mblidhet më {moment}. Vendi: {place}. {agenda}",
    "sr": "{body} se sastaje {moment}. Mesto: {place}. {agenda}",
    "en": "{body} meets on {moment}. Place: {place}. {agenda}",
}
"""The first paragraph is all that a list of news or a letter shows."""
ON_THE_AGENDA = {
    "sq": "Në rendin e ditës: {items}.",
    "sr": "Na dnevnom redu: {items}.",
    "en": "On the agenda: {items}.",
}
NO_AGENDA = {
    "sq": "Rendi i ditës do të botohet.",
    "sr": "Dnevni red će biti objavljen.",
    "en": "The agenda will follow.",
}
NEWS_TITLE = {
    "sq": "{body}: çfarë u vendos më {day}",
    "sr": "{body}: šta je odlučeno {day}",
    "en": "{body}: what was decided on {day}",
}
NEWS = {
    "sq": "{body} u mblodh më {day}; vende të pranishme: {present}. Procesverbali është botuar.",
    "sr": "{body}: sednica je održana {day}; prisutna mesta: {present}. Zapisnik je objavljen.",
    "en": "{body} met on {day}; seats present: {present}. The minutes are published.",
}
NO_DECISION = {
    "sq": "Nuk u mor asnjë vendim publik.",
    "sr": "Nije doneta nijedna javna odluka.",
    "en": "No public decision was taken.",
}


CALL_TITLE = {"sq": "Thirrje: {title}", "sr": "Poziv: {title}", "en": "Call: {title}"}
CALL = {
    "sq": "{title}.\n\nVende për t'u plotësuar: {seats}. Kandidaturat pranohen deri më {nominations}. "
    "Votohet deri më {voting}.",
    "sr": "{title}.\n\nMesta koja se popunjavaju: {seats}. Kandidature se primaju do {nominations}. "
    "Glasa se do {voting}.",
    "en": "{title}.\n\nSeats to be filled: {seats}. Nominations are taken until {nominations}. "
    "Votes are taken until {voting}.",
}
ALERT_TITLE = {
    "sq": "Me vonesë: {institution}",
    "sr": "Kasni: {institution}",
    "en": "Overdue: {institution}",
}
ALERT = {
    "sq": "{institution} duhej ta kishte përmbushur deri më {due}:\n\n{text}",
    "sr": "{institution}: rok je bio {due}.\n\n{text}",
    "en": "{institution} owed this by {due}:\n\n{text}",
}


def _notice(command: DraftMeetingNotice, ctx: Context) -> Fields | None:
    meeting = ctx.of(MEETING, command.meeting)
    if meeting.starts_at is None or meeting.cancelled:
        return None
    place = dict.fromkeys(LOCALES, meeting.place)
    facts = {**_named(meeting, ctx), **_when(meeting.starts_at, ctx), "place": place}
    facts["agenda"] = _agenda(meeting.public_items)
    return _fields("notice", _meeting(command.meeting), _say(NOTICE_TITLE, facts), _say(NOTICE, facts))


def _agenda(items: tuple[Text, ...]) -> dict[str, str]:
    if not items:
        return NO_AGENDA
    titles = {language: "; ".join(_in(item, language) for item in items) for language in LOCALES}
    return {language: words.format(items=titles[language]) for language, words in ON_THE_AGENDA.items()}


def _news(command: DraftMeetingNews, ctx: Context) -> Fields | None:
    meeting = ctx.of(MEETING, command.meeting)
    if meeting.held_on is None:
        return None
    present = {language: str(meeting.present) for language in LOCALES}
    facts = {**_named(meeting, ctx), "day": _day(meeting.held_on), "present": present}
    text = _say(NEWS, facts)
    decided = meeting.public_decisions
    told = {language: _decisions(language, decided) for language in LOCALES}
    whole = {language: f"{text[language]}\n\n{told[language]}" for language in text}
    return _fields("news", _meeting(command.meeting), _say(NEWS_TITLE, facts), whole)


def _decisions(language: str, decided: list[Text]) -> str:
    if not decided:
        return NO_DECISION[language]
    return "\n\n".join(f"{number}. {_in(text, language)}" for number, text in enumerate(decided, 1))


def _call(command: DraftElectionCall, ctx: Context) -> Fields | None:
    election = ctx.of(ELECTION, command.election)
    if election.title is None or election.nominations_until is None or election.voting_until is None:
        return None
    if election.over:
        return None
    facts = {
        "title": _every(election.title),
        "seats": _every({"en": str(election.seats)}),
        "nominations": _when(election.nominations_until, ctx)["moment"],
        "voting": _when(election.voting_until, ctx)["moment"],
    }
    about = Subject(entity="election", id=command.election)
    return _fields("call", about, _say(CALL_TITLE, facts), _say(CALL, facts))


def _alert(command: DraftCommitmentAlert, ctx: Context) -> Fields | None:
    commitment = ctx.of(COMMITMENT, command.commitment)
    if commitment.text is None or commitment.due is None or commitment.over:
        return None
    name = ctx.of(INSTITUTION, commitment.institution).name or {"en": commitment.institution}
    facts = {
        "institution": _every(name),
        "text": _every(commitment.text),
        "due": _day(commitment.due),
    }
    about = Subject(entity="commitment", id=command.commitment)
    return _fields("alert", about, _say(ALERT_TITLE, facts), _say(ALERT, facts))


WRITERS: Mapping[type[Command], Callable[[Any, Context], Fields | None]] = {
    DraftMeetingNotice: _notice,
    DraftMeetingNews: _news,
    DraftElectionCall: _call,
    DraftCommitmentAlert: _alert,
}


def _fields(kind: str, about: Subject, title: Text, text: Any) -> Fields:
    return {"kind": kind, "about": about, "title": title, "text": text}


def _meeting(id: str) -> Subject:
    return Subject(entity="meeting", id=id)


def _every(text: Mapping[Any, str]) -> dict[str, str]:
    return {language: _in(text, language) for language in LOCALES}


def _named(meeting: Meeting, ctx: Context) -> dict[str, dict[str, str]]:
    name = ctx.of(BODY, meeting.body).name
    return {"body": {language: _in(name, language) if name else meeting.body for language in LOCALES}}


def _when(at: datetime, ctx: Context) -> dict[str, dict[str, str]]:
    here = at.astimezone(ctx.zone)
    moments = {
        language: str(format_datetime(here, f"{DAYS[language]}, HH:mm", tzinfo=ctx.zone, locale=locale))
        for language, locale in LOCALES.items()
    }
    return {"day": _day(here.date()), "moment": moments}


def _day(day: date) -> dict[str, str]:
    return {
        language: str(format_date(day, DAYS[language], locale=locale)) for language, locale in LOCALES.items()
    }


def _say(template: Mapping[str, str], facts: Mapping[str, Mapping[str, str]]) -> Any:
    """The template in each of its languages, filled in that language."""
    return {
        language: words.format(**{name: said[language] for name, said in facts.items()})
        for language, words in template.items()
    }


def _in(text: Mapping[Any, str], language: str) -> str:
    """In that language, else in the first that there is: whoever translates the draft sees it."""
    return text.get(language) or next(iter(text.values()))
