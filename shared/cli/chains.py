"""Is the log unbroken? Every entity's events follow each other, each bound to the one before by its hash."""

from __future__ import annotations

from nats.aio.msg import Msg

from shared.kernel import subject
from shared.kernel.codec import chained
from shared.kernel.event import Ref


class Chains:
    """Follows every entity's chain through the log."""

    def __init__(self) -> None:
        self._last: dict[Ref, tuple[int, str]] = {}
        self.events = 0
        self.broken: list[str] = []

    @property
    def entities(self) -> int:
        return len(self._last)

    def add(self, message: Msg) -> None:
        """Checks the next message of the log."""
        ref, version, _ = subject.parse(message.subject)
        before, chain = self._last.get(ref, (0, ""))
        headers = message.headers or {}
        stated = headers.get("ce-chain", "")
        self.events += 1
        if version != before + 1:
            self.broken.append(f"{ref}: version {version} follows version {before}")
        elif not stated or chained(chain, message.subject, message.data, headers) != stated:
            self.broken.append(f"{ref}: version {version} is not what was recorded")
        self._last[ref] = version, stated
