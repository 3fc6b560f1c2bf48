"""What may have happened in outreach: what was done so that the dialogue and its funding are seen."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.values import Id, Text
from shared.kernel.event import Event

VisibilityKind = Literal["press", "broadcast", "social_media", "event", "print", "website", "other"]


# visibility_action — id: a slug
class VisibilityActionRecorded(Event, name="outreach.VisibilityActionRecorded"):
    title: Text
    kind: VisibilityKind
    channel: str
    """Where it was seen: the paper, the station, the page."""
    reach: Annotated[int, Field(ge=0)]
    evidence: str
    agreement: Id
    """The fund whose rules of visibility it follows."""
    done_on: date
