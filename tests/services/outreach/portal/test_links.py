"""Does every link on every page lead somewhere?"""

from __future__ import annotations

import html
import re

import httpx

from tests.services.outreach.portal.test_pages import PATHS, read

LINK = re.compile(r'(?:href|src|srcset|action)="(/en[^"?#]*)(\?[^"#]*)?(?:#([^"]*))?"')
ELSEWHERE = ("/en/desk", "/en/api", "/en/newsletter")
"""What stands beside the portal and has tests of its own."""


async def test_no_link_leads_to_nothing(pages: httpx.AsyncClient) -> None:
    told: dict[str, set[str]] = {}
    for path in PATHS:
        for found in LINK.finditer(await read(pages, f"/en{path}")):
            address, place = html.unescape(found[1] + (found[2] or "")), found[3] or ""
            if not address.startswith(ELSEWHERE):
                told.setdefault(address, set()).add(place)
    for address, places in told.items():
        answer = await pages.get(address)
        assert answer.status_code == 200, address
        missing = {place for place in places if place and f'id="{place}"' not in answer.text}
        assert not missing, (address, missing)
