"""What followed from what, where no other fact says so? One step of a chain from a proposal to an act."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from pydantic import Field

from services.council.domain.act import STATIONS
from services.council.domain.station import address, check
from shared.contracts import council
from shared.contracts.council import Station
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event


# ── commands ────────────────────────────────────────────────────────────────────────────────────
class RecordLink(Command):
    """Record that one thing followed from another: a decision from a position, an act from a decision."""

    what: Station = Field(description="What followed")
    follows: Station = Field(description="What it followed from")
    note: str = Field("", max_length=500, description="How one can see that")


LinkCommand = RecordLink


# ── states ──────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Unlinked:
    pass


@dataclass(frozen=True, slots=True)
class Linked:
    pass


Link = Unlinked | Linked


# ── refusals ────────────────────────────────────────────────────────────────────────────────────
class FollowsItself(Refusal):
    """{what} cannot follow from itself. Name two different things."""


class LinkedAlready(Refusal):
    """It is recorded already that {what} followed from {follows}."""


# ── decide ──────────────────────────────────────────────────────────────────────────────────────
def decide(command: LinkCommand, link: Link, ctx: Context) -> Decision:
    match command, link:
        case RecordLink(what=what, follows=follows), _ if what == follows:
            raise FollowsItself(what=address(what))
        case RecordLink(what=what, follows=follows), Linked():
            raise LinkedAlready(what=address(what), follows=address(follows))

        case RecordLink(), Unlinked():
            check((command.what, command.follows), ctx, STATIONS)
            # The event has the command's fields; it takes what it needs.
            return [council.LinkRecorded(recorded_on=ctx.on, **dict(command))]

        case _:
            raise NotNow(command, link, "link")


def link_id(what: Station, follows: Station) -> str:
    ends = f"{what.kind}/{address(what)}/{follows.kind}/{address(follows)}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, ends))


# ── evolve ──────────────────────────────────────────────────────────────────────────────────────
def evolve(link: Link, event: Event) -> Link:
    match event:
        case council.LinkRecorded():
            return Linked()
        case _:
            return link


LINK: Entity[Link] = Entity(
    "council",
    "link",
    initial=Unlinked(),
    evolve=evolve,
    decide=decide,
    key=lambda command: link_id(command.what, command.follows),
)
