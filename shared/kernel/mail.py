"""How does a letter leave the platform? By a real SMTP conversation; what the server says is told apart.

`letter(...)` writes one, `Post(settings).send(letter)` sends one, `async with post.line() as line` sends many
in one conversation. A letter that the server took is gone: who must not send it twice records that it was,
and gives the letter an id of its own, so that even the moment between the two is seen.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid

import aiosmtplib
import structlog

from shared.kernel.settings import Settings

log = structlog.get_logger()

PATIENCE = 20.0
"""Seconds for one answer of the server."""


class MailError(Exception):
    """Base of what may become of a letter instead of being taken."""


class NotSent(MailError):
    """The server cannot be reached, or asks to come back later: the same letter may be sent again."""


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


def _told(answer: aiosmtplib.SMTPResponseException) -> MailError:
    """RFC 5321: 4xx is for now, 5xx for ever."""
    said = f"the mail server says: {answer.code} {answer.message}"
    return NotTaken(said) if answer.code >= 500 else NotSent(said)
