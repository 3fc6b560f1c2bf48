"""Who sends the letters of the newsletter, so that a kill in the middle sends none twice?

The order is the whole point. The mail server gets everything of a letter but its end; then the attempt is
written down (`DeliveryBegun`, durable in the log); only then is the end said, and what the server answers is
written down (`DeliveryRecorded`). Whoever finds an attempt without an outcome knows that the letter was
given to the server, or was about to be within the same millisecond: it is not sent again but noted as
uncertain, and a person decides. Whoever finds no attempt knows that no server can have taken it.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import structlog

from services.outreach.domain.delivery import (
    DELIVERY,
    BeginDelivery,
    Begun,
    RecordDelivery,
    Settled,
    Waiting,
    delivery_id,
    message_id,
)
from services.outreach.domain.issue import ISSUE, Released
from services.outreach.domain.subscription import SUBSCRIPTION, Active, Requested
from services.outreach.newsletter.addresses import Links
from services.outreach.newsletter.entities import state_of
from services.outreach.newsletter.giving import Giving
from services.outreach.portal.letters import Letters
from services.outreach.projections.portal.visibility import holding
from shared.contracts import outreach
from shared.kernel.chores import Again, Alive
from shared.kernel.event import Recorded
from shared.kernel.log import Log
from shared.kernel.mail import Line, NotSent, NotTaken, Post, Unheard
from shared.kernel.mongo import Database

log = structlog.get_logger()

SERVER_AWAY = 30.0
"""Seconds until the next try when the mail server does not answer."""
PUT_OFF = 300.0
"""Seconds until the next try of letters that the server asked to bring later."""
Outcome = Literal["taken", "refused", "later", "uncertain"]


class Elsewhere(Exception):
    """Somebody else has begun this letter, or its reader has left: this attempt ends here."""


@dataclass(frozen=True)
class Postman:
    log: Log
    giving: Giving
    post: Post
    letters: Letters
    portal: Database

    async def ask_to_confirm(self, event: Recorded[outreach.SubscriptionRequested], alive: Alive) -> None:
        """Sends the letter with the link, unless it is of no use any more."""
        state = await state_of(self.log, SUBSCRIPTION, event.ref.id)
        if not isinstance(state, Requested) or state.code != event.data.code.value:
            return
        if state.email is None or state.code is None or datetime.now(UTC) > state.confirm_by:
            return
        links = Links(self.letters.base, state.language, event.ref.id, state.code)
        until = state.confirm_by.isoformat()
        letter = self.letters.confirmation(state.email, links, until, f"{event.id}@newsletter")
        try:
            await self.post.send(letter)
        except NotSent as reason:
            raise Again(SERVER_AWAY, str(reason)) from None
        except NotTaken:
            log.info("newsletter.address_refused", subscription=event.ref.id)

    async def send(self, event: Recorded[Any], alive: Alive) -> None:
        """Sends an issue to everybody who has not got it; for a renewed letter, that is its reader."""
        issue = event.ref.id if event.ref.entity == "issue" else event.data.issue
        state = await state_of(self.log, ISSUE, issue)
        if not isinstance(state, Released):
            return
        put_off = 0
        async with self._lines() as lines:
            for subscription in state.recipients:
                await alive.beat()
                put_off += not await self._serve(issue, state, subscription, lines)
        if put_off:
            raise Again(PUT_OFF, f"{put_off} letters were put off")

    async def _serve(self, issue: str, state: Released, subscription: str, lines: Lines) -> bool:
        """Whether there is nothing left to do for this recipient."""
        match await state_of(self.log, DELIVERY, delivery_id(issue, subscription)):
            case Settled():
                return True
            case Begun():
                await self._record(issue, subscription, "uncertain")
                return True
            case Waiting():
                return await self._deliver(issue, state, subscription, lines)
        return True

    async def _deliver(self, issue: str, state: Released, subscription: str, lines: Lines) -> bool:
        reader = await state_of(self.log, SUBSCRIPTION, subscription)
        if not isinstance(reader, Active) or reader.email is None or reader.code is None:
            await self.giving.by_itself(BeginDelivery(issue=issue, subscription=subscription))
            return True
        links = Links(self.letters.base, reader.language, subscription, reader.code)
        shown = await holding(self.portal, state.released_on.isoformat())
        letter = self.letters.issue(
            reader.email, state.compiled, links, message_id(issue, subscription), shown
        )
        begun = False

        async def begin() -> None:
            nonlocal begun
            await self._begin(issue, subscription)
            begun = True

        try:
            line = await lines.open()
            await line.hand_over(letter, begin)
        except Elsewhere:
            return True
        except Unheard as silence:
            await self._record(issue, subscription, "uncertain")
            raise Again(SERVER_AWAY, str(silence)) from None  # one letter in doubt is enough
        except NotTaken as answer:
            if not begun:
                await self._begin(issue, subscription)
            await self._record(issue, subscription, "refused", answer.code)
        except NotSent as answer:
            if begun:
                await self._record(issue, subscription, "later", answer.code)
            if not answer.code:
                raise Again(SERVER_AWAY, str(answer)) from None
            return False
        else:
            await self._record(issue, subscription, "taken", 250)
        return True

    async def _begin(self, issue: str, subscription: str) -> None:
        """
        Raises:
            Elsewhere: nothing is to be sent.
        """
        answer = await self.giving.by_itself(BeginDelivery(issue=issue, subscription=subscription))
        if answer is None or not answer.events or not answer.events[-1].type.endswith("DeliveryBegun"):
            raise Elsewhere

    async def _record(self, issue: str, subscription: str, outcome: Outcome, code: int = 0) -> None:
        said = str(code) if code else ""
        await self.giving.by_itself(
            RecordDelivery(issue=issue, subscription=subscription, outcome=outcome, said=said)
        )

    @contextlib.asynccontextmanager
    async def _lines(self) -> AsyncIterator[Lines]:
        async with contextlib.AsyncExitStack() as stack:
            yield Lines(self.post, stack)


class Lines:
    """One conversation with the mail server at a time, opened anew when it broke off."""

    def __init__(self, post: Post, stack: contextlib.AsyncExitStack) -> None:
        self._post, self._stack = post, stack
        self._line: Line | None = None

    async def open(self) -> Line:
        """
        Raises:
            NotSent: nobody answers.
        """
        if self._line is None or not self._line.open:
            self._line = await self._stack.enter_async_context(self._post.line())
        return self._line
