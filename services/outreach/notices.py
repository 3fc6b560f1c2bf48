"""Who is told that the sign-in of an account goes to another address now? Both: the one before, too.

Whoever takes somebody's account over would else do it unseen. The letters are sent at least once: a process
that dies between sending and noting it sends them again, with the same Message-ID.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog

from services.outreach.desk.accounts import account_of
from services.outreach.portal.letters import Letters
from shared.contracts import membership
from shared.kernel.chores import Again, Alive
from shared.kernel.event import Recorded
from shared.kernel.log import Log
from shared.kernel.mail import NotSent, NotTaken, Post

log = structlog.get_logger()

SERVER_AWAY = 30.0
"""Seconds until the next try when the mail server does not answer."""
NEWS = timedelta(days=7)
"""What happened before is told to nobody: a log may be followed anew from its beginning."""


@dataclass(frozen=True)
class Notices:
    log: Log
    post: Post
    letters: Letters

    async def address_changed(self, event: Recorded[membership.AddressChanged], alive: Alive) -> None:
        if datetime.now(UTC) - event.recorded_at > NEWS:
            return
        facts = await self.log.load(event.ref)
        before = account_of([fact for fact in facts if fact.version < event.version])
        now = event.data.email.value
        for which, email in (("before", before.email if before else None), ("now", now)):
            if email is not None:
                await self._send(event, which, email)

    async def _send(self, event: Recorded[membership.AddressChanged], which: str, email: str) -> None:
        letter = self.letters.address_changed(
            email, which, event.data.changed_on.isoformat(), f"{event.id}.{which}@accounts"
        )
        try:
            await self.post.send(letter)
        except NotSent as reason:
            raise Again(SERVER_AWAY, str(reason)) from None
        except NotTaken:
            log.info("account.address_refused", account=event.ref.id, which=which)
