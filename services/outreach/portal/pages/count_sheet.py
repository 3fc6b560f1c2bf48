"""The count of an election on a sheet of paper: as a page and as PDF, to be printed and signed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from services.outreach.portal.labels import label
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from services.outreach.portal.names import Names
from services.outreach.portal.page import Ask, File, NotFound, Page
from services.outreach.portal.pages.elections import found, names_of, ranking
from services.outreach.portal.printing import pdf


async def count_sheet(ask: Ask) -> Page:
    return Page("count_sheet.html", {"sheet": await _sheet(ask)})


async def count_sheet_pdf(ask: Ask) -> File:
    content = await pdf("count_sheet", await _sheet(ask))
    return File(content, "application/pdf", f"{ask.id}-{ask.language.code}.pdf")


async def _sheet(ask: Ask) -> dict[str, Any]:
    """The same words for both forms; there is a sheet once there is a count."""
    election = await found(ask)
    if election["count"] is None:
        raise NotFound
    say, known = ask.language.say, await names_of(ask, election)
    return {
        "id": ask.id,
        "language": ask.language.code,
        "title": ask.language.plain(election["title"]),
        "address": f"{ask.base}/{ask.language.code}/elections/{ask.id}",
        "words": {
            "kind": str(say("Count sheet")),
            "votes": str(say("Votes")),
            "columns": [str(say(word)) for word in COLUMNS],
            "ballots": str(say("Ballots")),
            "signatures": str(say("Signatures")),
        },
        "facts": _facts(election, known, ask.language),
        "rows": [_row(row, known, ask.language) for row in ranking(election)],
        "ballots": _ballots(election["count"], ask.language),
        "notes": _notes(election, known, ask.language),
        "signers": _signers(election, ask.language),
    }


COLUMNS = (N_("Place"), N_("Candidate"), N_("Votes"), N_("Result"))


def _facts(election: Any, known: Names, language: Language) -> list[tuple[str, str]]:
    body = known.bodies.get(election["body"] or "") or known.institutions.get(election["requested_by"] or "")
    voting = election["voting"]
    until = f"{language.moment(voting['opens_at'])} – {language.moment(voting['closes_at'])}"
    return [
        (str(language.say("For")), language.plain(body)),
        (str(language.say("Seats")), language.number(len(election["seats"]))),
        (str(language.say("Candidates a ballot may name")), language.number(election["choices"])),
        (str(language.say("Vote")), f"{until} ({election['zone']})"),
        (str(language.say("Counted on")), language.day(election["count"]["counted_on"])),
    ]


def _row(row: Any, known: Names, language: Language) -> dict[str, str]:
    mark = ""
    if row["seat"]:
        said = N_("Elected by lot, seat %(seat)s") if row["by_lot"] else N_("Elected, seat %(seat)s")
        mark = _written(language, said, seat=row["seat"])
    return {
        "place": language.number(row["place"]),
        "name": language.plain(known.organisation(row["organisation"])),
        "votes": language.number(row["votes"]),
        "mark": mark,
    }


def _ballots(count: Any, language: Language) -> list[tuple[str, str]]:
    invalid = sum(row["ballots"] for row in count["invalid"])
    rows = [
        (N_("Received"), count["received"]),
        (N_("Valid"), count["valid"]),
        (N_("Invalid"), invalid),
    ]
    why = [
        (f"– {label(language, 'invalid', r['reason'])}", language.number(r["ballots"]))
        for r in count["invalid"]
    ]
    return [*((str(language.say(word)), language.number(n)) for word, n in rows), *why]


def _notes(election: Any, known: Names, language: Language) -> list[str]:
    return [*_lot(election["lot"], known, language), *_observers(election["count"], known, language)]


def _lot(lot: Any, known: Names, language: Language) -> Iterable[str]:
    if lot:
        said = N_("Equal votes at the last seat: %(tied)s. The lot fell on %(drawn)s. Witness: %(witness)s")
        tied, drawn = (_listed(lot[key], known, language) for key in ("tied", "drawn"))
        yield _written(language, said, tied=tied, drawn=drawn, witness=lot["witness_of"])


def _observers(count: Any, known: Names, language: Language) -> Iterable[str]:
    if not count["observers"]:
        yield str(language.say("No observer came to the count."))
    for observer in count["observers"]:
        name = observer["label"] or language.plain(known.organisation(observer["organisation"]))
        yield _written(language, N_("Observer: %(name)s"), name=name)


def _listed(ids: list[str], known: Names, language: Language) -> str:
    return ", ".join(language.plain(known.organisation(id)) for id in ids)


def _signers(election: Any, language: Language) -> list[str]:
    """The panel, a line for an observer, and the witness of a lot."""
    lines = [str(label(language, "panel", speaks_for)) for speaks_for in election["panel"]]
    lines.append(str(language.say("Observer")))
    return [*lines, str(language.say("Witness of the lot"))] if election["lot"] else lines


def _written(language: Language, message: str, **names: str) -> str:
    """On paper nothing is markup: the page escapes the whole line."""
    return language.translations.gettext(message) % names
