"""Where do letters arrive in tests? At a real SMTP server in this process, which can also say no."""

from __future__ import annotations

import asyncio
import email
import email.policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.smtp import SMTP

from shared.kernel.settings import Settings

HOST = "127.0.0.1"


class Mailbox:
    """Keeps what it takes in `letters`. `refuse` maps an address to the answer it gets ("550 no such user");
    `drop_after` lets it hang up when so many letters were taken.
    """

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.raw: list[bytes] = []
        """As they came, for what a parser would forgive."""
        self.refuse: dict[str, str] = {}
        self.drop_after: int | None = None
        self.port = 0
        self._server: asyncio.Server | None = None
        self._arrived = asyncio.Condition()

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: SMTP(self, enable_SMTPUTF8=True), HOST, self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None:
            self._server.close()

    def settings(self, **more: Any) -> Settings:
        """Settings whose mail goes here."""
        return Settings(smtp_host=HOST, smtp_port=self.port, **more)

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if address in str(letter["To"])]

    async def until(self, count: int, patience: float = 20.0) -> list[EmailMessage]:
        """Waits until so many letters are here."""
        async with asyncio.timeout(patience), self._arrived:
            await self._arrived.wait_for(lambda: len(self.letters) >= count)
        return self.letters

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.drop_after is not None and len(self.letters) >= self.drop_after:
            server.transport.close()
            return "421 going away"
        read = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        assert isinstance(read, EmailMessage)
        async with self._arrived:
            self.letters.append(read)
            self.raw.append(envelope.original_content)
            self._arrived.notify_all()
        return "250 kept"
