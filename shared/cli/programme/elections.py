"""Elections, from the call to the certificate: which commands stand behind these files?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from shared.cli.programme.rows import ZONE, Persona, Programme, Row, give, sha256

PARTS = ("secretariat", "board", "ogg")
"""For whom the members of the panel speak; two of the three are a majority."""


def elections(p: Programme) -> Iterator[Row]:
    nominations, ballots = p.by("nominations.csv", "election"), p.by("ballots.csv", "election")
    for data in p.json("elections.json"):
        yield _called(p, data)
        yield from _nominated(p, data, nominations[data["election"]])
        yield from _received(p, data, ballots.get(data["election"], []))
        if "counted_on" in data:
            yield from _counted(p, data, ballots[data["election"]])
        if "certified_on" in data:
            yield _about(p.staff["board"], p, data, "CertifyElection", data["certified_on"])


def _called(p: Programme, data: dict[str, Any]) -> Row:
    kept = ("title", "body", "requested_by", "seats", "choices", "open_to", "criteria", "documents")
    panel = [{"person": p.staff[f"panel-{part}"].person, "speaks_for": part} for part in PARTS]
    windows = {name: _window(p, *span) for name, span in data["windows"].items()}
    fields = {name: data[name] for name in kept}
    return _about(
        p.staff["council"], p, data, "CallElection", data["called_on"], panel=panel, windows=windows, **fields
    )


def _window(p: Programme, opens: str, closes: str) -> dict[str, str]:
    return {"opens_at": _moment(p, opens), "closes_at": _moment(p, closes)}


def _nominated(p: Programme, data: dict[str, Any], rows: list[dict[str, str]]) -> Iterator[Row]:
    names = {r["representative"]: r["representative_name"] for r in p.table("organisations.csv")}
    for r in rows:
        persona, organisation = p.representatives[r["organisation"]], r["organisation"]
        fields = {
            "organisation": organisation,
            "candidate": persona.person,
            "candidate_name": names[persona.person],
            "endorser": persona.person,
            "documents": [_document(organisation, kind) for kind in data["documents"]],
        }
        yield _about(persona, p, data, "Nominate", r["nominated_on"], organisation, **fields)
        for part in PARTS[:2] if r["verified_on"] else ():
            said = {"organisation": organisation, "accept": r["accept"] == "yes"}
            why = {"ground": r["ground"] or None, "reason": r["reason"]}
            key = f"{organisation}/{part}"
            yield _about(
                p.staff[f"panel-{part}"], p, data, "VerifyNomination", r["verified_on"], key, **said, **why
            )
    if "published_on" in data:
        yield _about(p.staff["council"], p, data, "PublishCandidates", data["published_on"])


def _document(organisation: str, kind: str) -> dict[str, str]:
    return {"kind": kind, "sha256": sha256(f"{kind} of {organisation} (sample)".encode())}


def _received(p: Programme, data: dict[str, Any], rows: list[dict[str, str]]) -> Iterator[Row]:
    for r in rows:
        fields = {"organisation": r["organisation"], "channel": r["channel"]}
        yield _about(
            p.staff["council"], p, data, "ReceiveBallot", r["received_on"], r["organisation"], **fields
        )


def _counted(p: Programme, data: dict[str, Any], rows: list[dict[str, str]]) -> Iterator[Row]:
    """What stands on the papers of the box is nowhere, here neither; only how they were counted."""
    on, secretariat = data["counted_on"], p.staff["council"]
    for r in (r for r in rows if r["channel"] != "in_person"):
        fields = {"choices": r["choices"].split(), "unclear": r["unclear"] == "yes"}
        voter = r["organisation"]
        yield _about(secretariat, p, data, "CastChoices", on, voter, organisation=voter, **fields)
    box = [{"organisation": organisation, "votes": votes} for organisation, votes in data["box"].items()]
    invalid = [{"reason": reason, "ballots": n} for reason, n in data["box_invalid"].items()]
    counted = {"box": box, "box_invalid": invalid, "observers": data["observers"]}
    yield _about(secretariat, p, data, "CountBallots", on, **counted)
    if "lot" in data:
        yield _about(secretariat, p, data, "DrawLot", on, **data["lot"])
    yield _about(secretariat, p, data, "DeclareResult", data["declared_on"])


def _about(
    persona: Persona,
    p: Programme,
    data: dict[str, Any],
    command: str,
    on: str,
    part: str = "",
    **fields: Any,
) -> Row:
    election = data["election"]
    one_by_one = command in {"Nominate", "VerifyNomination"}
    about = election if one_by_one or not part else f"{election}/{part}"
    key = f"{election}/{part}" if part else election
    return give(persona, command, p.day(on), key, about=about, election=election, **fields)


def _moment(p: Programme, local: str) -> str:
    """A time in Kosovo; its day may be so many days from the day of the replay: "4T17:00"."""
    day, _, hour = local.partition("T")
    return datetime.fromisoformat(f"{p.day(day)}T{hour}").replace(tzinfo=ZONE).isoformat()
