"""Where does a page stand? What is above it, by the table of sections: for readers, and as JSON-LD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from services.outreach.portal.language import Language
from services.outreach.portal.sections import SECTIONS

WORDS = dict(SECTIONS)
Step = tuple[str, str]
"""A name, and its address."""


def above(language: Language, steps: Iterable[str | Step]) -> list[Step]:
    """A section is named by its key."""
    home = f"/{language.code}"
    return [(language.say(WORDS[one]), f"{home}/{one}") if isinstance(one, str) else one for one in steps]


def linked(language: Language, base: str, over: Iterable[Step], title: str, url: str) -> dict[str, Any]:
    """The way to a page as it stands above it, and the page itself at the end."""
    way = [(language.say("Home"), f"/{language.code}"), *over]
    steps = [*((name, base + address) for name, address in way), (title, url)]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": Markup(name).unescape(), "item": address}
            for place, (name, address) in enumerate(steps, 1)
        ],
    }
