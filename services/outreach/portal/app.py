"""Which address shows which page? The table of the portal, and the application around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from services.outreach.exports.formats import FORMATS
from services.outreach.portal import sitemap as sitemaps
from services.outreach.portal.assets import FOR_EVER, Assets
from services.outreach.portal.lag import Lags
from services.outreach.portal.language import KNOWN, Language, negotiate
from services.outreach.portal.live import Live
from services.outreach.portal.page import UNSTATED, Gather, Licence
from services.outreach.portal.pages import calendar, matrix, minutes
from services.outreach.portal.pages.bodies import bodies, body
from services.outreach.portal.pages.commitments import commitment, commitments
from services.outreach.portal.pages.consultations import consultation, consultations
from services.outreach.portal.pages.count_sheet import count_sheet, count_sheet_pdf
from services.outreach.portal.pages.decisions import decisions
from services.outreach.portal.pages.dialogues import dialogue, dialogues
from services.outreach.portal.pages.documents import documents
from services.outreach.portal.pages.elections import election, elections
from services.outreach.portal.pages.events import event
from services.outreach.portal.pages.figures import figures, picture
from services.outreach.portal.pages.home import home
from services.outreach.portal.pages.hubs import hub, hubs
from services.outreach.portal.pages.logframes import logframe
from services.outreach.portal.pages.meetings import meeting, meetings
from services.outreach.portal.pages.news import feed, news, publication
from services.outreach.portal.pages.open_data import data_dictionary, file_of, open_data
from services.outreach.portal.pages.organisations import organisation, organisations
from services.outreach.portal.pages.papers import paper
from services.outreach.portal.pages.positions import position, positions
from services.outreach.portal.pages.reports import (
    report,
    report_iati,
    report_pdf,
    report_workbook,
    reports,
)
from services.outreach.portal.pages.search import search
from services.outreach.portal.pages.strategies import strategies, strategy
from services.outreach.portal.pages.timeline import chain, timeline
from services.outreach.portal.pages.trainings import internship, training, trainings
from services.outreach.portal.security import SecurityHeaders
from services.outreach.portal.site import Site
from services.outreach.portal.sitemap import sitemap
from services.outreach.portal.standing import PATIENCE
from shared.kernel.files import Files
from shared.kernel.mongo import Mongo

PAGES: tuple[tuple[str, Gather], ...] = (
    ("", home),
    ("/bodies", bodies),
    ("/bodies/{id}", body),
    ("/elections", elections),
    ("/elections/{id}", election),
    ("/elections/{id}/count-sheet", count_sheet),
    ("/meetings", meetings),
    ("/meetings/{id}", meeting),
    ("/meetings/{id}/minutes", minutes.minutes),
    ("/meetings/{id}/minutes/changes", minutes.changes),
    ("/decisions", decisions),
    ("/calendar", calendar.calendar),
    ("/commitments", commitments),
    ("/commitments/{id}", commitment),
    ("/strategies", strategies),
    ("/strategies/{id}", strategy),
    ("/organisations", organisations),
    ("/organisations/{id}", organisation),
    ("/documents", documents),
    ("/positions", positions),
    ("/positions/{id}", position),
    ("/trainings", trainings),
    ("/trainings/{id}", training),
    ("/internships", trainings),
    ("/internships/{id}", internship),
    ("/consultations", consultations),
    ("/consultations/{id}", consultation),
    ("/dialogues", dialogues),
    ("/dialogues/{id}", dialogue),
    ("/timeline", timeline),
    ("/timeline/{id}", chain),
    ("/hubs", hubs),
    ("/hubs/{id}", hub),
    ("/events/{id}", event),
    ("/figures", figures),
    ("/search", search),
    ("/news", news),
    ("/news/{id}", publication),
    ("/reports", reports),
    ("/reports/{id}", report),
    ("/reports/logframes/{id}", logframe),
    ("/open-data", open_data),
    ("/open-data/{id}", data_dictionary),
)
"""Below `/{language}`."""

FILES: tuple[tuple[str, Gather], ...] = (
    ("/calendar.ics", calendar.every_meeting),
    ("/bodies/{id}/calendar.ics", calendar.of_body),
    ("/organisations/{id}/calendar.ics", calendar.of_organisation),
    ("/meetings/{id}/invitation.ics", calendar.invitation),
    ("/meetings/{id}/minutes.pdf", minutes.minutes_pdf),
    ("/meetings/{id}/papers/{part}", paper),
    ("/elections/{id}/count-sheet.pdf", count_sheet_pdf),
    ("/figures/{id}.svg", picture),
    ("/sitemap.xml", sitemap),
    ("/news.atom", feed),
    ("/reports/{id}.pdf", report_pdf),
    ("/reports/{id}.xlsx", report_workbook),
    ("/reports/{id}.iati.xml", report_iati),
    *((f"/open-data/{{id}}.{format}", file_of(format)) for format in FORMATS),
    ("/consultations/{id}.csv", matrix.table),
    ("/consultations/{id}.pdf", matrix.paper),
)
"""Below `/{language}`, too: calendars, feeds, documents; what their functions give back is a `File`."""

SHORTER = Middleware(GZipMiddleware, minimum_size=500, compresslevel=5)
"""Beyond level 5 a page takes twice the time and is hardly shorter."""
KOSOVO = ZoneInfo("Europe/Belgrade")


def now() -> datetime:
    return datetime.now(UTC)


def portal(
    mongo: Mongo,
    clock: Callable[[], datetime] = now,
    zone: ZoneInfo = KOSOVO,
    patience: float = PATIENCE,
    forms: Callable[[Site], list[Route]] = lambda site: [],
    files: Files | None = None,
    home: str = "",
    lags: Lags | None = None,
    licence: Licence = UNSTATED,
) -> Starlette:
    """`home`: the site's own address for feeds, calendars and site maps; left out, wherever it was asked."""
    assets = Assets()
    languages = {code: Language(code, zone) for code in KNOWN}
    site = Site(mongo.database("portal"), languages, assets, clock, patience, files, home, lags, licence)
    routes = [
        Route("/", choose_language),
        Route("/static/{address:path}", static(assets)),
        Route("/stream", Live(mongo.database("portal")).serve),
        Route("/sitemap.xml", site_maps(site)),
        Route("/robots.txt", robots(site)),
    ]
    routes += forms(site)
    for code in languages:
        routes += [Route(f"/{code}{path}", site.endpoint(gather, code)) for path, gather in (*FILES, *PAGES)]
    return Starlette(
        routes=routes,
        middleware=[Middleware(SecurityHeaders), SHORTER],
        exception_handlers={404: site.not_found, Exception: site.failed},
    )


async def choose_language(request: Request) -> Response:
    code = negotiate(request.headers.get("accept-language", ""))
    return RedirectResponse(f"/{code}", 302, {"Vary": "Accept-Language", "Cache-Control": "no-cache"})


def site_maps(site: Site) -> Callable[[Request], Response]:
    return lambda request: Response(sitemaps.index(site.base(request)), media_type="application/xml")


def robots(site: Site) -> Callable[[Request], Response]:
    return lambda request: PlainTextResponse(sitemaps.robots(site.base(request)))


def static(assets: Assets) -> Callable[[Request], Response]:
    async def serve(request: Request) -> Response:
        found = assets.file(request.path_params["address"])
        if found is None:
            return Response(status_code=404)
        content, media_type = found
        return Response(content, media_type=media_type, headers={"Cache-Control": FOR_EVER})

    return serve  # type: ignore[return-value]
