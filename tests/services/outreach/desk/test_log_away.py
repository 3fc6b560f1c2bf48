"""Is what somebody sent while the log was away kept, and done once when it is sent again?"""

from __future__ import annotations

import asyncio
import html
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from tests.platform import People, Platform
from tests.services.outreach.desk.conftest import FATOS
from tests.services.outreach.desk.visitor import Visitor, shown, words

APPLY = "/en/desk/give/membership/ApplyForMembership"
KEPT = re.compile(r'<textarea hidden name="([^"]*)">\n([^<]*)</textarea>')


@contextmanager
def away(platform: Platform) -> Iterator[None]:
    """The log's server stands still."""
    (pid,) = [part["pid"] for part in platform.run["processes"] if part["name"] == "nats-server"]
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


async def test_a_form_sent_while_the_log_is_away_is_kept_with_its_command_and_sent_again(
    platform: Platform, people: People, visitor: Visitor
) -> None:
    visitor.http.timeout = 60.0
    await visitor.enters_as(FATOS)
    form = {**shown(await visitor.read(APPLY)), "motivation": "Long thoughts"}
    with away(platform):
        elsewhere = {"Origin": "https://elsewhere.example"}
        answer, foreign = await asyncio.gather(
            visitor.send(APPLY, **form), visitor.http.post(APPLY, data=form, headers=elsewhere)
        )
    assert answer.status_code == 503
    assert "The log cannot be reached: nothing you sent was lost" in words(answer.text)
    kept = {html.unescape(name): html.unescape(value) for name, value in KEPT.findall(answer.text)}
    assert kept == form
    assert foreign.status_code == 503
    assert not KEPT.findall(foreign.text), "what another site sent is not handed on"
    again = await visitor.send(APPLY, **kept)
    assert again.status_code == 409, "the service decides, and refuses as it would have"
    assert shown(again.text)["motivation"] == "Long thoughts"
