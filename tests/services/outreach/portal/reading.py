"""What a person does on every page: follow a link and see where it led, take a file along, look again."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import Locator, Page, expect

WIDTH = "picture => picture.decode().then(() => picture.naturalWidth)"
"""Of a picture, once it is there."""


async def headed(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


async def follow(within: Page | Locator, link: str, heading: str) -> None:
    """Clicks the first link of this name; the page that opens has this heading."""
    await within.get_by_role("link", name=link, exact=True).first.click()
    await headed(within if isinstance(within, Page) else within.page, heading)


async def until_it_says(page: Page, path: str, text: str) -> None:
    """Looks again until the page tells what has just been recorded."""
    async with asyncio.timeout(30):
        await page.goto(path)
        while not await page.get_by_text(text).count():
            await page.reload()


async def saved(page: Page, link: Locator) -> bytes:
    """What a click leaves on the disk."""
    async with page.expect_download() as downloading:
        await link.click()
    return _read(await (await downloading.value).path())


def _read(path: Path) -> bytes:
    return path.read_bytes()
