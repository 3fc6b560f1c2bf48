"""What does a report to the donor say? The same on the page, on paper, in the workbook and for machines.

Everything comes from the report itself, as it was frozen; reports of the time when they did not keep what the
logframe said take that from the logframe.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from services.outreach.portal import names
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask, File, NotFound
from services.outreach.portal.pages.news import paragraphs
from services.outreach.portal.printing import pdf
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import history, logframes
from services.outreach.projections.portal import reports as read
from services.outreach.reports.iati import iati
from services.outreach.reports.workbook import Evidence, workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOLD = 40
"""Events of one figure that the page tells; the workbook has all."""
COLUMNS = (
    N_("Indicator"),
    N_("Baseline"),
    N_("Target"),
    N_("This period"),
    N_("Period before"),
    N_("To date"),
    N_("Source of verification"),
)


@dataclass(frozen=True, slots=True)
class State:
    """How a report in this state is marked, whatever form it has."""

    kind: str
    mark: str
    said: str
    hash: str = N_("Content hash (SHA-256): %(hash)s")


DRAFT = State(
    N_("Draft of a report to the donor"),
    N_("draft"),
    N_("This is a draft: its text and its figures may still change."),
    N_("A draft has no content hash."),
)
STATES = {
    "open": DRAFT,
    "closed": DRAFT,
    "frozen": State(
        N_("Frozen report to the donor"),
        N_("not handed in"),
        N_("Frozen on %(date)s and not handed in yet: this is what is to be handed in."),
    ),
    "submitted": State(N_("Report to the donor"), "", N_("Handed in to %(donor)s on %(date)s.")),
}


async def shown(ask: Ask, found: Any) -> dict[str, Any]:
    """What a page shows."""
    action = await _action(ask, found)
    return {
        "report": found,
        "sheet": await _sheet(ask, found),
        "evidence": await told(ask, found["figures"]),
        "told_at_most": TOLD,
        "chapters": [
            {**section, "paragraphs": paragraphs(ask.language.plain(section["text"]))}
            for section in found["sections"]
        ],
        "before": await read.before(ask.db, found),
        "exported": bool(action and action["activity"]),
    }


async def paper(ask: Ask, found: Any) -> File:
    content = await pdf("report", await _sheet(ask, found))
    return File(content, "application/pdf", f"{_file_name(ask, found)}-{ask.language.code}.pdf")


async def book(ask: Ask, found: Any) -> File:
    evidence = await told(ask, found["figures"], all_of_them=True)
    content = workbook(await _sheet(ask, found), evidence, _since(found))
    return File(content, XLSX, f"{_file_name(ask, found)}-{ask.language.code}.xlsx", inline=False)


async def activity(ask: Ask, found: Any) -> File:
    """IATI 2.03: one activity with its results, as far as this report goes."""
    action = await _action(ask, found)
    if action is None or not action["activity"]:
        raise NotFound
    mark = _state(found).mark
    content = iati(found, action, _since(found), mark)
    return File(content, "application/xml", f"{_file_name(ask, found)}.iati.xml")


def _state(found: Any) -> State:
    return STATES[found.get("state", "submitted")]


def _since(found: Any) -> str:
    """The day of its latest step."""
    day: str = found.get("submitted_on") or found["since"]
    return day


def _file_name(ask: Ask, found: Any) -> str:
    """One that was not handed in is never taken for one that was."""
    return f"{ask.id}-{_state(found).mark.replace(' ', '-')}".rstrip("-")


def _address(ask: Ask, found: Any) -> str:
    place = "desk/reports" if _state(found).mark else "reports"
    return f"/{ask.language.code}/{place}/{ask.id}"


async def _action(ask: Ask, found: Any) -> Any:
    return found["action"] or await logframes.one(ask.db, found["logframe"])


async def told(ask: Ask, figures: Iterable[Any], all_of_them: bool = False) -> Evidence:
    """The events behind each figure; one that is not public is told by its place in the log alone."""
    wanted = {
        figure["indicator"]: figure["evidence"] if all_of_them else figure["evidence"][:TOLD]
        for figure in figures
    }
    positions = sorted({position for places in wanted.values() for position in places})
    entries = await history.at(ask.db, positions)
    teller = Teller(ask.language, await names.of_entries(ask.db, entries))
    known = {each.position: each for each in teller.tell(entries)}
    return {id: [(position, known.get(position)) for position in places] for id, places in wanted.items()}


async def _sheet(ask: Ask, found: Any) -> dict[str, Any]:
    """The same words for page, paper and workbook."""
    say, day, plain = ask.language.say, ask.language.day, ask.language.plain
    earlier = await read.before(ask.db, found)
    past = {figure["indicator"]: figure["in_period"] for figure in earlier["figures"]} if earlier else {}
    action = await _action(ask, found)
    titles = {r["result"]: plain(r["title"]) for r in action["results"]} if action else {}
    return {
        "id": ask.id,
        "language": "sr-Latn" if ask.language.code == "sr" else ask.language.code,
        "title": plain(found["title"]),
        "address": f"{ask.base}{_address(ask, found)}",
        "period": f"{day(found['period_from'])} – {day(found['period_to'])}",
        "columns": [str(say(column)) for column in COLUMNS],
        "words": {name: str(word) for name, word in _words(ask, found).items()},
        "results": _results(ask, found["figures"], titles, past),
        "sections": [
            [plain(section["title"]), paragraphs(plain(section["text"]))] for section in found["sections"]
        ],
    }


def _words(ask: Ask, found: Any) -> dict[str, Any]:
    say, state, version = ask.language.say, _state(found), (found["action"] or {}).get("version")
    return {
        "kind": say(state.kind),
        "mark": say(state.mark) if state.mark else "",
        "figures": say("Figures"),
        "said": say(state.said, donor=found.get("submitted_to"), date=ask.language.day(_since(found))),
        "hash": say(state.hash, hash=found["sha256"]),
        "counted": say(
            "Counted from the events of the log up to number %(event)s.",
            event=ask.language.number(found["counted_to"]),
        ),
        "measured": say("Measured by version %(version)s of the logframe.", version=version)
        if version
        else "",
        "evidence": say("Evidence"),
        "event": say("Event"),
        "day": say("Day"),
        "what": say("What happened"),
        "not_public": say("not public; kept in the log"),
    }


def _results(
    ask: Ask, figures: list[Any], titles: dict[str, str], past: dict[str, int]
) -> list[dict[str, Any]]:
    ids = [*dict.fromkeys(figure["result"] for figure in figures)]
    return [
        {
            "id": id,
            "title": titles.get(id, id),
            "rows": [_row(ask, figure, past) for figure in figures if figure["result"] == id],
        }
        for id in ids
    ]


def _row(ask: Ask, figure: Any, past: dict[str, int]) -> dict[str, Any]:
    number, say = ask.language.number, ask.language.say
    target = number(figure["target"])
    return {
        "indicator": figure["indicator"],
        "title": f"{ask.language.plain(figure['title'])} ({ask.language.plain(figure['unit'])})",
        "values": [figure["baseline"], figure["target"], figure["in_period"], figure["to_date"]],
        "baseline": number(figure["baseline"]),
        "target": str(say("%(target)s a year", target=target)) if figure["yearly"] else target,
        "in_period": number(figure["in_period"]),
        "past": number(past[figure["indicator"]]) if figure["indicator"] in past else "–",
        "to_date": number(figure["to_date"]),
        "source": ask.language.plain(figure["source"]),
    }
