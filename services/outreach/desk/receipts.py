"""How does a receipt get into the store, and who may see it again?

A file that is put into a form is stored, and the form goes on with its SHA-256. It is shown to whoever grants
gives a pass for: the organisation itself, the secretariat and finance.
"""

from __future__ import annotations

from starlette.responses import Response

from services.outreach.desk.forms.raw import Raw
from services.outreach.desk.giving import Reply
from services.outreach.desk.visit import Visit
from shared.kernel.entity import Refusal
from shared.kernel.files import MOST, served
from shared.kernel.papers import Refused, fetch
from shared.kernel.problem import problem


async def kept(visit: Visit, raw: Raw) -> tuple[Raw, Reply | None]:
    """The form with a hash where each file was; or what is wrong with a file."""
    found = dict(raw)
    for name, file in visit.files().items():
        content = await file.read(MOST + 1)
        try:
            stored = await visit.tools.files.keep(content, visit.person.person)
        except Refusal as refusal:
            said = problem(refusal).model_dump(mode="json")
            return found, {**said, "errors": [{"pointer": f"/{name}", "detail": said["detail"]}]}
        found[name] = [stored.sha256]
    return found, None


async def receipt(visit: Visit) -> Response:
    """One receipt of one claim, to be saved or drawn."""
    path, giver = visit.request.path_params, visit.tools.giver
    token = giver.token(visit.person.actor)
    asked = {"claim": path["claim"], "receipt": path["receipt"]}
    try:
        granted = await fetch(giver.nc, "grants", "ReceiptPass", token, **asked)
    except Refused as refused:
        template = "desk/not_allowed.html" if refused.problem.status == 403 else "desk/not_found.html"
        return visit.show(template, refused.problem.status, roles=[])
    stored = await visit.tools.files.find(path["receipt"])
    if stored is None:
        return visit.show("desk/not_found.html", 404)
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
        template = "desk/not_allowed.html" if refused.problem.status == 403 else "desk/not_found.html"
        return visit.show(template, refused.problem.status, roles=[])
    headers = {
        "Content-Type": file.media_type,
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(file.content, headers=headers)
