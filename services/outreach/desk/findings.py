"""What is wrong with a field, in plain words? A table over what the services' checks say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from services.outreach.desk import refusals
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_

DAY = N_("Write a day, as 21.4.2015.")
SAID: tuple[tuple[str, str], ...] = (
    (r"Field required", N_("Fill this in.")),
    (r"String should have at least 1 character", N_("Write something here.")),
    (r"String should have at least (?P<n>\d+) characters", N_("Write at least %(n)s characters.")),
    (r"String should have at most (?P<n>\d+) characters", N_("Write at most %(n)s characters.")),
    (r"Input should be a valid integer.*", N_("Write a number.")),
    (r"Input should be greater than or equal to (?P<n>-?\d+)", N_("Write a number from %(n)s on.")),
    (r"Input should be less than or equal to (?P<n>-?\d+)", N_("Write a number up to %(n)s.")),
    (r"Input should be greater than (?P<n>-?\d+)", N_("Write a number above %(n)s.")),
    (r"Input should be a valid datetime.*", N_("Write a day and a time, as 2015-04-21 10:00.")),
    (r"(Input should be a valid date|Datetimes provided).*", DAY),
    (r"Input should be a valid boolean.*", N_("Choose yes or no.")),
    (r"Input should be '.*", N_("Choose one of the list.")),
    (r"(Tuple|List) should have at least (?P<n>\d+) items?.*", N_("Give at least %(n)s.")),
    (r"(Tuple|List) should have at most (?P<n>\d+) items?.*", N_("Give at most %(n)s.")),
    (
        r"String should match pattern '\^\[A-Za-z0-9\].*",
        N_("An id has letters, digits, hyphens and underscores, and no spaces. Choose one of the list."),
    ),
    (r"Value error, give the text in at least one language.*", N_("Write it in at least one language.")),
    (
        r"Value error, give the years of an age.*",
        N_("Give the years of an age, the value of a field of work, or the text of another criterion."),
    ),
    (r"String should match pattern '\^\[0-9a-f\]\{64\}\$'", N_("Choose a file, or give its SHA-256.")),
)


def words(language: Language, said: str) -> Markup:
    """In the reader's language; what no row fits is shown as the service said it."""
    for pattern, sentence in SAID:
        found = re.fullmatch(pattern, said)
        if found:
            return language.say(sentence, **found.groupdict())
    return Markup('<span lang="en">{}</span>').format(escape(said.removeprefix("Value error, ")))


def told(language: Language, errors: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    return [{"pointer": error["pointer"], "detail": _told(language, error)} for error in errors]


def _told(language: Language, error: Mapping[str, Any]) -> Markup:
    """A rule's refusal at one field, as of a file, or what a check of its form says."""
    return refusals.told(language, error) if error.get("sentence") else words(language, error["detail"])
