"""Which addresses are there, for who reads them all? One site map per language, and what robots may do."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from services.outreach.portal.language import KNOWN
from services.outreach.portal.page import Ask, File
from services.outreach.portal.sections import SECTIONS

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LARGEST = 50_000
"""Addresses in one site map, by the protocol (sitemaps.org)."""
MODELS = ("bodies", "meetings", "organisations")
"""Read models whose every document has a page of its own at `/{model}/{id}`."""


async def sitemap(ask: Ask) -> File:
    paths = ["", *(f"/{section}" for section, _ in SECTIONS)]
    for model in MODELS:
        paths += [f"/{model}/{found['_id']}" for found in await ask.db.find(model, fields=["_id"])]
    urls = ET.Element("urlset", xmlns=NAMESPACE)
    for path in paths[:LARGEST]:
        ET.SubElement(ET.SubElement(urls, "url"), "loc").text = f"{ask.base}/{ask.language.code}{path}"
    return File(_xml(urls), "application/xml", "sitemap.xml")


def index(base: str) -> bytes:
    maps = ET.Element("sitemapindex", xmlns=NAMESPACE)
    for code in KNOWN:
        ET.SubElement(ET.SubElement(maps, "sitemap"), "loc").text = f"{base}/{code}/sitemap.xml"
    return _xml(maps)


def robots(base: str) -> str:
    return f"User-agent: *\nDisallow: /*/desk\nDisallow: /api\n\nSitemap: {base}/sitemap.xml\n"


def _xml(root: ET.Element) -> bytes:
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))
