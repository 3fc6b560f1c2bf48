"""Which words were written in a field before? One word for one thing can be counted; another may be typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping

from services.outreach.desk.asked import Asked
from services.outreach.desk.forms.fields import Field, everywhere


async def _topics_of_enquiries(asked: Asked) -> list[str]:
    found = await asked.reporting.find("hubs", fields=["topic"])
    return sorted({enquiry["topic"] for enquiry in found})


SUGGESTERS: Mapping[str, Callable[[Asked], Awaitable[list[str]]]] = {
    "outreach.LogEnquiry.topic": _topics_of_enquiries,
}
"""By the command and its field."""


async def suggest(asked: Asked, command: str, fields: Iterable[Field]) -> None:
    for field in everywhere(fields):
        if suggester := SUGGESTERS.get(f"{command}.{field.of}"):
            field.suggested = await suggester(asked)
