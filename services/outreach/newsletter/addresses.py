"""What stands for a reader's address in the log, and which links does a letter have?"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from shared.kernel.settings import Settings
from shared.kernel.veil import veil_key, veiled

DIGITS = 26


def subscription_of(settings: Settings, email: str) -> str:
    """The same address is always the same subscription; without the master key nobody can try addresses."""
    key = veil_key(settings.master_key.get_secret_value())
    return veiled(key, f"newsletter:{email.strip().casefold()}")[:DIGITS]


def new_code() -> str:
    return secrets.token_urlsafe(30)


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one reader; whoever has them may act for this subscription, and for nothing else."""

    base: str
    """Where people find the pages, with a slash at its end."""
    language: str
    subscription: str
    code: str

    @property
    def manage(self) -> str:
        return f"{self.base}{self.language}/newsletter/{self.subscription}?{urlencode({'code': self.code})}"

    @property
    def leave(self) -> str:
        """RFC 8058: a mail programme posts to it when its reader clicks once."""
        query = urlencode({"code": self.code})
        return f"{self.base}{self.language}/newsletter/{self.subscription}/leave?{query}"
