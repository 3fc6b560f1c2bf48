"""What a person does on every page: follow a link and see where it led, take a file along."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Locator, Page, expect


async def headed(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


async def follow(within: Page | Locator, link: str, heading: str) -> None:
    """Clicks the first link of this name; the page that opens has this heading."""
    await within.get_by_role("link", name=link, exact=True).first.click()
    await headed(within if isinstance(within, Page) else within.page, heading)


async def saved(page: Page, link: Locator) -> bytes:
    """What a click leaves on the disk."""
    async with page.expect_download() as downloading:
        await link.click()
    return _read(await (await downloading.value).path())


def _read(path: Path) -> bytes:
    return path.read_bytes()
