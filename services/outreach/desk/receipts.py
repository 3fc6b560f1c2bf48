"""What becomes of a file that was put into a form? It is stored, and the form goes on with its SHA-256."""

from __future__ import annotations

from hashlib import sha256

from services.outreach.desk.forms.raw import Raw
from services.outreach.desk.giving import Reply
from services.outreach.desk.visit import LARGEST, Visit

TOO_LARGE = {
    "status": 413,
    "title": "Too large",
    "detail": "The file is larger than 10 MB. Take a smaller picture, or send fewer pages.",
}


async def kept(visit: Visit, raw: Raw) -> tuple[Raw, Reply | None]:
    """The form with a hash where each file was; or what is wrong with a file."""
    found = dict(raw)
    for name, file in visit.files().items():
        content = await file.read(LARGEST + 1)
        if len(content) > LARGEST:
            wrong = {"pointer": f"/{name}", "detail": TOO_LARGE["detail"]}
            return found, {**TOO_LARGE, "errors": [wrong]}
        found[name] = [sha256(content).hexdigest()]
    return found, None
