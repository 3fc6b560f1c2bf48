"""What do machines read on a page? Its main thing as JSON-LD, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from services.outreach.exports.formats import FORMATS
from services.outreach.portal.page import Ask
from shared.kernel.projection import Projection

Thing = dict[str, Any]
STATUS = {
    "scheduled": "https://schema.org/EventScheduled",
    "held": "https://schema.org/EventScheduled",
    "cancelled": "https://schema.org/EventCancelled",
}
MOVED = "https://schema.org/EventRescheduled"
DONE = {"fulfilled": "Completed", "withdrawn": "Failed"}
"""How a commitment that is owed no more ended."""
DRAFTS = dict.fromkeys(("law", "regulation", "administrative_instruction"), "Legislation")
"""What of the documents that are consulted is law; a plan or a strategy is a work like others."""
INSTRUMENTS = {"act": "Legislation", "agreement": "CreativeWork"}
PLATFORM: Thing = {"@type": "Organization", "name": "CiviKos"}
REPORT_FILES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "iati.xml": "application/xml",
}


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
        publisher=PLATFORM,
        funder=ask.language.plain(found["shown"]["statement"]),
    )


def hub(ask: Ask, found: Any, towns: Mapping[str, Mapping[str, str]]) -> Thing:
    def town(id: str) -> str:
        return ask.language.plain(towns.get(id, {"en": id}))

    return _thing(
        ask,
        "Organization",
        address(ask, "hubs", found["_id"]),
        name=f"{town(found['seat'])}, {found['host']}",
        location={"@type": "Place", "name": town(found["seat"])},
        areaServed=[{"@type": "AdministrativeArea", "name": town(id)} for id in found["municipalities"]],
        knowsLanguage=found["languages"],
        foundingDate=found["opened_on"],
        dissolutionDate=found["closed_on"],
    )


def election(ask: Ask, found: Any) -> Thing:
    voting = found["voting"]
    return _thing(
        ask,
        "Event",
        address(ask, "elections", found["_id"]),
        name=ask.language.plain(found["title"]),
        startDate=voting["opens_at"],
        endDate=voting["closes_at"],
    )


def training(ask: Ask, found: Any) -> Thing:
    return _thing(
        ask,
        "EducationEvent",
        address(ask, "trainings", found["_id"]),
        name=ask.language.plain(found["title"]),
        description=ask.language.plain(found["text"]),
        startDate=found["starts_on"],
        endDate=found["ends_on"],
        location={"@type": "Place", "name": found["place"]},
        maximumAttendeeCapacity=found["places"],
        inLanguage=found["languages"],
        organizer=PLATFORM,
    )


def report(ask: Ask, found: Any) -> Thing:
    return _thing(
        ask,
        "Report",
        address(ask, "reports", found["_id"]),
        name=ask.language.plain(found["title"]),
        temporalCoverage=f"{found['period_from']}/{found['period_to']}",
        datePublished=found["submitted_on"],
        publisher=PLATFORM,
        encoding=_files(address(ask, "reports", found["_id"]), REPORT_FILES),
    )


def commitment(ask: Ask, found: Any, standing: str, institution: Mapping[str, str]) -> Thing:
    """An `Action` of an institution: the only type that says who acts, until when, and whether it was done.

    A `Demand` would be a wish to buy; what is overdue is still under way, what was withdrawn was never done.
    """
    return _thing(
        ask,
        "Action",
        address(ask, "commitments", found["_id"]),
        name=ask.language.plain(found["text"]),
        agent=_government(ask, institution),
        startTime=found["made_on"],
        endTime=found["fulfilled_on"] or found["due"],
        actionStatus=f"https://schema.org/{DONE.get(standing, 'Active')}ActionStatus",
    )


def consultation(ask: Ask, found: Any, institution: Mapping[str, str] | None) -> Thing:
    """An `Event`, from its opening to its deadline, which can be missed; about the draft, another thing."""
    reference = {"@type": DRAFTS.get(found["document"], "CreativeWork"), "name": found["reference"]}
    return _thing(
        ask,
        "Event",
        address(ask, "consultations", found["_id"]),
        name=ask.language.plain(found["title"]),
        description=ask.language.plain(found["summary"]) if found["summary"] else None,
        startDate=found["opened_on"],
        endDate=found["deadline"],
        about=reference if found["reference"] else None,
        organizer=_government(ask, institution) if institution else None,
    )


def dialogue(ask: Ask, found: Any, partners: Iterable[Thing], town: Mapping[str, str] | None) -> Thing:
    """A `Conversation` on a topic: it has neither a place nor an hour, so it is no `Event`."""
    act = found["recognised"]
    return _thing(
        ask,
        "Conversation",
        address(ask, "dialogues", found["_id"]),
        name=ask.language.plain(found["topic"]),
        about={"@type": "Thing", "name": ask.language.plain(found["principle"])},
        abstract=ask.language.plain(found["outcome"]) if found["outcome"] else None,
        dateCreated=found["opened_on"],
        contributor=[*partners],
        spatialCoverage={"@type": "AdministrativeArea", "name": ask.language.plain(town)} if town else None,
        citation={"@type": INSTRUMENTS[act["instrument"]], "name": ask.language.plain(act["title"])}
        if act
        else None,
    )


def partner(ask: Ask, kind: str, name: Mapping[str, str]) -> Thing:
    return (
        _government(ask, name)
        if kind == "institution"
        else {"@type": "NGO", "name": ask.language.plain(name)}
    )


def _government(ask: Ask, name: Mapping[str, str]) -> Thing:
    return {"@type": "GovernmentOrganization", "name": ask.language.plain(name)}


def catalogue(ask: Ask, projections: Iterable[Projection]) -> Thing:
    return _thing(
        ask,
        "DataCatalog",
        address(ask, "open-data"),
        license=ask.licence.url or ask.licence.name,
        publisher=PLATFORM,
        dataset=[
            {"@type": "Dataset", "@id": url, "url": url, "name": ask.language.words(projection.title)}
            for projection in projections
            for url in [address(ask, "open-data", projection.name)]
        ],
    )


def dataset(ask: Ask, projection: Projection, columns: Iterable[str]) -> Thing:
    url = address(ask, "open-data", projection.name)
    title = ask.language.words(projection.title)
    return _thing(
        ask,
        "Dataset",
        url,
        name=title,
        description=title,
        license=ask.licence.url or ask.licence.name,
        isAccessibleForFree=True,
        version=str(projection.version),
        variableMeasured=[*columns],
        includedInDataCatalog={"@id": address(ask, "open-data")},
        publisher=PLATFORM,
        distribution=_files(
            url, {name: format.media_type for name, format in FORMATS.items()}, "DataDownload"
        ),
    )


def _files(url: str, formats: Mapping[str, str], kind: str = "MediaObject") -> list[Thing]:
    return [
        {"@type": kind, "encodingFormat": media_type.partition(";")[0], "contentUrl": f"{url}.{name}"}
        for name, media_type in formats.items()
    ]


def _thing(ask: Ask, kind: str, url: str, **said: Any) -> Thing:
    """What is not known is not said."""
    known = {key: value for key, value in said.items() if value not in (None, [], "")}
    return {"@context": "https://schema.org", "@type": kind, "@id": url, "url": url, **known}


def _others(ask: Ask, text: Mapping[str, str]) -> list[str]:
    here = ask.language.plain(text)
    others: Iterable[str] = (words for words in text.values() if words != here)
    return list(dict.fromkeys(others))
