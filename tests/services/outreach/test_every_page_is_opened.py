"""Has every page a test in a real browser that does what a person does there?"""

from __future__ import annotations

import importlib
import pkgutil

from tests.services.outreach import desk, portal
from tests.services.outreach.opened import FILES, PAGES, declared, page_of


def opened() -> set[str]:
    """What the tests in a browser say that they open; each is held to it by its own window."""
    found: set[str] = set()
    for package in (portal, desk):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            for test in vars(importlib.import_module(module.name)).values():
                found |= declared(getattr(test, "pytestmark", ()) if callable(test) else ())
    return found


def test_every_page_is_opened_by_a_test_that_does_what_a_person_does() -> None:
    assert not PAGES - opened(), "write a test in a browser for these, and name them with @opens"
    assert not opened() - PAGES - set(FILES), "there is no such page"


def test_an_address_is_known_by_its_route() -> None:
    assert page_of("http://x/en/reports/interim.pdf?a=1") == "/reports/{id}.pdf"
    assert page_of("http://x/sq/reports/interim") == "/reports/{id}"
    assert page_of("http://x/sr") == ""
    assert page_of("http://x/en/desk/record/grants/fund/f-1") == "/desk/record/{service}/{entity}/{id}"
    assert page_of("http://x/static/live.js") is None
