"""Which addresses are there, for who reads them all? One site map per language, and what robots may do."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

from services.outreach.portal.language import KNOWN
from services.outreach.portal.page import Ask, File
from services.outreach.portal.pages.sought import SOUGHT
from services.outreach.portal.sections import SECTIONS
from services.outreach.projections import PORTAL
from services.outreach.projections.portal import timeline

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LARGEST = 50_000
"""Addresses in one site map, by the protocol (sitemaps.org)."""


async def sitemap(ask: Ask) -> File:
    paths = ["", *(f"/{section}" for section, _ in SECTIONS)]
    for kind in (kind for kind in SOUGHT if kind.page and kind.model != "timeline"):  # chains: once each
        paths += [f"/{kind.at.format_map(found)}" for found in await _all(ask, kind.model)]
    paths += [f"/timeline/{chain[0]['_id']}" for chain in timeline.chains(await timeline.links(ask.db))]
    paths += [f"/open-data/{projection.name}" for projection in PORTAL]
    urls = ET.Element("urlset", xmlns=NAMESPACE)
    for path in paths[:LARGEST]:
        ET.SubElement(ET.SubElement(urls, "url"), "loc").text = f"{ask.base}/{ask.language.code}{path}"
    return File(_xml(urls), "application/xml", "sitemap.xml")


async def _all(ask: Ask, model: str) -> list[Any]:
    return await ask.db.find(model, sort=[("_id", 1)], fields=["_id"])


def index(base: str) -> bytes:
    maps = ET.Element("sitemapindex", xmlns=NAMESPACE)
    for code in KNOWN:
        ET.SubElement(ET.SubElement(maps, "sitemap"), "loc").text = f"{base}/{code}/sitemap.xml"
    return _xml(maps)


def robots(base: str) -> str:
    return f"User-agent: *\nDisallow: /*/desk\nDisallow: /api\n\nSitemap: {base}/sitemap.xml\n"


def _xml(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
