"""Reports to the donor: every figure with the events behind it, frozen, beside the report before."""

from __future__ import annotations

from typing import Any

from services.outreach.portal import names
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask, File, NotFound, Page
from services.outreach.portal.pages.news import paragraphs
from services.outreach.portal.printing import pdf
from services.outreach.portal.telling.teller import Teller, Told
from services.outreach.projections.portal import history, logframes
from services.outreach.projections.portal import reports as read
from services.outreach.reports.iati import iati
from services.outreach.reports.workbook import workbook

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


async def reports(ask: Ask) -> Page:
    return Page(
        "reports.html",
        {"reports": await read.everyone(ask.db), "logframes": await logframes.everyone(ask.db)},
    )


async def report(ask: Ask) -> Page:
    found = await _found(ask)
    entries = await history.about(ask.db, f"report:{ask.id}")
    return Page(
        "report.html",
        {
            "report": found,
            "sheet": await _sheet(ask, found),
            "evidence": await _told(ask, found),
            "told_at_most": TOLD,
            "chapters": [
                {**section, "paragraphs": paragraphs(ask.language.plain(section["text"]))}
                for section in found["sections"]
            ],
            "before": await read.before(ask.db, found),
            "exported": await _activity(ask, found) is not None,
            "history": Teller(ask.language, await names.of_entries(ask.db, entries)).tell(entries),
        },
    )


async def report_pdf(ask: Ask) -> File:
    content = await pdf("report", await _sheet(ask, await _found(ask)))
    return File(content, "application/pdf", f"{ask.id}-{ask.language.code}.pdf")


async def report_workbook(ask: Ask) -> File:
    found = await _found(ask)
    content = workbook(await _sheet(ask, found), await _told(ask, found, all_of_them=True))
    return File(content, XLSX, f"{ask.id}-{ask.language.code}.xlsx", inline=False)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def report_iati(ask: Ask) -> File:
    """IATI 2.03: one activity with its results, as far as this report goes."""
    found = await _found(ask)
    logframe = await _activity(ask, found)
    if logframe is None:
        raise NotFound
    return File(iati(found, logframe), "application/xml", f"{ask.id}.iati.xml")


async def _found(ask: Ask) -> Any:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    return found


async def _activity(ask: Ask, found: Any) -> Any:
    """The logframe, if it says what IATI must know."""
    logframe = await logframes.one(ask.db, found["logframe"])
    return logframe if logframe and logframe["activity"] else None


async def _told(ask: Ask, found: Any, all_of_them: bool = False) -> dict[str, list[tuple[int, Told | None]]]:
    """The events behind each figure; one that is not public is told by its place in the log alone."""
    wanted = {
        figure["indicator"]: figure["evidence"] if all_of_them else figure["evidence"][:TOLD]
        for figure in found["figures"]
    }
    positions = sorted({position for places in wanted.values() for position in places})
    entries = await history.at(ask.db, positions)
    teller = Teller(ask.language, await names.of_entries(ask.db, entries))
    known = {told.position: told for told in teller.tell(entries)}
    return {id: [(position, known.get(position)) for position in places] for id, places in wanted.items()}


async def _sheet(ask: Ask, found: Any) -> dict[str, Any]:
    """The same words for page, paper and workbook."""
    say, day, plain = ask.language.say, ask.language.day, ask.language.plain
    earlier = await read.before(ask.db, found)
    past = {figure["indicator"]: figure["in_period"] for figure in earlier["figures"]} if earlier else {}
    logframe = await logframes.one(ask.db, found["logframe"])
    titles = {r["result"]: plain(r["title"]) for r in logframe["results"]} if logframe else {}
    return {
        "id": ask.id,
        "language": "sr-Latn" if ask.language.code == "sr" else ask.language.code,
        "title": plain(found["title"]),
        "address": f"{ask.base}/{ask.language.code}/reports/{ask.id}",
        "period": f"{day(found['period_from'])} – {day(found['period_to'])}",
        "columns": [str(say(column)) for column in COLUMNS],
        "words": {
            "kind": str(say("Report to the donor")),
            "figures": str(say("Figures")),
            "submitted": str(
                say(
                    "Handed in to %(donor)s on %(date)s.",
                    donor=found["submitted_to"],
                    date=day(found["submitted_on"]),
                )
            ),
            "hash": str(say("Content hash (SHA-256): %(hash)s", hash=found["sha256"])),
            "counted": str(
                say(
                    "Counted from the events of the log up to number %(event)s.",
                    event=ask.language.number(found["counted_to"]),
                )
            ),
            "evidence": str(say("Evidence")),
            "event": str(say("Event")),
            "day": str(say("Day")),
            "what": str(say("What happened")),
            "not_public": str(say("not public; kept in the log")),
        },
        "results": _results(ask, found["figures"], titles, past),
        "sections": [
            [plain(section["title"]), paragraphs(plain(section["text"]))] for section in found["sections"]
        ],
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
