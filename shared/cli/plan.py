"""Which processes does the platform on one machine consist of, and in which order do they start?"""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from shared.cli import servers
from shared.cli.answers import healthy
from shared.cli.child import Part
from shared.cli.home import Home
from shared.cli.ports import remembered
from shared.cli.secrets import DESK_KEY, Secrets
from shared.cli.supervisor import Stage

DECIDERS = ("membership", "council", "grants")
PORTS = ("nats", "nats_monitor", "mongo", "mail", *DECIDERS, "projector")


@dataclass(frozen=True)
class Plan:
    """The stages and the addresses of one platform."""

    stages: tuple[Stage, ...]
    addresses: Mapping[str, str]


DEMO = {
    "CIVIKOS_PERSONAS": "true",
    "CIVIKOS_DATA_LICENCE": "CC BY 4.0",
    "CIVIKOS_DATA_LICENCE_URL": "https://creativecommons.org/licenses/by/4.0/",
}
"""What a demonstration sets besides."""


def plan(
    home: Home, port: int, provision: Callable[[Mapping[str, str]], Awaitable[None]], personas: bool = False
) -> Plan:
    """`personas`: one click signs in as anybody, as the demo wants it.

    Raises:
        Trouble: a server's binary is missing.
    """
    ports = {**remembered(home.path / "ports.json", PORTS), "outreach": port}
    secrets = home.secrets()
    addresses = _addresses(ports)
    nats_passwords = {k: v for k, v in secrets.values.items() if k.startswith("CIVIKOS_NATS_PASSWORD_")}
    stores = (
        servers.nats(home, ports, nats_passwords),
        servers.mongo(home, ports),
        *servers.mail(home, ports),
    )
    part = functools.partial(_process, ports=ports, addresses=addresses, secrets=secrets)
    desk = {
        **servers.mail_settings(ports),
        DESK_KEY: secrets.values[DESK_KEY],
        "CIVIKOS_PUBLIC_URL": os.environ.get("CIVIKOS_PUBLIC_URL", addresses["pages"]),
        **(DEMO if personas else {}),
    }
    deciders = tuple(part(name, f"services.{name}.main") for name in DECIDERS)
    front = (
        part("outreach", "services.outreach.main", more=desk),
        part("projector", "services.outreach.main", "projector"),
    )
    return Plan(
        stages=(Stage(stores, functools.partial(provision, addresses)), Stage(deciders), Stage(front)),
        addresses=addresses,
    )


def _addresses(ports: Mapping[str, int]) -> dict[str, str]:
    return {
        **({"mail": f"smtp://{servers.HOST}:{ports['mail']}"} if servers.catches_mail() else {}),
        "pages": f"http://{servers.HOST}:{ports['outreach']}/",
        "nats": f"nats://{servers.HOST}:{ports['nats']}",
        "nats_monitor": f"http://{servers.HOST}:{ports['nats_monitor']}",
        "mongo": f"mongodb://{servers.HOST}:{ports['mongo']}/?replicaSet=rs0",
    }


def _process(
    name: str,
    *module: str,
    ports: Mapping[str, int],
    addresses: Mapping[str, str],
    secrets: Secrets,
    more: Mapping[str, str] | None = None,
) -> Part:
    """One of our own processes; its whole environment is named here, secrets only as far as it needs them."""
    url = f"http://{servers.HOST}:{ports[name]}"
    return Part(
        name=name,
        command=(sys.executable, "-m", *module),
        ready=functools.partial(healthy, f"{url}/ready"),
        url=url,
        env={
            "CIVIKOS_NATS_URL": addresses["nats"],
            "CIVIKOS_NATS_MONITOR": addresses["nats_monitor"],
            "CIVIKOS_MONGO_URL": addresses["mongo"],
            "CIVIKOS_NATS_USER": name,
            "CIVIKOS_NATS_PASSWORD": secrets.nats(name),
            "CIVIKOS_MASTER_KEY": secrets.values["CIVIKOS_MASTER_KEY"],
            "CIVIKOS_TOKEN_KEYS": secrets.values["CIVIKOS_TOKEN_KEYS"],
            "CIVIKOS_HOST": servers.HOST,
            "CIVIKOS_PORT": str(ports[name]),
            "CIVIKOS_LOG_FORMAT": os.environ.get("CIVIKOS_LOG_FORMAT", "console"),
            "PYTHONUNBUFFERED": "1",
            **(more or {}),
        },
    )
