"""What travels with a page: safe headers, files that may be kept for ever, few bytes?"""

from __future__ import annotations

import gzip
import re

import httpx
import pytest

from services.outreach.portal.assets import STATIC
from services.outreach.portal.security import HEADERS
from services.outreach.portal.shelf import Shelf
from shared.kernel.mongo import Mongo
from tests.services.outreach.conftest import client
from tests.services.outreach.filling import fill, stand_at
from tests.services.outreach.programme import programme

BUDGET = 150_000


@pytest.mark.parametrize("path", ["/", "/en", "/en/none", "/static/none"])
async def test_every_answer_carries_the_security_headers(pages: httpx.AsyncClient, path: str) -> None:
    answer = await pages.get(path)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value


def test_the_policy_allows_no_script_no_inline_style_and_no_other_host() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == policy["font-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy)
    assert "http" not in str(policy)


async def assets(pages: httpx.AsyncClient, html: str) -> list[str]:
    """Every file that the page or its stylesheet names."""
    named = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html))
    sheet = next(name for name in named if name.endswith(".css"))
    named |= set(re.findall(r"url\((/static/[^)]+)\)", (await pages.get(sheet)).text))
    return sorted(named)


async def test_static_files_are_addressed_by_their_content_and_kept_for_ever(
    pages: httpx.AsyncClient,
) -> None:
    files = await assets(pages, (await pages.get("/en")).text)
    kinds = {"css": "text/css", "svg": "image/svg+xml", "woff2": "font/woff2", "js": "text/javascript"}
    assert {name.rsplit(".", 1)[1] for name in files} == set(kinds)
    for name in files:
        answer = await pages.get(name)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["content-type"].startswith(kinds[name.rsplit(".", 1)[1]])
        assert re.match(r"/static/[0-9a-f]{12}/", name)


async def test_a_file_under_another_hash_is_not_there(pages: httpx.AsyncClient) -> None:
    assert (await pages.get("/static/000000000000/portal.css")).status_code == 404
    assert (await pages.get("/static/../app.py")).status_code == 404


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
async def test_the_first_page_with_everything_it_needs_is_light(
    pages: httpx.AsyncClient, language: str
) -> None:
    page = await pages.get(f"/{language}")
    size = len(gzip.compress(page.content))
    for name in await assets(pages, page.text):
        content = (await pages.get(name)).content
        # Serbian needs the extended letters, the others do not
        needed = language == "sr" or "latin-ext" not in name
        packed = content if name.endswith("woff2") else gzip.compress(content)
        size += len(packed) if needed else 0
    assert size < BUDGET


def test_the_stylesheets_name_no_other_host() -> None:
    for path in STATIC.rglob("*.css"):
        text = path.read_text().replace("http://www.w3.org", "").replace("http%3A%2F%2Fwww.w3.org", "")
        assert "http" not in text, path


def test_the_vendored_parts_keep_their_licences() -> None:
    assert "MIT" in (STATIC / "vendor/designsystemet/LICENSE").read_text()
    assert "SIL Open Font License" in (STATIC / "fonts/LICENSE").read_text()


def test_the_emblem_has_twelve_stars_on_blue() -> None:
    emblem = (STATIC / "eu-emblem.svg").read_text()
    assert emblem.count("<polygon") == 12
    assert 'fill="#039"' in emblem
    assert 'fill="#fc0"' in emblem


async def test_a_page_is_drawn_once_until_something_is_recorded(mongo: Mongo) -> None:
    await fill(mongo, programme())
    async with client(mongo) as pages:
        first = await pages.get("/en/bodies")
        await mongo.database("portal").drop("bodies")  # what is on the shelf needs no database
        again = await pages.get("/en/bodies")
        assert (again.text, again.headers) == (first.text, first.headers)
        await stand_at(mongo, len(programme()) + 1)
        assert "The Council" not in (await pages.get("/en/bodies")).text


def test_the_shelf_keeps_the_latest_pages_and_only_for_their_tag() -> None:
    shelf = Shelf(kept=2)
    for address in ("a", "b", "a", "c"):
        shelf.keep(address, "1", address.encode())
    assert [shelf.find(address, "1") for address in ("a", "b", "c")] == [b"a", None, b"c"]
    assert shelf.find("a", "2") is None
