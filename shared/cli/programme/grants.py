"""Fund, means, claims: which commands stand behind these files?"""

from __future__ import annotations

from collections.abc import Iterator

from services.grants.domain.claim_id import claim_id
from shared.cli.programme.rows import Programme, Row, cents, give, sha256


def fund(p: Programme) -> Iterator[Row]:
    data = p.json("fund.json")
    on = data.pop("opened_on")
    headings = [
        {"heading": h["heading"], "title": h["title"], "cents": cents(h["euros"])} for h in data["headings"]
    ]
    rates = [
        {"kind": r["kind"], "unit": r["unit"], "max_cents": cents(r["max_euros"])} for r in data["rates"]
    ]
    yield give(
        p.staff["fund"], "OpenFund", on, data["fund"], **{**data, "headings": headings, "rates": rates}
    )


def means(p: Programme) -> Iterator[Row]:
    for r in p.table("means.csv"):
        organisation = r["organisation"]
        key = f"{organisation}/{r['year']}"
        yield give(
            p.representatives[organisation],
            "DeclareMeans",
            r["declared_on"],
            key,
            about=organisation,
            organisation=organisation,
            year=int(r["year"]),
            income_bracket=r["income_bracket"],
            other_support=r["other_support"],
        )
        if r["assessed_on"]:
            yield give(
                p.staff["means"],
                "AssessMeans",
                r["assessed_on"],
                key,
                about=organisation,
                organisation=organisation,
                eligible=r["eligible"] == "yes",
                reason=r["reason"],
            )


def claims(p: Programme) -> Iterator[Row]:
    costs = p.by("claim-items.csv", "claim")
    for r in p.table("claims.csv"):
        items = costs[r["claim"]]
        yield give(
            p.representatives[r["organisation"]],
            "SubmitClaim",
            r["submitted_on"],
            r["claim"],
            fund=r["fund"],
            heading=r["heading"],
            meeting=r["meeting"],
            organisation=r["organisation"],
            traveller=r["traveller"],
            traveller_name=r["traveller_name"],
            iban=r["iban"],
            items=[_item(item) for item in items],
        )
        yield from _afterwards(p, r, items)


def _afterwards(p: Programme, r: dict[str, str], items: list[dict[str, str]]) -> Iterator[Row]:
    key, claim = r["claim"], claim_id(r["organisation"], r["traveller"], r["meeting"])
    if r["approved_on"]:
        granted = [cents(item["granted_euros"]) for item in items]
        yield give(p.staff["claims"], "ApproveClaim", r["approved_on"], key, claim=claim, granted=granted)
    if r["authorised_on"]:
        yield give(p.staff["authorise"], "AuthoriseClaim", r["authorised_on"], key, claim=claim)
    if r["rejected_on"]:
        yield give(p.staff["claims"], "RejectClaim", r["rejected_on"], key, claim=claim, reason=r["reason"])
    if r["withdrawn_on"]:
        submitter = p.representatives[r["organisation"]]
        yield give(submitter, "WithdrawClaim", r["withdrawn_on"], key, claim=claim, reason=r["reason"])


def _item(r: dict[str, str]) -> dict[str, str | int | None]:
    return {
        "kind": r["kind"],
        "on": r["on"],
        "cents": cents(r["euros"]),
        "receipt": sha256(r["receipt"].encode()) if r["receipt"] else None,
        "declaration": r["declaration"] or None,
    }
