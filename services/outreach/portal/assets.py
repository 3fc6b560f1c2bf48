"""Which files does a page need, and under which address may a browser keep them for ever?

Every address carries a hash of the content, so a changed file has a new address. The stylesheets are
joined into one: the vendored components in a layer below our own, so ours always win.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from pathlib import Path

STATIC = Path(__file__).parent / "static"
COMPONENTS = (
    "base",
    "heading",
    "link",
    "label",
    "field",
    "input",
    "button",
    "table",
    "tag",
    "breadcrumbs",
    "pagination",
    "skip-link",
)
FIRST, LAST = ("tokens.css", "site.css"), "print.css"
"""Of our own stylesheets; the pages' own files stand between them."""
FOR_EVER = "public, max-age=31536000, immutable"


class Assets:
    """The files by address, read once at start."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[bytes, str]] = {}
        self._urls: dict[str, str] = {}
        for path in sorted([*STATIC.glob("fonts/*.woff2"), *STATIC.glob("*.svg"), *STATIC.glob("*.js")]):
            self._add(path.name, path.read_bytes())
        self._add("portal.css", self._stylesheet().encode())

    @property
    def build(self) -> str:
        """Changes when any file does."""
        return hashlib.sha256("".join(sorted(self._files)).encode()).hexdigest()[:8]

    def url(self, name: str) -> str:
        return self._urls[name]

    def file(self, address: str) -> tuple[bytes, str] | None:
        """Content and media type."""
        return self._files.get(address)

    def _add(self, name: str, content: bytes) -> None:
        address = f"{hashlib.sha256(content).hexdigest()[:12]}/{name}"
        self._files[address] = (content, mimetypes.guess_type(name)[0] or "font/woff2")
        self._urls[name] = f"/static/{address}"

    def _stylesheet(self) -> str:
        vendor = [(STATIC / "vendor/designsystemet" / f"{name}.css").read_text() for name in COMPONENTS]
        pages = sorted({path.name for path in STATIC.glob("*.css")} - {*FIRST, LAST})
        own = [(STATIC / name).read_text() for name in (*FIRST, *pages, LAST)]
        text = "\n".join(["@layer vendor {", *vendor, "}", *own])
        return re.sub(r"url\(fonts/([\w.-]+)\)", lambda found: f"url({self._urls[found[1]]})", text)
