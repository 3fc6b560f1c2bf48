"""Is a publication marked as its funding agreement wants it, and is it there in every language it must be?"""

from __future__ import annotations

import re
from collections.abc import Iterable

from services.outreach.domain.publication_states import Content
from services.outreach.domain.visibility_rules import VISIBILITY, Version
from shared.contracts.outreach import Acknowledgement
from shared.contracts.values import Text
from shared.kernel.entity import Context, Refusal


class NoVisibilityRules(Refusal):
    """No visibility rules of the agreement {agreement} hold today. Set them before you publish under it."""


class LanguagesMissing(Refusal):
    """This is not there yet in {languages}. Translate it first: the agreement wants every one of them."""


class EmblemMissing(Refusal):
    """The donor's emblem is not shown, but the funding statement never stands without it. Show the emblem."""


class StatementMissing(Refusal):
    """The funding statement in {languages} is not the one of the agreement: "{wanted}". Take that one."""


class DisclaimerMissing(Refusal):
    """The disclaimer in {languages} is not the one of the agreement: "{wanted}". Take that one."""


class DesignationMissing(Refusal):
    """The footnote to the name in {languages} is not the one of the agreement: "{wanted}". Take that one."""


class NameNotMarked(Refusal):
    """In {language}, "{name}" stands without {mark} behind it. Put the mark where the name first appears."""


TEXTS: tuple[tuple[str, type[Refusal]], ...] = (
    ("statement", StatementMissing),
    ("disclaimer", DisclaimerMissing),
    ("designation", DesignationMissing),
)


def rules_of(agreement: str, ctx: Context) -> Version:
    """
    Raises:
        NoVisibilityRules: none hold on this day.
    """
    rules = ctx.of(VISIBILITY, agreement).on(ctx.on)
    if rules is None:
        raise NoVisibilityRules(agreement=agreement)
    return rules


def checked(content: Content, ctx: Context) -> Version:
    """The rules by which it is marked.

    Raises:
        Refusal: what is missing, and what to do.
    """
    rules = rules_of(content.agreement, ctx)
    check_marking(content.title, content.text, content.shown, rules)
    return rules


def check_marking(title: Text, text: Text, shown: Acknowledgement, rules: Version) -> None:
    """
    Raises:
        Refusal: what is missing, and what to do.
    """
    missing = [lang for lang in rules.languages if lang not in title or lang not in text]
    if missing:
        raise LanguagesMissing(languages=", ".join(missing))
    if rules.shown.emblem and not shown.emblem:
        raise EmblemMissing
    for name, refusal in TEXTS:
        _check_text(getattr(shown, name), getattr(rules.shown, name), rules.languages, refusal)
    for lang in title:
        _check_names(lang, f"{title[lang]}\n{text.get(lang, '')}", rules)


def _check_text(said: Text, wanted: Text, languages: Iterable[str], refusal: type[Refusal]) -> None:
    wrong = [lang for lang in languages if said.get(lang) != wanted.get(lang)]  # type: ignore[call-overload]
    if wrong:
        raise refusal(languages=", ".join(wrong), wanted=wanted[wrong[0]])  # type: ignore[index]


def _check_names(language: str, words: str, rules: Version) -> None:
    """The first of all marked names in a text carries the mark; the later ones need not."""
    found = [m for name in rules.marked_names for m in re.finditer(rf"\b{re.escape(name)}\b", words)]
    first = min(found, key=lambda match: match.start(), default=None)
    if first and not words.startswith(rules.mark, first.end()):
        raise NameNotMarked(language=language, name=first.group(), mark=rules.mark)
