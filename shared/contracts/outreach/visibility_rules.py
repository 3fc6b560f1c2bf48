"""What may have happened in outreach: how a funding agreement wants itself shown."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from shared.contracts.values import Id, Language, Text, Value
from shared.kernel.event import Event


class Acknowledgement(Value):
    """What a text says of who pays for it, and of a name that not everybody understands alike."""

    emblem: bool = Field(True, description="The donor's emblem is shown; never without the statement")
    statement: Text = Field(description="Who funds it, in the words of the agreement")
    disclaimer: Text = Field(description="Whose opinion it is, in the words of the agreement")
    designation: Text = Field(description="The footnote to the marked name")


# visibility — id: the agreement's; a new version takes the place of the old one from its day on
class VisibilityRulesSet(Event, name="outreach.VisibilityRulesSet"):
    version: int
    shown: Acknowledgement
    languages: tuple[Language, ...]
    """In which of them a publication must be there."""
    marked_names: tuple[str, ...] = ()
    """Each of them needs the mark behind it, and the footnote."""
    mark: str = "*"
    effective_on: date
    set_on: date


# standing — one entity, id "standing": under which agreement drafts that write themselves are published
class AgreementChosen(Event, name="outreach.AgreementChosen"):
    agreement: Id
    chosen_on: date
