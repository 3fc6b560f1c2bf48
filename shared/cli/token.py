"""`civikos token`: a signed token for development and for operators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from shared.cli.reach import DEFAULT, Data, Reach, reach
from shared.cli.screen import out
from shared.cli.trouble import Trouble
from shared.contracts.roles import BOUND, ROLES
from shared.kernel.entity import Grant
from shared.kernel.subject import TOKEN
from shared.kernel.token import issue

NAMES = tuple(role.name for role in ROLES)

As = Annotated[
    list[str],
    typer.Option(
        "--as",
        metavar="ROLE[:BOUND]",
        help=f"A role, bound to a thing or not; repeatable. {', '.join(NAMES)}.",
    ),
]
Person = Annotated[str, typer.Option(metavar="ID", help="The person who acts.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        metavar="DATE",
        formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M"],
        help="Date commands given with it at that moment: for entering history.",
    ),
]


def token(
    roles: As,
    person: Person = "p-operator",
    days: Annotated[int, typer.Option(min=1, max=365, help="How long it is valid.")] = 1,
    as_of: AsOf = None,
    data: Data = DEFAULT,
) -> None:
    """Print a token that the running platform believes.

    For example:  civikos token --as secretariat   or   civikos token --as cso:5902134-0 --days 7
    """
    out.print(signed(reach(data), roles, person, days, as_of), soft_wrap=True, markup=False)


def signed(
    reached: Reach, roles: Sequence[str], person: str, days: int = 1, as_of: datetime | None = None
) -> str:
    """
    Raises:
        Trouble: an unknown role, or there is no key to sign with.
    """
    if not reached.signing_key:
        raise Trouble("there is no key to sign tokens with: set CIVIKOS_SIGNING_KEY or give --data.")
    if not TOKEN.fullmatch(person):
        raise Trouble("a person's id is letters, digits, hyphen and underscore, for example p-operator.")
    if as_of is not None:
        as_of = as_of.replace(tzinfo=ZoneInfo(reached.settings.time_zone))
    return issue(
        reached.signing_key,
        person,
        [_grant(role) for role in roles],
        issuer=reached.settings.token_issuer,
        lifetime=timedelta(days=days),
        as_of=as_of,
    )


def _grant(text: str) -> Grant:
    role, _, bound_to = text.partition(":")
    if role not in NAMES:
        raise Trouble(f"there is no role {role}; there are {', '.join(NAMES)}.")
    if (role in BOUND) != bool(bound_to):
        bound = f"{role}:<id>, bound to one {BOUND[role]}" if role in BOUND else f"{role}, bound to nothing"
        raise Trouble(f"give the role as {bound}.")
    return Grant(role, bound_to or None)
