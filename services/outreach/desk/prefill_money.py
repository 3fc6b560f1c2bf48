"""What is known already when a form about claims and payments opens?"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from services.outreach.desk.visit import Visit
from shared.kernel.mongo import Database

Known = Mapping[str, Any]
Prefill = Callable[[Visit, Known], Awaitable[dict[str, Any]]]


def _reporting(visit: Visit) -> Database:
    return visit.tools.mongo.database("reporting")


async def _granted(visit: Visit, known: Known) -> dict[str, Any]:
    """Each item as it is claimed."""
    claim = await _reporting(visit).find_one("claims", {"_id": known.get("claim", "")})
    return {"granted": [item["cents"] for item in claim["items"]]} if claim else {}


async def _again(visit: Visit, known: Known) -> dict[str, Any]:
    """The claim as it was handed in; what was missing remains to be added."""
    claim = await _reporting(visit).find_one("claims", {"_id": known.get("claim", "")})
    if not claim:
        return {}
    kept = ("kind", "on", "cents", "receipt", "declaration")
    items = [{name: item[name] for name in kept if item[name] is not None} for item in claim["items"]]
    return {"heading": claim["heading"], "items": items}


async def _batch(visit: Visit, known: Known) -> dict[str, Any]:
    """All that is authorised of the fund; from the queue, the fund of the claim that waits."""
    db, day = _reporting(visit), visit.at.date()
    waiting = await db.find_one("claims", {"_id": known.get("batch", "")})
    fund = waiting["fund"] if waiting else known.get("fund", "")
    claims = await db.find("claims", {"fund": fund, "state": "authorised"}, sort=[("_id", 1)])
    if not claims:
        return {}
    name = f"batch-{day:%Y-%m-%d}" if waiting or not known.get("batch") else known["batch"]
    return {"batch": name, "fund": fund, "claims": [claim["_id"] for claim in claims]}


async def _answers(visit: Visit, known: Known) -> dict[str, Any]:
    """A row for each payment that the bank has not answered for."""
    batch = await _reporting(visit).find_one("payments", {"_id": known.get("batch", "")})
    open_ = [p["claim"] for p in batch["payments"] if p["outcome"] == "ordered"] if batch else []
    return {"results": [{"claim": claim, "outcome": "paid"} for claim in open_]}


PREFILLED: dict[str, Prefill] = {
    "grants.ApproveClaim": _granted,
    "grants.ResubmitClaim": _again,
    "grants.PrepareBatch": _batch,
    "grants.RecordPaymentResults": _answers,
}
