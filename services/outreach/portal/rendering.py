"""How do templates speak: one environment per language, strict about what it is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from services.outreach.portal import sections
from services.outreach.portal.assets import Assets
from services.outreach.portal.labels import label
from services.outreach.portal.language import Language
from services.outreach.portal.visibility import AGREEMENT

TEMPLATES = Path(__file__).parent / "templates"


def environment(language: Language, assets: Assets, *more: Path) -> Environment:
    """`more`: folders with further templates."""
    env = Environment(
        loader=FileSystemLoader([TEMPLATES, *more]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]
    env.filters |= {
        name: getattr(language, name)
        for name in (
            "day",
            "time",
            "moment",
            "month",
            "weekday",
            "number",
            "size",
            "percent",
            "name",
            "text",
            "plain",
            "listing",
        )
    } | {"machine_day": language.machine_day, "language_name": language.language_name}

    def labelled(kind: str, code: str) -> Any:
        return label(language, kind, code)

    def at(*parts: str) -> str:
        """An address of this language: `at("bodies", id)`."""
        return "/".join(("", language.code, *parts))

    env.globals |= {
        "language": language,
        "label": labelled,
        "at": at,
        "several": language.several,
        "asset": assets.url,
        "sections": sections.first(),
        "menu": sections.grouped(),
        "visibility": AGREEMENT,
    }
    return env
