"""How does a page's content become an answer: waiting, not modified, rendered, not found, failed?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import structlog
from starlette.requests import Request
from starlette.responses import Response

from services.outreach.portal.assets import Assets
from services.outreach.portal.lag import NONE, Lag, Lags
from services.outreach.portal.language import KNOWN, Language, negotiate
from services.outreach.portal.page import UNSTATED, Ask, File, Gather, Licence, NotFound, Page
from services.outreach.portal.rendering import compiled, environment
from services.outreach.portal.shelf import Shelf
from services.outreach.portal.standing import Standing, standing_after
from services.outreach.projections.portal.visibility import Shown, holding
from shared.kernel.files import Files
from shared.kernel.log import Unavailable
from shared.kernel.mongo import Database, MongoError

log = structlog.get_logger()

Endpoint = Callable[[Request], Awaitable[Response]]
QUARTER = 900
"""Seconds: a page speaks of "now" by the quarter of an hour, so it can stay the same between two facts."""


class Site:
    def __init__(
        self,
        db: Database,
        languages: Mapping[str, Language],
        assets: Assets,
        clock: Callable[[], datetime],
        patience: float,
        files: Files | None = None,
        home: str = "",
        lags: Lags | None = None,
        licence: Licence = UNSTATED,
    ) -> None:
        """`home`: where the world finds this site; left out, wherever it was asked.

        `lags`: None: these pages stand alone and know of no log.
        """
        self._db, self._languages, self._assets = db, languages, assets
        self._clock, self._patience, self._files = clock, patience, files
        self._lags, self._licence = lags, licence
        self._home, self._shelf = home.rstrip("/"), Shelf()
        self._marked: Shown | None = None
        self._environments = {
            code: compiled(environment(language, assets)) for code, language in languages.items()
        }

    def endpoint(self, gather: Gather, code: str) -> Endpoint:
        async def serve(request: Request) -> Response:
            try:
                return await self._page(request, gather, code)
            except NotFound:
                return self._render(request, code, Page("not_found.html"), status=404)
            except (MongoError, Unavailable) as error:
                log.error("portal.database_failed", path=request.url.path, error=repr(error))
                return self._render(request, code, Page("unreachable.html"), status=503)

        return serve

    async def _page(self, request: Request, gather: Gather, code: str) -> Response:
        wanted = _position(request.query_params.get("after", ""))
        now = self._quarter()
        stand = await standing_after(self._db, wanted, self._patience)
        lag = await self._lags.of(stand.position) if self._lags else NONE
        tag = f'W/"{stand.position}-{int(now.timestamp())}-{self._assets.build}{lag.tag}"'
        settled, address = wanted <= stand.position, str(request.url)
        if settled and request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "no-cache"})
        headers = {"ETag": tag} if settled else {}
        if settled and (drawn := self._shelf.find(address, tag)) is not None:
            return _html(drawn, code, 200, headers)
        page = await gather(self._ask(request, code, now))
        if isinstance(page, File):
            return _file(page, headers)
        if page.status != 200:
            return self._render(request, code, page, status=page.status)
        self._marked = await holding(self._db, now.date().isoformat())
        answer = self._render(request, code, page, stand=stand, lag=lag, waited_for=wanted, headers=headers)
        if settled:
            self._shelf.keep(address, tag, bytes(answer.body))
        return answer

    def _ask(self, request: Request, code: str, now: datetime) -> Ask:
        return Ask(
            self._db,
            self._languages[code],
            now,
            request.path_params.get("id", ""),
            request.query_params,
            self.base(request),
            request.path_params.get("part", ""),
            self._files,
            self._licence,
        )

    def base(self, request: Request) -> str:
        return self._home or str(request.base_url).rstrip("/")

    def show(self, request: Request, code: str, page: Page, status: int = 200) -> Response:
        """A page that is an answer to one person: nobody keeps it."""
        answer = self._render(request, code, page, status)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _quarter(self) -> datetime:
        moment = self._clock().timestamp()
        return datetime.fromtimestamp(moment - moment % QUARTER, UTC)

    async def not_found(self, request: Request, error: Exception) -> Response:
        return self._render(request, _language(request), Page("not_found.html"), status=404)

    async def failed(self, request: Request, error: Exception) -> Response:
        """Starlette logs the error and raises it again after this answer; its text never reaches a page."""
        return self._render(request, _language(request), Page("failed.html"), status=500)

    def _render(
        self,
        request: Request,
        code: str,
        page: Page,
        status: int = 200,
        stand: Standing | None = None,
        lag: Lag = NONE,
        waited_for: int = 0,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        frame: dict[str, Any] = {
            "path": _below_language(request.url.path),
            "switches": [
                (self._languages[other], _elsewhere(request, other), other == code) for other in KNOWN
            ],
            "stand": stand,
            "lag": lag,
            "missing": waited_for if stand and waited_for > stand.position else None,
            "section": _below_language(request.url.path).split("/")[1],
            "base": self.base(request),
            "canonical": self.base(request) + request.url.path,
        }
        marked = {"visibility": self._marked} if self._marked else {}
        html = self._environments[code].get_template(page.template).render({**frame, **marked, **page.shown})
        return _html(html.encode(), code, status, headers or {})


def _html(page: bytes, code: str, status: int, headers: Mapping[str, str]) -> Response:
    fixed = {"Content-Language": code, "Cache-Control": "no-cache" if status == 200 else "no-store"}
    return Response(page, status, {**fixed, **headers}, media_type="text/html")


def _file(file: File, headers: Mapping[str, str]) -> Response:
    shown = f'{"inline" if file.inline else "attachment"}; filename="{file.name}"'
    fixed = {"Content-Disposition": shown, "Cache-Control": "no-cache"}
    return Response(file.content, headers={**fixed, **file.headers, **headers}, media_type=file.media_type)


def _position(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _language(request: Request) -> str:
    first = request.url.path.split("/")[1]
    return first if first in KNOWN else negotiate(request.headers.get("accept-language", ""))


def _below_language(path: str) -> str:
    """ "/sq/bodies/council" → "/bodies/council"."""
    parts = path.split("/")[1:]
    return "/" + "/".join(parts[1:] if parts[0] in KNOWN else [])


def _elsewhere(request: Request, code: str) -> str:
    """The same place in another language."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "after"]
    path = _below_language(request.url.path).rstrip("/")
    return f"/{code}{path}" + (f"?{urlencode(kept)}" if kept else "")
