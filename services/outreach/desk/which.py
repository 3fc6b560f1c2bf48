"""For which of them is the command? Asked first, on a page of its own: what the form shows depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from services.outreach.desk import choosing, creating, naming
from services.outreach.desk.asked import Asked, Whom
from services.outreach.desk.commands import Offer
from services.outreach.desk.forms.fields import Builder
from services.outreach.desk.forms.raw import raw_of
from services.outreach.desk.forms.shape import Shape
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.visit import Visit

BESIDE: Mapping[str, tuple[str, ...]] = {
    "council.EscalateCommitment": ("body",),
    "council.WithdrawInput": ("organisation",),
    "council.CastChoices": ("election",),
    "council.ReceiveBallot": ("election",),
    "grants.SubmitClaim": ("fund",),
    "outreach.RenewDelivery": ("issue",),
}
"""Fields on which others depend, beside the one that says what the command is for."""


async def missing(visit: Visit, offer: Offer, shape: Shape, known: Mapping[str, Any]) -> Response | None:
    """The page that asks for the first of them which is not known and can be chosen; None: go on."""
    key = () if offer.key is None or creating.begins(offer.name, offer.key) else (offer.key,)
    for name in (*key, *BESIDE.get(offer.name, ())):
        if name in shape.properties and not known.get(name):
            return await _asked(visit, offer, shape, name, known)
    return None


async def _asked(
    visit: Visit, offer: Offer, shape: Shape, name: str, known: Mapping[str, Any]
) -> Response | None:
    raw = raw_of(shape, dict(known), visit.tools.settings.zone)
    lookup = Lookup(visit.tools.mongo, visit.language)
    asked = Asked(visit.tools.mongo, visit.language, lookup, raw, Whom(visit.tools.people, visit.person))
    offered = await choosing.choices(asked, offer.name, name)
    if not offered:
        return None
    (field,) = [each for each in Builder(raw, {}).fields(shape) if each.name == name]
    return visit.show(
        "desk/which.html",
        offer=offer,
        title=naming.command(visit.language, offer),
        field=field,
        lists={name: offered},
        key=None,
        about=None,
        kept=[(other, value) for other, value in visit.request.query_params.multi_items() if other != name],
    )
