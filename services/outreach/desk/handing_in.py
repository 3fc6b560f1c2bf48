"""What becomes of a file that is put into a form? It is stored, and the form goes on with its SHA-256."""

from __future__ import annotations

from services.outreach.desk.forms.raw import Raw
from services.outreach.desk.forms.taking import kind_of_for
from services.outreach.desk.giving import Reply
from services.outreach.desk.visit import Visit
from shared.kernel.entity import Refusal
from shared.kernel.files import MOST
from shared.kernel.problem import problem


async def kept(visit: Visit, raw: Raw) -> tuple[Raw, Reply | None]:
    """The form with a hash where each file was; or what is wrong with a file."""
    found = dict(raw)
    for name, file in visit.files().items():
        content = await file.read(MOST + 1)
        try:
            stored = await visit.tools.files.keep(content, visit.person.person, kind_of_for(name))
        except Refusal as refusal:
            said = problem(refusal).model_dump(mode="json")
            return found, {**said, "errors": [{**said, "pointer": f"/{name}"}]}
        found[name] = [stored.sha256]
    return found, None
