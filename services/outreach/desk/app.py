"""Which address of the desk shows which page? The table, and the tools around it."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from jinja2 import Environment
from starlette.routing import BaseRoute, Route

from services.outreach.desk import (
    data,
    donor_reports,
    figures,
    gate,
    kinds,
    members,
    papers,
    participation,
    queue,
    queue_live,
    receipts,
    record,
    refusals,
)
from services.outreach.desk.accounts import Accounts
from services.outreach.desk.commands import Commands
from services.outreach.desk.give import give
from services.outreach.desk.giving import Giver
from services.outreach.desk.links import Links
from services.outreach.desk.outreach import page as outreach
from services.outreach.desk.people import People
from services.outreach.desk.programs import program, programs
from services.outreach.desk.session import Sessions
from services.outreach.desk.visit import TEMPLATES, Page, Tools, endpoint
from services.outreach.portal.assets import Assets
from services.outreach.portal.lag import Lags
from services.outreach.portal.language import KNOWN, Language
from services.outreach.portal.letters import letters
from services.outreach.portal.rendering import compiled, environment
from services.outreach.projections import READERS
from shared.kernel.files import Files
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.log import Misconfigured
from shared.kernel.mail import Post
from shared.kernel.process import Surroundings
from shared.kernel.settings import Settings
from shared.kernel.veil import veil_key

OPEN: tuple[tuple[str, Page, tuple[str, ...]], ...] = (
    ("/sign-in", gate.sign_in, ("GET", "POST")),
    ("/enter", gate.enter, ("GET", "POST")),
    ("/sign-out", gate.sign_out, ("POST",)),
    ("/personas", gate.personas, ("GET", "POST")),
)
"""For everybody."""
PAGES: tuple[tuple[str, Page, tuple[str, ...]], ...] = (
    ("", queue.home, ("GET",)),
    ("/stream", queue_live.stream, ("GET",)),
    ("/receipts/{claim}/{receipt}", receipts.receipt, ("GET",)),
    ("/papers/{meeting}/{paper}", papers.paper, ("GET",)),
    ("/payment-files/{batch}/{format}", receipts.payment_file, ("GET",)),
    ("/kinds", kinds.kinds, ("GET",)),
    ("/figures", figures.figures, ("GET",)),
    ("/members", members.members, ("GET",)),
    ("/figures/{id}.svg", figures.picture, ("GET",)),
    ("/reports/{id}", donor_reports.preview, ("GET",)),
    ("/reports/{id}/{format}", donor_reports.file, ("GET",)),
    ("/data", data.data, ("GET",)),
    ("/data/{model}", data.dictionary, ("GET",)),
    ("/data/{model}/{format}", data.file, ("GET",)),
    ("/participation", participation.taking_part, ("GET",)),
    ("/outreach", outreach.figures, ("GET",)),
    ("/outreach/{id}.svg", outreach.picture, ("GET",)),
    ("/give/{service}/{command}", give, ("GET", "POST")),
    ("/record/{service}/{entity}", kinds.records, ("GET",)),
    ("/record/{service}/{entity}/{id}", record.record, ("GET",)),
)
"""For those who signed in; below `/{language}/desk`."""
LOCAL = ("127.0.0.1", "localhost", "::1")


def check(settings: Settings) -> None:
    """
    Raises:
        Misconfigured: one click would let everybody in from everywhere.
    """
    if settings.personas and urlsplit(settings.public_url).hostname not in LOCAL:
        raise Misconfigured("CIVIKOS_PERSONAS lets anybody in: it is for pages at 127.0.0.1 alone")


def tools(around: Surroundings) -> Tools:
    """
    Raises:
        Misconfigured: see `check`.
    """
    settings = around.settings
    check(settings)
    key = settings.desk_key.get_secret_value().replace("\\n", "\n")
    url = urlsplit(settings.public_url)
    languages = {code: Language(code, settings.zone) for code in KNOWN}
    assets = Assets()
    return Tools(
        settings=settings,
        mongo=around.mongo,
        log=around.log,
        sealed=JetStreamLog(around.nc, around.codec.without_keys()),
        codec=around.codec,
        lags=Lags(around.nc, around.codec),
        accounts=Accounts(around.log, veil_key(settings.master_key.get_secret_value())),
        people=People(around.log, around.mongo),
        sessions=Sessions(key, secure=url.scheme == "https"),
        links=Links(around.nc, key),
        post=Post(settings),
        letters=letters(settings.public_url, settings.zone),
        giver=Giver(around.nc, key, settings.token_issuer),
        files=Files(around.nc),
        commands=Commands(around.nc),
        languages=languages,
        environments={code: _environment(language, assets) for code, language in languages.items()},
    )


def _environment(language: Language, assets: Assets) -> Environment:
    env = environment(language, assets, TEMPLATES)
    env.globals["readers"] = READERS
    env.globals["outreach_readers"] = outreach.ALLOWED
    env.globals["data_readers"] = data.ALL_READERS
    env.filters |= {
        "words": language.words,
        "refusal": partial(refusals.told, language),
        "lines": str.splitlines,
    }
    return compiled(env)


def desk(tools: Tools) -> list[BaseRoute]:
    routes: list[BaseRoute] = []
    for code in KNOWN:
        about = endpoint(tools, code, programs, open_=True)
        part = endpoint(tools, code, program, open_=True)
        routes.append(Route(f"/{code}/api", about, methods=["GET"]))
        routes.append(Route(f"/{code}/api/{{part}}", part, methods=["GET"]))
        for path, page, methods in OPEN:
            serve = endpoint(tools, code, page, open_=True)
            routes.append(Route(f"/{code}/desk{path}", serve, methods=list(methods)))
        for path, page, methods in PAGES:
            serve = endpoint(tools, code, page)
            routes.append(Route(f"/{code}/desk{path}", serve, methods=list(methods)))
    return routes
