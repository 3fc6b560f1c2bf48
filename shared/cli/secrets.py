"""Which secrets does a platform need, and how are they made? `civikos secrets` prints a fresh set."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

from shared.cli.screen import out
from shared.kernel.token import new_key, public_keys

NATS_USERS = ("admin", "membership", "council", "grants", "outreach", "projector", "integrator")
MONGO_USERS = ("admin", "projector", "outreach", "reader")
SIGNING_KEY = "CIVIKOS_SIGNING_KEY"
DESK_KEY = "CIVIKOS_DESK_KEY"
TOKEN_KEYS = "CIVIKOS_TOKEN_KEYS"


@dataclass(frozen=True)
class Secrets:
    """The secrets by their environment variables; one format for a data directory and for Compose."""

    values: Mapping[str, str]

    @classmethod
    def fresh(cls) -> Secrets:
        signing_key, desk_key = new_key(), new_key()
        return cls(
            {
                **{nats_password(user): _password() for user in NATS_USERS},
                **{mongo_password(user): _password() for user in MONGO_USERS},
                "CIVIKOS_MONGO_KEYFILE": _password(),
                "CIVIKOS_MASTER_KEY": base64.urlsafe_b64encode(os.urandom(32)).decode(),
                SIGNING_KEY: signing_key,
                DESK_KEY: desk_key,
                TOKEN_KEYS: public_keys(signing_key, short=(desk_key,)),
            }
        )

    def completed(self) -> Secrets:
        """With the key of the desk, which data directories of earlier versions lack."""
        if DESK_KEY in self.values:
            return self
        desk_key = new_key()
        believed = public_keys(self.signing_key, short=(desk_key,))
        return Secrets({**self.values, DESK_KEY: desk_key, TOKEN_KEYS: believed})

    @classmethod
    def read(cls, path: Path) -> Secrets:
        return cls({k: v for k, v in dotenv_values(path, interpolate=False).items() if v is not None})

    def write(self, path: Path) -> None:
        """Readable by the owner alone, from the first byte on."""
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(file, "w") as stream:
            stream.write(self.text())

    def text(self) -> str:
        return "".join(f"{name}={_quoted(value)}\n" for name, value in self.values.items())

    def nats(self, user: str) -> str:
        return self.values[nats_password(user)]

    @property
    def signing_key(self) -> str:
        return self.values[SIGNING_KEY]


def nats_password(user: str) -> str:
    """The variable that deploy/nats/nats.conf reads."""
    return f"CIVIKOS_NATS_PASSWORD_{user.upper()}"


def mongo_password(user: str) -> str:
    return f"CIVIKOS_MONGO_PASSWORD_{user.upper()}"


def print_secrets() -> None:
    """Print a fresh set of passwords and keys, as the .env file that docker-compose.yml reads.

    For the first use:  civikos secrets > .env && chmod 600 .env

    Keep the file: without the master key nobody can read the personal data that was recorded with it.
    """
    out.print(Secrets.fresh().text(), end="", markup=False, soft_wrap=True)


def _password() -> str:
    # nats-server reads a variable's value as configuration: the letter in front keeps it a text
    return f"p{secrets.token_hex(20)}"


def _quoted(value: str) -> str:
    if "\n" in value:
        return '"' + value.replace("\n", "\\n") + '"'
    return f"'{value}'" if '"' in value else value
