"""Which pages does a test open, as a person does? It says so with `opens`, and its browser must agree."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Response
from starlette.routing import compile_path

from services.outreach.desk import app as desk
from services.outreach.portal import app as portal

NEWSLETTER = ("/newsletter", "/newsletter/{id}", "/newsletter/{id}/leave")
"""Beside the portal, in `forms.py`."""
DESK = tuple(f"/desk{path}" for path, _, methods in (*desk.OPEN, *desk.PAGES) if "GET" in methods)
PAGES = frozenset((*(path for path, _ in portal.PAGES), *NEWSLETTER, "/api", "/api/{part}", *DESK))
FILES = tuple(path for path, _ in portal.FILES)
_PATTERNS = [(path, compile_path(f"/{{language}}{path}")[0]) for path in (*FILES, *sorted(PAGES))]

opens = pytest.mark.opens
"""`@opens("/hubs", "/hubs/{id}")`: the routes, below the language, that the test is about."""


def page_of(url: str) -> str | None:
    """The route that answers; None: it is not in the tables."""
    path = urlsplit(url).path
    return next((route for route, pattern in _PATTERNS if pattern.match(path)), None)


def declared(marks: Any) -> set[str]:
    return {route for mark in marks if mark.name == "opens" for route in mark.args}


@asynccontextmanager
async def opening(browser: Browser, request: pytest.FixtureRequest, **context: Any) -> AsyncIterator[Page]:
    """A window of its own; when it closes, every page that the test names must have been read in it."""
    window = await browser.new_context(**context)
    read: set[str | None] = set()

    def note(response: Response) -> None:
        if response.ok:
            read.add(page_of(response.url))

    window.on("response", note)
    page = await window.new_page()
    page.on("download", lambda file: read.add(page_of(file.url)))
    yield page
    await window.close()
    never = declared(request.node.iter_markers()) - read
    assert not never, f"the test names pages that it never opened: {sorted(never)}"
