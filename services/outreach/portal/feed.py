"""How do publications become an Atom feed (RFC 4287)?"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as Xml

from services.outreach.portal.page import Ask

ATOM = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACE = uuid.UUID("6f0f5a5e-6d0c-5b1e-8f55-2b8f3a1d9c40")
NEVER = "1970-01-01T00:00:00Z"
AUTHOR = "CiviKos"

Xml.register_namespace("", ATOM)


def atom(ask: Ask, publications: Sequence[tuple[Any, Sequence[str]]]) -> bytes:
    """Each publication with its paragraphs, in the reader's language where there is one."""
    code = ask.language.code
    feed = Xml.Element(f"{{{ATOM}}}feed", {XML_LANG: _tag(code)})
    _add(feed, "id", _urn(f"news/{code}"))
    _add(feed, "title", f"CiviKos: {ask.language.say('News')}")
    _add(feed, "updated", max((entry["updated_at"] for entry, _ in publications), default=NEVER))
    _add(_add(feed, "author"), "name", AUTHOR)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{ask.base}/{code}/news.atom")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{ask.base}/{code}/news")
    for publication, paragraphs in publications:
        _entry(feed, ask, publication, paragraphs)
    content: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content


def _entry(feed: Xml.Element, ask: Ask, publication: Any, paragraphs: Sequence[str]) -> None:
    code, id = ask.language.code, publication["_id"]
    language, title = ask.language.pick(publication["title"])
    entry = Xml.SubElement(feed, f"{{{ATOM}}}entry", {XML_LANG: _tag(language)})
    _add(entry, "id", _urn(f"publication/{id}"))
    _add(entry, "title", title)
    _add(entry, "published", f"{publication['published_on']}T00:00:00Z")
    _add(entry, "updated", publication["updated_at"])
    _add(entry, "category", term=publication["kind"])
    _add(entry, "link", rel="alternate", type="text/html", href=f"{ask.base}/{code}/news/{id}")
    _add(entry, "summary", paragraphs[0])
    _add(entry, "content", "\n\n".join(paragraphs))
    _add(entry, "rights", ask.language.plain(publication["shown"]["statement"]))


def _add(parent: Xml.Element, name: str, text: Any = None, **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = None if text is None else str(text)
    return child


def _urn(name: str) -> str:
    """For ever the same, wherever the pages are served."""
    return uuid.uuid5(NAMESPACE, name).urn


def _tag(code: str) -> str:
    return "sr-Latn" if code == "sr" else code
