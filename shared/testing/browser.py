"""Which browser do tests use? CIVIKOS_TEST_BROWSER, a Chromium on PATH, or Playwright's own; headless."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from playwright.async_api import Browser, Playwright, async_playwright
from starlette.types import ASGIApp

from shared.embedded.server_process import NoServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")


def executable(playwright: Playwright) -> str:
    """
    Raises:
        NoServer: there is none; the text says what to do.
    """
    asked = os.environ.get("CIVIKOS_TEST_BROWSER", "")
    on_path = (shutil.which(name) for name in (asked, *NAMES) if name)
    own = Path(playwright.chromium.executable_path)
    found = next((path for path in on_path if path), str(own) if own.is_file() else "")
    if not found:
        raise NoServer(
            "there is no Chromium on PATH for the tests in a browser: install chromium or google-chrome, or "
            "run `playwright install chromium`, or leave these tests out with `make test BROWSER=no`"
        )
    return found


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless browser; each test makes a context of its own in it."""
    async with async_playwright() as playwright:
        # in containers and as root Chromium cannot build its own sandbox; our pages are all it ever sees
        browser = await playwright.chromium.launch(
            executable_path=executable(playwright), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """Pages of this process at a real address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False))
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    serving = asyncio.ensure_future(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn tells nobody
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    await serving
