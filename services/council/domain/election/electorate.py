"""Who may stand, and who may vote? Non-members may too, unless the call says otherwise."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from services.council.domain.member_facts import MEMBERSHIP, member_on
from services.council.domain.organisation_facts import (
    ORGANISATION,
    Open,
    OrganisationFacts,
    OrganisationNotOpen,
    in_register,
    open_on,
)
from shared.contracts.council import Criterion, ElectionCalled, OpenTo
from shared.kernel.entity import Context, Refusal


class MembersOnly(Refusal):
    """Only members of the platform take part in this election, and {organisation} is none."""


class TooYoung(Refusal):
    """This election asks for organisations that are at least {years} years old; this one was founded on
    {founded}.
    """


class OtherFieldOfWork(Refusal):
    """This election is for organisations that work in the field {field}, and this one does not say that it
    does. Change its details first if it is so.
    """


class NotOnTheRoll(Refusal):
    """{organisation} was not on the electoral roll, which is the register as it stood at the end of {day},
    the day before the vote opened. So it has no ballot; it can vote in the next election.
    """


def check_may_stand(organisation: str, call: ElectionCalled, ctx: Context) -> None:
    """
    Raises:
        OrganisationNotOpen, MembersOnly, TooYoung, OtherFieldOfWork: it may not.
    """
    facts = ctx.of(ORGANISATION, organisation)
    if not isinstance(facts, Open):
        raise OrganisationNotOpen(organisation=organisation)
    if call.open_to == "members" and not member_on(ctx.of(MEMBERSHIP, organisation), ctx.on):
        raise MembersOnly(organisation=organisation)
    for criterion in call.criteria:
        _check(criterion, facts, ctx.on)


def _check(criterion: Criterion, facts: Open, day: date) -> None:
    match criterion:
        case Criterion(kind="organisation_age", at_least=int() as years) if years > _years(facts, day):
            raise TooYoung(years=years, founded=facts.founded_on)
        case Criterion(kind="field_of_work", value=str() as field) if field not in facts.fields_of_work:
            raise OtherFieldOfWork(field=field)


def _years(facts: Open, day: date) -> int:
    """Whole years since it was founded."""
    founded = facts.founded_on
    return day.year - founded.year - ((day.month, day.day) < (founded.month, founded.day))


def check_on_roll(organisation: str, open_to: OpenTo, as_of: datetime, ctx: Context) -> None:
    """
    Raises:
        NotOnTheRoll: it was not entitled to vote when the day began on which the vote opened.
    """
    # A register knows days, not moments: what happened on the day of the opening may have come after it.
    day = as_of.astimezone(ctx.zone).date() - timedelta(days=1)
    facts: OrganisationFacts = ctx.of(ORGANISATION, organisation)
    entitled = open_on(facts, day)
    if entitled and open_to == "members":
        entitled = member_on(ctx.of(MEMBERSHIP, organisation), day)
    if not entitled:
        raise NotOnTheRoll(organisation=organisation, day=day)


def may_sit(organisation: str, call: ElectionCalled, ctx: Context) -> bool:
    """Whether who was elected is still in the register, and a member where only members stood."""
    if not in_register(organisation, ctx):
        return False
    return call.open_to != "members" or member_on(ctx.of(MEMBERSHIP, organisation), ctx.on)
