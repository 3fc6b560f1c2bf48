"""How do templates speak: one environment per language, strict about what it is given."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from services.outreach.portal import sections, trail
from services.outreach.portal.assets import Assets
from services.outreach.portal.labels import label
from services.outreach.portal.language import Language
from services.outreach.portal.visibility import AGREEMENT

TEMPLATES = Path(__file__).parent / "templates"


class Compiled(BytecodeCache):
    """What the templates compile to, once for all languages."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def environment(language: Language, assets: Assets, *more: Path) -> Environment:
    """`more`: folders with further templates."""
    env = Environment(
        loader=FileSystemLoader([TEMPLATES, *more]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
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
    } | {
        "machine_day": language.machine_day,
        "language_name": language.language_name,
        "zone": language.zone_name,
    }

    def labelled(kind: str, code: str) -> Any:
        return label(language, kind, code)

    def at(*parts: str) -> str:
        """An address of this language: `at("bodies", id)`."""
        return "/".join(("", language.code, *parts))

    env.globals |= {
        "above": partial(trail.above, language),
        "breadcrumbs": partial(trail.linked, language),
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


def compiled(env: Environment) -> Environment:
    """With every template compiled: the first reader of a page does not wait for it."""
    for name in env.list_templates():
        env.get_template(name)
    return env
