"""For which form, and for whom, is a list of choices asked?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from services.outreach.desk.accounts import Account
from services.outreach.desk.forms.raw import Raw, first
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.people import People
from services.outreach.portal.language import Language
from shared.kernel.mongo import Database, Mongo

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is asking, and what persons are called."""

    people: People
    account: Account
    form: str = ""
    """The id of the form, from which somebody or something new in it gets its own."""
    told: Mapping[str, str] = field(default_factory=dict)
    """Those who are named in the record that the form is for, as far as this person may read it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """For one form: what it holds so far, and where names are found."""

    mongo: Mongo
    language: Language
    lookup: Lookup
    raw: Raw
    whom: Whom | None = None
    """None: persons are not offered."""

    @property
    def portal(self) -> Database:
        return self.mongo.database("portal")

    @property
    def reporting(self) -> Database:
        return self.mongo.database("reporting")

    def known(self, field: str) -> str:
        return first(self.raw, field)

    def named(self, names: Mapping[str, Any]) -> Choices:
        return [(id, self.language.plain(name)) for id, name in names.items()]


Chooser = Callable[[Asked], Awaitable[Choices]]
