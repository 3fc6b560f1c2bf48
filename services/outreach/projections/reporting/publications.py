"""Which publications are in the making, where does each stand, and who wrote, read and published it?"""

from __future__ import annotations

from typing import Any, Literal

from typing_extensions import TypedDict

from services.outreach.projections.portal.publications import Subject
from shared.contracts import outreach
from shared.kernel.event import Event, Recorded
from shared.kernel.projection import Index, Projection, fold


class Draft(TypedDict):
    """One publication as its editors see it, from the first draft on."""

    kind: str
    title: dict[str, str]
    text: dict[str, str]
    about: Subject | None
    """The entity whose page tells more."""
    agreement: str
    languages: list[str]
    state: Literal["draft", "in_review", "published", "retracted", "dropped"]
    since: str
    """The day of its latest step."""
    authors: list[str]
    """Ids of everybody who wrote or translated it; a policy that drafted it has the name "system:…"."""
    published_by: str | None
    corrections: int
    remark: str | None
    """Why it was returned or dropped, or is not right any more."""


def drafted(before: Draft | None, event: Recorded[outreach.PublicationDrafted]) -> Draft:
    fact: Any = event.data.model_dump(mode="json")
    return Draft(
        kind=fact["kind"],
        title=fact["title"],
        text=fact["text"],
        about=fact["about"],
        agreement=fact["agreement"],
        languages=[*fact["title"]],
        state="draft",
        since=fact["drafted_on"],
        authors=_with(before["authors"] if before else [], fact["drafted_by"]),
        published_by=None,
        corrections=0,
        remark=None,
    )


def translated(draft: Draft, event: Recorded[outreach.PublicationTranslated]) -> Draft:
    fact = event.data
    return {
        **draft,
        "title": {**draft["title"], fact.language: fact.title},
        "text": {**draft["text"], fact.language: fact.text},
        "languages": _with(draft["languages"], fact.language),
        "since": fact.translated_on.isoformat(),
        "authors": _with(draft["authors"], fact.translated_by),
    }


def moved(draft: Draft, event: Recorded[Event]) -> Draft:
    match event.data:
        case outreach.PublicationSubmitted(submitted_on=day):
            return {**draft, "state": "in_review", "since": day.isoformat(), "remark": None}
        case outreach.PublicationReturned(returned_on=day, reason=reason):
            return {**draft, "state": "draft", "since": day.isoformat(), "remark": reason}
        case outreach.PublicationOutdated(public=False, found_on=day, reason=reason):
            return {**draft, "state": "draft", "since": day.isoformat(), "remark": reason or None}
        case outreach.PublicationPublished(published_on=day, published_by=by):
            return {**draft, "state": "published", "since": day.isoformat(), "published_by": by}
        case outreach.PublicationRetracted(retracted_on=day):
            return {**draft, "state": "retracted", "since": day.isoformat()}
        case outreach.PublicationDropped(dropped_on=day, reason=reason):
            return {**draft, "state": "dropped", "since": day.isoformat(), "remark": reason}
        case _:
            return draft


def corrected(draft: Draft, event: Recorded[outreach.PublicationCorrected]) -> Draft:
    fact: Any = event.data.model_dump(mode="json")
    return {
        **draft,
        "title": fact["title"],
        "text": fact["text"],
        "since": fact["corrected_on"],
        "corrections": fact["correction"],
    }


def _with(names: list[str], name: str) -> list[str]:
    return names if name in names else [*names, name]


DRAFTS = Projection(
    database="reporting",
    name="publications",
    version=2,
    document=Draft,
    title="Publications in the making and made, with their authors",
    on={
        outreach.PublicationDrafted: fold(drafted),
        outreach.PublicationTranslated: fold(translated),
        outreach.PublicationSubmitted: fold(moved),
        outreach.PublicationReturned: fold(moved),
        outreach.PublicationOutdated: fold(moved),
        outreach.PublicationPublished: fold(moved),
        outreach.PublicationCorrected: fold(corrected),
        outreach.PublicationRetracted: fold(moved),
        outreach.PublicationDropped: fold(moved),
    },
    indexes=(Index((("state", 1), ("since", 1))),),
)
