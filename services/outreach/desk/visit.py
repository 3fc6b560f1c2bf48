"""Who asks for a page of the desk, in which language, with which form? And how is the answer drawn?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import structlog
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from services.outreach.desk import naming
from services.outreach.desk.accounts import Account, Accounts
from services.outreach.desk.commands import Commands
from services.outreach.desk.forms.raw import Raw
from services.outreach.desk.giving import Giver
from services.outreach.desk.links import Links
from services.outreach.desk.people import People
from services.outreach.desk.session import Session, Sessions
from services.outreach.portal.lag import NONE, Lag, Lags
from services.outreach.portal.language import KNOWN, Language
from services.outreach.portal.letters import Letters
from services.outreach.portal.page import File
from services.outreach.portal.standing import standing
from services.outreach.projections import REPORTING
from services.outreach.projections.portal.visibility import Shown, holding
from shared.kernel.codec import Codec
from shared.kernel.files import MOST, Files
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.log import Unavailable
from shared.kernel.mail import Post
from shared.kernel.mongo import Mongo, MongoError
from shared.kernel.problem import STATUS, NotAllowed
from shared.kernel.settings import Settings

log = structlog.get_logger()

MODELS = tuple(projection.name for projection in REPORTING)
TEMPLATES = Path(__file__).parent / "templates"
FIELDS = 5_000
"""Of a form, at most: a list of a hundred rows has some hundreds."""
LARGEST = MOST + 64 * 1024
"""Of one part of a form, with some room, so that a file that is a little too large is told so."""


@dataclass(frozen=True)
class Tools:
    """What the pages of the desk work with."""

    settings: Settings
    mongo: Mongo
    log: JetStreamLog
    """Reads persons' data."""
    sealed: JetStreamLog
    """Does not."""
    codec: Codec
    lags: Lags
    accounts: Accounts
    people: People
    sessions: Sessions
    links: Links
    post: Post
    letters: Letters
    """As the newsletter writes them."""
    giver: Giver
    files: Files
    commands: Commands
    languages: Mapping[str, Language]
    environments: Mapping[str, Any]


@dataclass(frozen=True)
class Visit:
    """One request."""

    tools: Tools
    request: Request
    language: Language
    session: Session | None
    account: Account | None
    sent: FormData | None
    """The form that was posted."""
    marked: Shown | None = None
    """How the funding agreement in force wants itself shown."""
    lag: Lag = NONE

    @property
    def person(self) -> Account:
        """Who signed in; asked for only on pages that need somebody."""
        assert self.account is not None
        return self.account

    @property
    def at(self) -> datetime:
        return datetime.now(UTC)

    def path(self, *parts: str) -> str:
        return "/".join(("", self.language.code, "desk", *parts))

    def text(self, name: str) -> str:
        """A field of the posted form."""
        value = self.sent.get(name) if self.sent is not None else None
        return value.strip() if isinstance(value, str) else ""

    def raw(self) -> Raw:
        """The posted texts, without those that start with a dot: they are the page's own."""
        found: Raw = {}
        for name, value in self.sent.multi_items() if self.sent is not None else ():
            if isinstance(value, str) and not name.startswith("."):
                found.setdefault(name, []).append(value)
        return found

    def files(self) -> dict[str, UploadFile]:
        items = self.sent.multi_items() if self.sent is not None else ()
        return {name: value for name, value in items if isinstance(value, UploadFile) and value.filename}

    def show(self, template: str, status: int = 200, **shown: Any) -> Response:
        path = self.request.url.path
        below = "/" + "/".join(path.split("/")[2:])
        frame = {
            "path": below,
            "section": "desk",
            "stand": None,
            "missing": None,
            "lag": self.lag,
            "switches": [
                (language, f"/{code}{below}{_query(self.request)}", code == self.language.code)
                for code, language in self.tools.languages.items()
            ],
            "account": self.account,
            "csrf": self.session.csrf if self.session else "",
            "personas": self.tools.settings.personas,
        }
        marked = {"visibility": self.marked} if self.marked else {}
        html = (
            self.tools.environments[self.language.code]
            .get_template(template)
            .render({**frame, **marked, **shown})
        )
        headers = {"Content-Language": self.language.code, "Cache-Control": "no-store"}
        return Response(html, status, headers, media_type="text/html")

    def not_allowed(self, roles: Iterable[str] = (), public: str | None = None) -> Response:
        """This person holds none of the roles that it needs; `public`: where everybody reads about it."""
        named = [naming.role(self.language, role) for role in dict.fromkeys(roles)]
        return self.show("desk/not_allowed.html", STATUS[NotAllowed], roles=named, public=public)

    def not_found(self) -> Response:
        return self.show("desk/not_found.html", 404)

    def go(self, address: str) -> Response:
        return RedirectResponse(address, 303, {"Cache-Control": "no-store"})


UNREACHABLE, FAILED = "desk/unreachable.html", "desk/failed.html"
Page = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(tools: Tools, code: str, page: Page, open_: bool = False) -> Endpoint:
    """`open_`: for people who have not signed in, too."""

    async def serve(request: Request) -> Response:
        posted = request.method == "POST"
        session, sent = tools.sessions.of(request), None
        try:
            sent = await request.form(max_fields=FIELDS, max_part_size=LARGEST) if posted else None
            account = await tools.accounts.of(session.person) if session else None
            marked = await holding(tools.mongo.database("portal"), datetime.now(UTC).date().isoformat())
            stand = await standing(tools.mongo.database("reporting"), MODELS)
            lag = await tools.lags.of(stand.position)
            visit = Visit(tools, request, tools.languages[code], session, account, sent, marked, lag)
            if posted and not from_here(request, tools.settings.public_url):
                return visit.show("desk/elsewhere.html", 403)
            if account is None and not open_:
                return _signed_out(visit)
            return await page(visit)
        except (MongoError, Unavailable):
            return _kept(Visit(tools, request, tools.languages[code], None, None, sent), UNREACHABLE, 503)
        except HTTPException:
            raise
        except Exception:  # ours, and its text is for the journal alone
            log.exception("desk.failed", path=request.url.path)
            return _kept(Visit(tools, request, tools.languages[code], None, None, sent), FAILED, 500)

    return serve


def _kept(visit: Visit, template: str, status: int) -> Response:
    """What was sent is kept on the page with the id of its command: sent again, it is done once."""
    ours = from_here(visit.request, visit.tools.settings.public_url)
    items = visit.sent.multi_items() if visit.sent is not None and ours else ()
    kept = [(name, value) for name, value in items if isinstance(value, str)]
    return visit.show(template, status, kept=kept)


def _signed_out(visit: Visit) -> Response:
    """A page leads to the sign-in and back; what was typed into a form is kept on a page of its own."""
    if visit.sent is None:
        return visit.go(f"{visit.path('sign-in')}?next={quote(_whole(visit.request), safe='/')}")
    kept = [(name, value) for name, values in visit.raw().items() for value in values]
    return visit.show("desk/signed_out.html", 401, kept=kept, id=visit.text(".id"))


def from_here(request: Request, public_url: str) -> bool:
    """Browsers say where a form was sent from; a page of somebody else may not send one."""
    origin = request.headers.get("origin", "")
    if origin:
        here = urlsplit(public_url)
        return origin in (f"{here.scheme}://{here.netloc}", f"{request.url.scheme}://{request.url.netloc}")
    return request.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def given_out(file: File) -> Response:
    """A file for one person; nobody else keeps it."""
    shown = f'{"inline" if file.inline else "attachment"}; filename="{file.name}"'
    headers = {"Content-Disposition": shown, "Cache-Control": "private, no-store", **file.headers}
    return Response(file.content, headers=headers, media_type=file.media_type)


def _whole(request: Request) -> str:
    return f"{request.url.path}{_query(request)}"


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


def local(address: str) -> str | None:
    """An address of our own desk to go back to; never one of somebody else."""
    parts = address.split("/")
    good = address.startswith("/") and len(parts) > 2 and parts[1] in KNOWN and parts[2] == "desk"
    return address if good and "\\" not in address else None
