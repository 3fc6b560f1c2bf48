"""News: what does the platform tell, what of it was corrected or taken back, and how does one follow it?"""

from __future__ import annotations

from typing import Any

from services.outreach.portal import linked, names
from services.outreach.portal.feed import atom
from services.outreach.portal.page import Ask, File, NotFound, Page
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history
from services.outreach.projections.portal import publications as read

PER_PAGE = 20
IN_FEED = 50
PAGES_OF = {
    "meeting": "meetings",
    "election": "elections",
    "commitment": "commitments",
    "consultation": "consultations",
    "dialogue": "dialogues",
    "body": "bodies",
    "hub": "hubs",
}
"""Under which address the pages of an entity stand."""


async def news(ask: Ask) -> Page:
    kinds = await read.kinds(ask.db)
    kind = ask.query.get("kind", "") if ask.query.get("kind") in kinds else ""
    total = await read.count(ask.db, kind)
    pages = max(1, -(-total // PER_PAGE))
    number = _number(ask.query.get("page", ""), pages)
    found = await read.latest(ask.db, PER_PAGE, kind, skip=(number - 1) * PER_PAGE)
    return Page(
        "news.html",
        {
            "kinds": kinds,
            "kind": kind,
            "total": total,
            "publications": [opening(ask, publication) for publication in found],
            "number": number,
            "pages": pages,
        },
    )


def _number(asked: str, pages: int) -> int:
    return min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 6 else 1


def opening(ask: Ask, publication: Any) -> dict[str, Any]:
    """A publication as a list shows it: with its first paragraph."""
    language, words = ask.language.pick(publication["text"])
    return {**publication, "first": paragraphs(words)[0], "language": language}


def paragraphs(words: str) -> list[str]:
    return [part.strip() for part in words.replace("\r\n", "\n").split("\n\n") if part.strip()] or [""]


async def publication(ask: Ask) -> Page:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    entries = await history.about(ask.db, f"publication:{ask.id}")
    language, words = ask.language.pick(found["text"])
    about = found["about"]
    return Page(
        "publication.html",
        {
            "publication": found,
            "paragraphs": paragraphs(words) if found["text"] else [],
            "language_of_text": language,
            "subject": about and (PAGES_OF[about["entity"]], about["id"]),
            "visibility": found["shown"],
            "linked": linked.publication(ask, found),
            "history": Teller(ask.language, await names.of_entries(ask.db, entries)).tell(entries),
        },
    )


async def feed(ask: Ask) -> File:
    found = await read.latest(ask.db, IN_FEED)
    content = atom(ask, [(entry, paragraphs(ask.language.pick(entry["text"])[1])) for entry in found])
    return File(content, "application/atom+xml", "news.atom")
