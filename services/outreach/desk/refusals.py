"""What does a service's "no" say in the reader's language? Its sentence is looked up, its figures put in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from services.outreach.desk.facts import LANGUAGES, shown
from services.outreach.desk.forms.fields import humanised
from services.outreach.desk.naming import ROLES
from services.outreach.portal.language import Language

_BETWEEN = re.compile(r", | and | or ")


def told(language: Language, problem: Mapping[str, Any]) -> Markup:
    """What nobody has translated is shown as the service said it, and marked as English."""
    sentence = problem.get("sentence") or problem["detail"]
    said = language.words(sentence)
    if said == sentence and language.code != "en":
        return Markup('<span lang="en">{}</span>').format(problem["detail"])
    figures = {name: _figure(language, name, value) for name, value in problem.get("fields", {}).items()}
    return escape(said.format_map(figures) if figures else said)


def _figure(language: Language, name: str, value: str) -> str:
    """A day, a state, a choice, a role, or several of them; names and numbers stay as they are."""
    parts = _BETWEEN.split(value)
    if name in LANGUAGES:
        return language.listing([language.language_name(part) for part in parts]).unescape()
    known = [_word(language, part) for part in parts]
    if all(word is not None for word in known):
        return language.listing(known).unescape()
    return value


def _word(language: Language, value: str) -> str | None:
    role = ROLES.get(value.partition(" of the same ")[0])
    if role:
        return language.words(role)
    said = language.words(value)
    if said != value:
        return said
    choice = language.words(humanised(value))
    return shown(language, value) or (choice[0].lower() + choice[1:] if choice != humanised(value) else None)
