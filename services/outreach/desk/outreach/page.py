"""What were the hubs asked, whom did visibility reach, what became of letters? Each for who may read it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup
from starlette.responses import Response

from services.outreach.desk import readers
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.outreach import asked, returns, seen, sent
from services.outreach.desk.outreach.period import Period, period, year
from services.outreach.desk.visit import Visit
from services.outreach.portal.charts import draw
from services.outreach.portal.charts.chart import Chart
from services.outreach.portal.charts.enquiries import BY_MONTH
from services.outreach.portal.charts.shown import shown
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask, NotFound
from services.outreach.projections import READERS
from services.outreach.projections.portal import hubs as public
from services.outreach.projections.reporting import hubs, issues, visibility
from shared.contracts.roles import FINANCE, HUB
from shared.kernel.problem import STATUS, NotAllowed

ENQUIRIES = "reporting.hubs"
SECTIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "asked": (N_("Enquiries at the information centres"), (ENQUIRIES,)),
    "returns": (N_("Events and monthly returns"), ()),
    "seen": (N_("Visibility and whom it reached"), ("reporting.visibility",)),
    "subscribers": (N_("Readers of the newsletter"), ("reporting.subscribers",)),
    "letters": (N_("Letters of the newsletter"), ("reporting.issues", "reporting.deliveries")),
}
"""Each with its heading and the read models that it is counted from; without any, it is public."""
ALLOWED = tuple(
    dict.fromkeys(
        (*(role for _, models in SECTIONS.values() for m in models for role in READERS[m]), FINANCE.name)
    )
)
"""Who may read at least one of them; finance finds here what is public."""
CHARTS: tuple[Chart, ...] = (BY_MONTH,)
WRONG = 422


async def figures(visit: Visit) -> Response:
    if not visit.person.holds(*ALLOWED):
        return visit.not_allowed(ALLOWED)
    of = period(visit.request.query_params)
    if of.wrong:
        return visit.show("desk/outreach.html", WRONG, period=of, years=[], figures={}, unread=[])
    read = [name for name in SECTIONS if _reads(visit, name)]
    sections = {name: await GATHER[name](visit, of) for name in read}
    return visit.show(
        "desk/outreach.html",
        period=of,
        years=await _years(visit),
        figures=sections,
        unread=[SECTIONS[name][0] for name in SECTIONS if name not in read],
        **await _names(visit),
    )


async def picture(visit: Visit) -> Response:
    if not readers.reads_model(visit.person, ENQUIRIES):
        return Response(status_code=STATUS[NotAllowed])
    try:
        file = await draw.picture(CHARTS, _ask(visit, period(visit.request.query_params)))
    except NotFound:
        return Response(status_code=404)
    return Response(file.content, media_type=file.media_type, headers={"Cache-Control": "no-store"})


def _reads(visit: Visit, section: str) -> bool:
    return all(readers.reads_model(visit.person, model) for model in SECTIONS[section][1])


def _own(visit: Visit) -> set[str] | None:
    """The hubs that this person acts for, who reads of no other; None: of all."""
    bound = visit.person.actor.bound(HUB.name)
    others = (role for role in ALLOWED if role != HUB.name)
    return None if visit.person.holds(*others) else {*bound}


def _of_own(rows: Iterable[Any], field: str, own: set[str] | None) -> list[Any]:
    return [row for row in rows if own is None or row[field] in own]


def _ask(visit: Visit, of: Period) -> Ask:
    """The chart has the same days and hubs as the page."""
    own = _own(visit)
    limits = {"first": of.first, "last": of.last, **({"hubs": " ".join(own)} if own is not None else {})}
    query = {**visit.request.query_params, **limits}
    id = visit.request.path_params.get("id", "")
    return Ask(visit.tools.mongo.database("reporting"), visit.language, visit.at, id, query)


async def _asked(visit: Visit, of: Period) -> Any:
    found = _of_own(await hubs.register(visit.tools.mongo.database("reporting")), "hub", _own(visit))
    charts = [await shown(chart, _ask(visit, of)) for chart in CHARTS]
    return {**asked.section(found, of), "charts": charts}


async def _returns(visit: Visit, of: Period) -> Any:
    found = _of_own(await public.everyone(visit.tools.mongo.database("portal")), "_id", _own(visit))
    return returns.section(
        sorted(found, key=lambda hub: str(hub["_id"])), of, visit.at.astimezone(visit.language.zone).date()
    )


async def _seen(visit: Visit, of: Period) -> Any:
    found = seen.section(await visibility.actions(visit.tools.mongo.database("reporting")), of)
    frames = await visit.tools.mongo.database("portal").find("logframes", fields=["title"])
    called = {frame["_id"]: _agreement(visit, frame) for frame in frames}
    language = visit.language
    return {
        **found,
        "kinds": [(language.words(kind), *n) for kind, *n in found["kinds"]],
        "months": [(language.month(month), *n) for month, *n in found["months"]],
        "agreements": [(called.get(id, id), *n) for id, *n in found["agreements"]],
    }


def _agreement(visit: Visit, frame: Any) -> Markup:
    """By its logframe, whose page tells what the agreement is for."""
    href = f"/{visit.language.code}/reports/logframes/{frame['_id']}"
    return Markup('<a class="ds-link" href="{}">{}</a>').format(href, visit.language.name(frame["title"]))


async def _subscribers(visit: Visit, of: Period) -> Any:
    reporting = visit.tools.mongo.database("reporting")
    return {
        "topics": sent.readers_of(await reporting.find("subscribers", {"state": "active"})),
        "languages": await issues.subscribers(reporting),
        "states": sent.STATES,
    }


async def _letters(visit: Visit, of: Period) -> Any:
    reporting = visit.tools.mongo.database("reporting")
    return sent.letters(await issues.latest(reporting, sent.MOST), await issues.letters(reporting), of)


GATHER: Mapping[str, Callable[[Visit, Period], Awaitable[Any]]] = {
    "asked": _asked,
    "returns": _returns,
    "seen": _seen,
    "subscribers": _subscribers,
    "letters": _letters,
}


async def _years(visit: Visit) -> list[tuple[str, Period]]:
    """In which the hubs did something, for one click."""
    found = await public.everyone(visit.tools.mongo.database("portal"))
    years = {month["month"][:4] for hub in found for month in hub["months"]}
    return [(each, year(each)) for each in sorted(years)]


async def _names(visit: Visit) -> dict[str, Any]:
    """What hubs and topics are called, and which records and tables this person may open."""
    lookup, own = Lookup(visit.tools.mongo, visit.language), visit.person.actor.bound(HUB.name)
    hubs = await public.everyone(visit.tools.mongo.database("portal"))
    await lookup.fetch("hub", [hub["_id"] for hub in hubs])
    await lookup.fetch("topic", ())
    return {
        "called": lookup.name,
        "opens": lambda entity: readers.reads_all(visit.person, "outreach", entity),
        "opens_month": lambda hub: hub in own or readers.reads_all(visit.person, "outreach", "hub_month"),
        "reads": lambda model: readers.reads_model(visit.person, f"reporting.{model}"),
        "titles": {name: title for name, (title, _) in SECTIONS.items()},
    }
