"""Fund, means, claims, payments: which commands stand behind these files?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from services.grants.domain.claim_id import claim_id
from shared.cli.programme.receipts import receipt
from shared.cli.programme.rows import Programme, Row, cents, give, sha256


def fund(p: Programme) -> Iterator[Row]:
    data = p.json("fund.json")
    on, amendments = data.pop("opened_on"), data.pop("amendments")
    titles = {h["heading"]: h["title"] for h in data["headings"]}
    euros = {h["heading"]: h["euros"] for h in data["headings"]}
    rates = [
        {"kind": r["kind"], "unit": r["unit"], "max_cents": cents(r["max_euros"])} for r in data["rates"]
    ]
    body = {**data, "headings": _headings(titles, euros), "rates": rates}
    yield give(p.staff["fund"], "OpenFund", on, data["fund"], **body)
    for number, amendment in enumerate(amendments, 1):
        on, headings = amendment.pop("on"), _headings(titles, amendment.pop("euros"))
        key, fund = f"{data['fund']}/{number}", data["fund"]
        yield give(p.staff["fund"], "AmendFund", on, key, fund, fund=fund, headings=headings, **amendment)


def _headings(titles: dict[str, Any], euros: dict[str, str]) -> list[dict[str, Any]]:
    return [{"heading": h, "title": titles[h], "cents": cents(amount)} for h, amount in euros.items()]


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


def returns(p: Programme) -> Iterator[Row]:
    """What was missing, and the organisation's answer."""
    ids, claimants = _ids(p), {r["claim"]: r["organisation"] for r in p.table("claims.csv")}
    for step in p.json("claim-steps.json")["returned"]:
        key, claim = step["claim"], ids[step["claim"]]
        missing = {"claim": claim, "missing": step["missing"]}
        yield give(p.staff["claims"], "ReturnClaim", step["on"], key, **missing)
        if "answered_on" in step:
            claimant, changed = p.representatives[claimants[key]], step["changed"]
            answer = {"claim": claim, "changed": changed}
            yield give(claimant, "ResubmitClaim", step["answered_on"], key, **answer)


def payments(p: Programme) -> Iterator[Row]:
    """Batch after batch; one payment fails and is made with the next, and one comes back in part."""
    ids, steps, fund = _ids(p), p.json("claim-steps.json"), p.json("fund.json")["fund"]
    for batch in p.json("batches.json"):
        key, claims = batch["batch"], [ids[claim] for claim in batch["claims"]]
        order = {"batch": key, "fund": fund, "claims": claims}
        yield give(p.staff["payments"], "PrepareBatch", batch["prepared_on"], key, **order)
        if "released_on" in batch:
            yield give(p.staff["release"], "ReleaseBatch", batch["released_on"], key, batch=key)
            results = [_result(claim, ids[claim], batch) for claim in batch["claims"]]
            told = {"batch": key, "results": results}
            yield give(p.staff["payments"], "RecordPaymentResults", batch["answered_on"], key, **told)
    for step in steps["authorised_again"]:
        claim, key = ids[step["claim"]], f"{step['claim']}/again"
        yield give(p.staff["authorise"], "AuthoriseClaim", step["on"], key, step["claim"], claim=claim)
    for step in steps["recovered"]:
        back = {"claim": ids[step["claim"]], "cents": cents(step["euros"]), "reason": step["reason"]}
        yield give(p.staff["payments"], "RecoverClaim", step["on"], step["claim"], **back)


def _ids(p: Programme) -> dict[str, str]:
    return {
        r["claim"]: claim_id(r["organisation"], r["traveller"], r["meeting"]) for r in p.table("claims.csv")
    }


def _result(name: str, claim: str, batch: dict[str, Any]) -> dict[str, str]:
    failed = batch.get("failed", {}).get(name)
    if failed:
        return {"claim": claim, "outcome": "failed", "reason": failed}
    return {"claim": claim, "outcome": "paid", "payment_ref": f"{batch['batch']}/{name} (sample)"}


def _item(r: dict[str, str]) -> dict[str, str | int | None]:
    return {
        "kind": r["kind"],
        "on": r["on"],
        "cents": cents(r["euros"]),
        "receipt": sha256(receipt(r["receipt"])) if r["receipt"] else None,
        "declaration": r["declaration"] or None,
    }
