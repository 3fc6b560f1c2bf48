"""What do machines read on a page? Its main thing as JSON-LD, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.outreach.portal.page import Ask

Thing = dict[str, Any]
STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "held": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}
MOVED = "https://schema.org/EventRescheduled"


def address(ask: Ask, *parts: str) -> str:
    return "/".join((ask.base, ask.language.code, *parts))


def site(ask: Ask) -> Thing:
    return _thing(
        ask,
        "WebSite",
        address(ask),
        name="CiviKos",
        potentialAction={
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{address(ask, 'search')}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    )


def organisation(ask: Ask, found: Any) -> Thing:
    return _thing(
        ask,
        "NGO",
        address(ask, "organisations", found["_id"]),
        name=ask.language.plain(found["name"]),
        alternateName=_others(ask, found["name"]),
        identifier=found["_id"],
        foundingDate=found["founded_on"],
        dissolutionDate=found["closed_on"],
    )


def body(ask: Ask, found: Any) -> Thing:
    return _thing(
        ask,
        "Organization",
        address(ask, "bodies", found["_id"]),
        name=ask.language.plain(found["name"]),
        alternateName=_others(ask, found["name"]),
        foundingDate=found["established_on"],
        dissolutionDate=found["dissolved_on"],
    )


def meeting(ask: Ask, found: Any, body: Any) -> Thing:
    name = found["title"] or (body and body["name"]) or {}
    status = MOVED if found["earlier"] and found["state"] == "scheduled" else STATUS[found["state"]]
    return _thing(
        ask,
        "Event",
        address(ask, "meetings", found["_id"]),
        name=ask.language.plain(name),
        startDate=found["starts_at"],
        endDate=found["ends_at"],
        previousStartDate=[earlier["starts_at"] for earlier in found["earlier"]],
        eventStatus=status,
        location={"@type": "Place", "name": found["place"]},
        organizer={"@type": "Organization", "name": ask.language.plain(body["name"])} if body else None,
    )


def publication(ask: Ask, found: Any) -> Thing:
    language, headline = ask.language.pick(found["title"])
    return _thing(
        ask,
        "NewsArticle",
        address(ask, "news", found["_id"]),
        headline=headline,
        inLanguage=language,
        datePublished=found["published_on"],
        dateModified=found["updated_at"],
        articleBody=ask.language.plain(found["text"]) if found["text"] else None,
        publisher={"@type": "Organization", "name": "CiviKos"},
        funder=ask.language.plain(found["shown"]["statement"]),
    )


def _thing(ask: Ask, kind: str, url: str, **said: Any) -> Thing:
    """What is not known is not said."""
    known = {key: value for key, value in said.items() if value not in (None, [], "")}
    return {"@context": "https://schema.org", "@type": kind, "@id": url, "url": url, **known}


def _others(ask: Ask, text: Mapping[str, str]) -> list[str]:
    here = ask.language.plain(text)
    others: Iterable[str] = (words for words in text.values() if words != here)
    return list(dict.fromkeys(others))
