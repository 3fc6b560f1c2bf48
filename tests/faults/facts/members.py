"""Who is a member, in as few facts as it takes? Last seen two years ago, when it joined."""

from __future__ import annotations

from datetime import date

from services.membership.domain.membership import MEMBERSHIP
from services.membership.domain.organisation import ORGANISATION
from services.membership.domain.roster import listed
from shared.kernel.entity import Elsewhere
from tests.faults.facts.told import at
from tests.services.membership.given import applied, checked, joined, registered

LONG_AGO = date(2013, 4, 21)
JOINED = joined.model_copy(update={"joined_on": LONG_AGO})


def organisation(id: str) -> list[Elsewhere]:
    return at(ORGANISATION, id, registered)


def member(id: str) -> list[Elsewhere]:
    return [*organisation(id), *at(MEMBERSHIP, id, applied, checked(), JOINED), listed(id)]
