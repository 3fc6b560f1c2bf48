"""Which facts write their own first draft, and what does it say? People review it before anybody sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_datetime
from pydantic import Field

from services.outreach.domain.council_facts import BODY, MEETING, Meeting
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


Draftable = DraftMeetingNotice | DraftMeetingNews
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
    "sq": "Mbledhja: {body}.\n\nKoha: {moment}.\n\nVendi: {place}.",
    "sr": "Sednica: {body}.\n\nVreme: {moment}.\n\nMesto: {place}.",
    "en": "Meeting: {body}.\n\nTime: {moment}.\n\nPlace: {place}.",
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


def _notice(command: DraftMeetingNotice, ctx: Context) -> Fields | None:
    meeting = ctx.of(MEETING, command.meeting)
    if meeting.starts_at is None or meeting.cancelled:
        return None
    place = dict.fromkeys(LOCALES, meeting.place)
    facts = {**_named(meeting, ctx), **_when(meeting.starts_at, ctx), "place": place}
    return _fields("notice", command.meeting, _say(NOTICE_TITLE, facts), _say(NOTICE, facts))


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
    return _fields("news", command.meeting, _say(NEWS_TITLE, facts), whole)


def _decisions(language: str, decided: list[Text]) -> str:
    if not decided:
        return NO_DECISION[language]
    return "\n\n".join(f"{number}. {_in(text, language)}" for number, text in enumerate(decided, 1))


WRITERS: Mapping[type[Command], Callable[[Any, Context], Fields | None]] = {
    DraftMeetingNotice: _notice,
    DraftMeetingNews: _news,
}


def _fields(kind: str, meeting: str, title: Text, text: Any) -> Fields:
    return {"kind": kind, "about": Subject(entity="meeting", id=meeting), "title": title, "text": text}


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
