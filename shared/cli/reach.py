"""How does a command reach the platform? By the data directory of `civikos up`, or by the environment."""

from __future__ import annotations

import contextlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import nats
import nats.errors
import typer
from nats.aio.client import Client

from shared.cli.home import Home
from shared.cli.secrets import SIGNING_KEY, nats_password
from shared.cli.trouble import Trouble
from shared.kernel.settings import Settings

Data = Annotated[
    Path, typer.Option("--data", envvar="CIVIKOS_DATA", help="The platform's data directory.", metavar="DIR")
]
"""The option that every command has."""

DEFAULT = Path(".civikos")


@dataclass(frozen=True)
class Reach:
    """The operator's way in: settings with the user `admin`, and, if known, the key that signs tokens."""

    settings: Settings
    signing_key: str
    run: dict[str, Any]
    """What `civikos up` wrote about its processes; empty for a platform in containers."""

    @contextlib.asynccontextmanager
    async def nats(self) -> AsyncIterator[Client]:
        """
        Raises:
            Trouble: nobody answers, or the password is wrong.
        """
        nc = await self._connected()
        try:
            yield nc
        finally:
            await nc.close()

    async def _connected(self) -> Client:
        settings = self.settings
        try:
            return await nats.connect(
                settings.nats_url,
                name="civikos-cli",
                user=settings.nats_user or None,
                password=settings.nats_password.get_secret_value() or None,
                inbox_prefix=f"_INBOX_{settings.nats_user or 'any'}".encode(),
                allow_reconnect=False,
                connect_timeout=3,
                error_cb=_quiet,
            )
        except (OSError, TimeoutError, nats.errors.Error) as error:
            raise Trouble(f"NATS does not answer at {settings.nats_url}: {error or 'no answer'}.") from None


def reach(data: Path) -> Reach:
    """A directory that is named goes before addresses in the environment, and those before the usual one.

    Raises:
        Trouble: neither is there.
    """
    if data == DEFAULT and os.environ.get("CIVIKOS_NATS_URL"):
        return Reach(_from_environment(), _signing_key(), {})
    return reach_home(Home(data))


def reach_home(home: Home) -> Reach:
    """The platform that `civikos up` runs there.

    Raises:
        Trouble: nothing runs there.
    """
    run = home.running()
    addresses, secrets = run["addresses"], home.secrets()
    settings = Settings(
        nats_url=addresses["nats"],
        nats_monitor=addresses["nats_monitor"],
        mongo_url=addresses["mongo"],
        nats_user="admin",
        nats_password=secrets.nats("admin"),
        master_key=secrets.values["CIVIKOS_MASTER_KEY"],
        token_keys=secrets.values["CIVIKOS_TOKEN_KEYS"],
    )
    return Reach(settings, secrets.signing_key, run)


def _from_environment() -> Settings:
    password = os.environ.get("CIVIKOS_NATS_PASSWORD") or os.environ.get(nats_password("admin"))
    settings = Settings()
    if password and not settings.nats_user:
        return Settings(nats_user="admin", nats_password=password)
    return settings


def _signing_key() -> str:
    # a line of an env file holds the key's line ends as \n
    return os.environ.get(SIGNING_KEY, "").replace("\\n", "\n")


async def _quiet(_error: Exception) -> None:
    """What went wrong reaches the caller as an exception; nats-py would print it besides."""
