"""The whole platform with a few people in it, who sign in and work at the desk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from tests.platform import People, Platform
from tests.services.outreach.desk.visitor import Visitor
from tests.services.outreach.opened import opening
from tests.stories import programme
from tests.stories.programme import ORGANISATIONS

ANA, BESA, CENE, DEJAN, EMA, FATOS = "p-ana", "p-besa", "p-cene", "p-dejan", "p-ema", "p-fatos"
OWN, OTHER = ORGANISATIONS[:2]
ACCOUNTS = {
    ANA: ("Ana Invented", [("cso", OWN)]),
    BESA: ("Besa Invented", [("secretariat", None)]),
    CENE: ("Cene Invented", [("board", None)]),
    DEJAN: ("Dejan Invented", [("finance", None)]),
    EMA: ("Ema Invented", [("auditor", None)]),
    FATOS: ("Fatos Invented", [("cso", OTHER)]),
    "p-gone": ("Gone Invented", []),
}


def address(person: str) -> str:
    return f"{person.removeprefix('p-')}@example.org"


@pytest.fixture(scope="package")
async def platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    data: Path = tmp_path_factory.mktemp("desk") / "data"
    running = Platform(data, env={"CIVIKOS_PERSONAS": "true"})
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="package")
async def plain_platform(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Platform]:
    """Another one, empty and as in earnest: nobody comes in by one click."""
    running = Platform(tmp_path_factory.mktemp("plain") / "data")
    await running.start()
    yield running
    await running.stop()


@pytest.fixture(scope="package")
async def people(platform: Platform) -> AsyncIterator[People]:
    """With two organisations: one applied for membership, one is only registered; and the accounts."""
    async with platform.people() as connected:
        await programme.prepare(connected)
        for organisation in (OWN, OTHER):
            await programme.register(connected, organisation)
        for document in ("code-of-ethics", "rules-of-procedure"):
            accepting = {"organisation": OWN, "document": document, "version": 1}
            await connected.accepted("membership", "AcceptDocument", f"cso:{OWN}", **accepting)
        applied = {"organisation": OWN, "motivation": "Together we are heard."}
        await connected.accepted("membership", "ApplyForMembership", f"cso:{OWN}", acting=ANA, **applied)
        await accounts(connected)
        yield connected


async def accounts(people: People) -> None:
    for person, (name, roles) in ACCOUNTS.items():
        body = {"person": person, "name": name, "email": address(person)}
        await people.accepted("membership", "OpenAccount", "admin", **body)
        for role, bound in roles:
            body = {"person": person, "role": role, **({"bound_to": bound} if bound else {})}
            await people.accepted("membership", "GrantRole", "admin", **body)
    gone = {"person": "p-gone", "reason": "Left"}
    await people.accepted("membership", "CloseAccount", "admin", **gone)


@pytest.fixture
async def visitor(platform: Platform, people: People) -> AsyncIterator[Visitor]:
    """Somebody with a browser who has not signed in."""
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{platform.port}") as http:
        yield Visitor(http, platform.data / "mail")


@pytest.fixture
async def window(
    browser: Browser, platform: Platform, people: People, request: pytest.FixtureRequest
) -> AsyncIterator[Page]:
    """A real one, of somebody at a desk who has not signed in."""
    base = f"http://127.0.0.1:{platform.port}"
    async with opening(browser, request, base_url=base, viewport={"width": 1280, "height": 900}) as page:
        yield page


async def come_in(page: Page, person: str) -> None:
    await page.goto("/en/desk/personas")
    await page.locator(f'button[value="{person}"]').first.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("What waits for me")
