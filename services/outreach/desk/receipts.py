"""Who may see a receipt again, and who gets the bank's file?

A receipt is shown to whoever grants gives a pass for: the organisation itself, the secretariat and finance.
"""

from __future__ import annotations

from starlette.responses import Response

from services.outreach.desk.visit import Visit
from shared.kernel.files import served
from shared.kernel.papers import Refused, fetch
from shared.kernel.problem import STATUS, NotAllowed


async def receipt(visit: Visit) -> Response:
    """One receipt of one claim, to be saved or drawn."""
    path, giver = visit.request.path_params, visit.tools.giver
    token = giver.token(visit.person.actor)
    asked = {"claim": path["claim"], "receipt": path["receipt"]}
    try:
        granted = await fetch(giver.nc, "grants", "ReceiptPass", token, **asked)
    except Refused as refused:
        return _refused(visit, refused)
    stored = await visit.tools.files.find(path["receipt"])
    if stored is None:
        return visit.not_found()
    content = await visit.tools.files.read(stored.sha256)
    return Response(content, headers=dict(served(stored, granted.name)))


async def payment_file(visit: Visit) -> Response:
    """The bank's file of a released batch; it holds account numbers and is kept nowhere."""
    path, giver = visit.request.path_params, visit.tools.giver
    token = giver.token(visit.person.actor)
    try:
        file = await fetch(
            giver.nc, "grants", "PaymentFile", token, batch=path["batch"], format=path["format"]
        )
    except Refused as refused:
        return _refused(visit, refused)
    headers = {
        "Content-Type": file.media_type,
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(file.content, headers=headers)


def _refused(visit: Visit, refused: Refused) -> Response:
    return visit.not_allowed() if refused.problem.status == STATUS[NotAllowed] else visit.not_found()
