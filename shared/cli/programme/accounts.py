"""Accounts and their roles: who can sign in to the demo, and as what?"""

from __future__ import annotations

from collections.abc import Iterator

from shared.cli.programme.rows import Persona, Programme, Row, give
from shared.kernel.entity import Grant

OPERATOR = Persona("p-operator", Grant("admin"))
"""Who sets the platform up opens the first administrator's account; nobody grants a role to themselves."""


def accounts(p: Programme) -> Iterator[Row]:
    for person, grants in p.by("accounts.csv", "person").items():
        first = grants[0]
        own = p.staff["operations"]
        giver = OPERATOR if person == own.person else own
        yield give(
            giver,
            "OpenAccount",
            first["since"],
            person,
            person=person,
            name=first["name"],
            email=first["email"],
        )
        for row in grants:
            bound = {"bound_to": row["bound_to"]} if row["bound_to"] else {}
            key = "/".join((person, row["role"], *bound.values()))
            yield give(
                giver, "GrantRole", row["since"], key, person, person=person, role=row["role"], **bound
            )
