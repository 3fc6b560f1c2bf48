"""Rules, an appeal, suspensions and ethics cases: which commands stand behind life.json?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shared.cli.programme.rows import Persona, Programme, Row, give
from shared.kernel.entity import Grant


def rules(p: Programme) -> Iterator[Row]:
    stated: Any = p.json("life.json")["rules"]
    yield give(p.staff["board"], "SetMembershipRules", stated["on"], "rules", **stated["membership"])
    yield give(p.staff["board"], "SetEthicsRules", stated["on"], "ethics", **stated["ethics"])


def appeals(p: Programme) -> Iterator[Row]:
    """Who decides on an appeal did not refuse."""
    for row in p.json("life.json")["appeals"]:
        id, own = row["organisation"], p.representatives[row["organisation"]]
        yield give(own, "AppealRefusal", row["on"], id, organisation=id, grounds=row["grounds"])
        decided = {name: row[name] for name in ("upheld", "reason", "decision_ref")}
        board = p.staff["board-second"]
        yield give(board, "DecideAppeal", row["decided_on"], id, organisation=id, **decided)


def suspensions(p: Programme) -> Iterator[Row]:
    board = p.staff["board"]
    for row in p.json("life.json")["suspensions"]:
        id, until = row["organisation"], {"until": p.day(row["until"])} if "until" in row else {}
        suspended = {"organisation": id, "reason": row["reason"], **until}
        yield give(board, "SuspendMember", p.day(row["on"]), id, **suspended)
        if "reinstated_on" in row:
            back = {"organisation": id, "reason": row["because"]}
            yield give(board, "ReinstateMember", row["reinstated_on"], id, **back)


def cases(p: Programme) -> Iterator[Row]:
    for row in p.json("life.json")["cases"]:
        for on, who, command, body in row["steps"]:
            giver = _persona(p, who)
            yield give(giver, command, p.day(on), row["case"], case=row["case"], **body)


DUTIES = {"secretariat": "register", "assessor": "council"}


def _persona(p: Programme, who: str) -> Persona:
    """A panellist by their id, an organisation by its number, or a duty."""
    if who.startswith("p-"):
        return Persona(who, Grant("panel"))
    return p.representatives.get(who) or p.staff[DUTIES.get(who, who)]
