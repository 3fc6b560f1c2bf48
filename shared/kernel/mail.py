"""How does a letter leave the platform? By a real SMTP conversation; what the server says is told apart.

`letter(...)` writes one, `Post(settings).send(letter)` sends one, `async with post.line() as line` sends many
in one conversation. A letter that the server took is gone: who must not send it twice records that it was,
and gives the letter an id of its own, so that even the moment between the two is seen.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr, make_msgid, parseaddr

import aiosmtplib
import structlog

from shared.kernel.settings import Settings

log = structlog.get_logger()

FIRST_DOT = re.compile(rb"^\.", re.MULTILINE)
"""RFC 5321, 4.5.2: a line that begins with a dot begins with two on its way."""
UNFOLDED = SMTP.clone(max_line_length=990)
"""An address in List-Unsubscribe is long; folding would encode it, and no mail programme decodes it."""
PATIENCE = 20.0
"""Seconds for one answer of the server."""


class MailError(Exception):
    """Base of what may become of a letter instead of being taken; `code`: the server's, 0 if it said none."""

    code = 0


class NotSent(MailError):
    """The server cannot be reached, or asks to come back later: the same letter may be sent again."""


class Unheard(MailError):
    """The letter was given to the server, but its answer never came: it may have been taken."""


class NotTaken(MailError):
    """The server will never take this letter, as when there is no such mailbox; again is of no use."""


def letter(
    to: str,
    subject: str,
    text: str,
    *,
    name: str = "",
    html: str = "",
    id: str = "",
    headers: Mapping[str, str] | None = None,
) -> EmailMessage:
    """A letter in plain text, and in HTML besides if there is one; `id` is its Message-ID without brackets.

    Raises:
        NotTaken: the address or a header has a line break in it, so it could only be an attack.
    """
    message = EmailMessage()
    try:
        message["To"] = formataddr((name, to))
        message["Subject"] = subject
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = f"<{id}>" if id else make_msgid(domain="civikos")
        for key, value in (headers or {}).items():
            message[key] = value
    except (ValueError, UnicodeError) as error:
        raise NotTaken(f"the letter cannot be written: {error}") from None
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


class Line:
    """An open conversation with the server."""

    def __init__(self, smtp: aiosmtplib.SMTP, sender: str) -> None:
        self._smtp, self._sender = smtp, sender

    async def send(self, message: EmailMessage) -> None:
        """Returns when the server has taken the letter.

        Raises:
            NotSent, NotTaken: see there.
        """
        if "From" not in message:
            message["From"] = self._sender
        try:
            await self._smtp.send_message(message)
        except aiosmtplib.SMTPRecipientsRefused as refused:
            raise _told(refused.recipients[0]) from None
        except aiosmtplib.SMTPResponseException as answer:
            raise _told(answer) from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotSent(f"the mail server does not answer: {error}") from error
        log.info("mail.sent", id=message["Message-ID"])

    async def hand_over(self, message: EmailMessage, settle: Callable[[], Awaitable[None]]) -> None:
        """Gives the server everything but the end of the letter, awaits `settle`, and then ends it.

        Until `settle` returns, no server may take the letter; if it raises, the conversation is broken off
        and the letter never sent. So what `settle` writes down is written before the letter can be there.

        Raises:
            NotSent, NotTaken: see there; before `settle`, nothing was taken.
            Unheard: the end was said, but no answer came.
        """
        if "From" not in message:
            message["From"] = self._sender
        try:
            await self._begin(message)
        except aiosmtplib.SMTPResponseException as answer:
            await self._reset()
            raise _told(answer) from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotSent(f"the mail server does not answer: {error}") from error
        except ValueError as error:
            await self._reset()
            raise NotTaken(f"the letter cannot be written for this server: {error}") from None
        try:
            await settle()
        except BaseException:
            self._smtp.close()
            raise
        await self._end()
        log.info("mail.sent", id=message["Message-ID"])

    async def _begin(self, message: EmailMessage) -> None:
        smtp, protocol = self._smtp, self._smtp.protocol
        if protocol is None:
            raise aiosmtplib.SMTPServerDisconnected("the conversation is over")
        await smtp.mail(parseaddr(str(message["From"]))[1])
        await smtp.rcpt(parseaddr(str(message["To"]))[1])
        ready = await smtp.execute_command(b"DATA")
        if ready.code != aiosmtplib.SMTPStatus.start_input:
            raise aiosmtplib.SMTPResponseException(ready.code, ready.message)
        protocol.write(_dotted(message.as_bytes(policy=UNFOLDED)))

    async def _end(self) -> None:
        try:
            answer = await self._smtp.execute_command(b".")
        except (aiosmtplib.SMTPException, OSError) as error:
            raise Unheard(f"the mail server said nothing: {error}") from error
        if answer.code != aiosmtplib.SMTPStatus.completed:
            raise _told(aiosmtplib.SMTPResponseException(answer.code, answer.message))

    async def _reset(self) -> None:
        with contextlib.suppress(aiosmtplib.SMTPException, OSError):
            await self._smtp.rset()

    @property
    def open(self) -> bool:
        return self._smtp.is_connected


class Post:
    """The way out: the server that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @contextlib.asynccontextmanager
    async def line(self) -> AsyncIterator[Line]:
        """
        Raises:
            NotSent: nobody answers, or we may not come in.
        """
        settings = self._settings
        if not settings.smtp_host:
            raise NotSent("there is no mail server: set CIVIKOS_SMTP_HOST")
        smtp = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=settings.smtp_password.get_secret_value() or None,
            use_tls=settings.smtp_tls == "tls",
            start_tls=settings.smtp_tls == "starttls",
            timeout=PATIENCE,
        )
        try:
            await smtp.connect()
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotSent(f"the mail server does not let us in: {error}") from error
        try:
            yield Line(smtp, settings.mail_from)
        finally:
            with contextlib.suppress(aiosmtplib.SMTPException, OSError):
                await smtp.quit()

    async def send(self, message: EmailMessage) -> None:
        """One letter in a conversation of its own.

        Raises:
            NotSent, NotTaken: see there.
        """
        async with self.line() as line:
            await line.send(message)


def _dotted(letter: bytes) -> bytes:
    return FIRST_DOT.sub(b"..", letter if letter.endswith(b"\r\n") else letter + b"\r\n")


def _told(answer: aiosmtplib.SMTPResponseException) -> MailError:
    """RFC 5321: 4xx is for now, 5xx for ever."""
    said = f"the mail server says: {answer.code} {answer.message}"
    refused: MailError = NotTaken(said) if answer.code >= 500 else NotSent(said)
    refused.code = answer.code
    return refused
