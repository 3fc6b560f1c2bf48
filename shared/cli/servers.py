"""How are NATS, MongoDB and the catcher of mail started for a platform on one machine?"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import shared
from shared.cli import replica_set
from shared.cli.answers import healthy, listens
from shared.cli.binaries import mongod, nats_server
from shared.cli.child import Part
from shared.cli.home import Home
from shared.cli.trouble import Trouble

NATS_CONF = Path(shared.__file__).parents[1] / "deploy" / "nats" / "nats.conf"
HOST = "127.0.0.1"


def nats(home: Home, ports: Mapping[str, int], passwords: Mapping[str, str]) -> Part:
    """nats-server with the same configuration as in containers; only addresses and folder differ."""
    if not NATS_CONF.is_file():
        raise Trouble(f"{NATS_CONF} is missing: `civikos up` runs from a checkout (`pip install -e .`).")
    monitor = f"http://{HOST}:{ports['nats_monitor']}"
    command = (nats_server(), "--config", str(NATS_CONF), "--addr", HOST, "--port", str(ports["nats"]))
    return Part(
        name="nats-server",
        command=(
            *command,
            "--http_port",
            str(ports["nats_monitor"]),
            "--store_dir",
            str(home.folder("nats")),
        ),
        ready=functools.partial(healthy, f"{monitor}/healthz"),
        env=passwords,
        url=monitor,
        worth_showing=_serious,
        orphaned=signal.SIGTERM,
    )


def mongo(home: Home, ports: Mapping[str, int]) -> Part:
    """mongod as a replica set of one, because transactions need one."""
    port = ports["mongo"]
    return Part(
        name="mongod",
        command=(
            *(mongod(), "--dbpath", str(home.folder("mongo")), "--port", str(port), "--bind_ip", HOST),
            *("--nounixsocket", "--replSet", "rs0", "--wiredTigerCacheSizeGB", "0.25"),
            # what a killed projector leaves open is given up soon
            *("--setParameter", "transactionLifetimeLimitSeconds=30"),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
        ),
        ready=functools.partial(replica_set.primary, port),
        url=f"mongodb://{HOST}:{port}/?replicaSet=rs0",
        worth_showing=lambda line: '"s":"F"' in line,
        orphaned=signal.SIGTERM,
        patience=20.0,
    )


def catches_mail() -> bool:
    """Unless the environment names a mail server, or the catcher is not installed."""
    return not os.environ.get("CIVIKOS_SMTP_HOST") and importlib.util.find_spec("aiosmtpd") is not None


def mail(home: Home, ports: Mapping[str, int]) -> tuple[Part, ...]:
    """The catcher: it takes every letter, keeps it in the folder `mail`, and sends it to nobody."""
    if not catches_mail():
        return ()
    port = ports["mail"]
    return (
        Part(
            name="mail",
            command=(sys.executable, "-m", "shared.cli.catcher", str(home.folder("mail")), str(port)),
            ready=functools.partial(listens, HOST, port),
            env={"PYTHONUNBUFFERED": "1"},
            url=f"smtp://{HOST}:{port}",
        ),
    )


def mail_settings(ports: Mapping[str, int]) -> dict[str, str]:
    """Where our processes send letters; what the environment says about a mail server, they find there."""
    if not catches_mail():
        return {}
    return {"CIVIKOS_SMTP_HOST": HOST, "CIVIKOS_SMTP_PORT": str(ports["mail"])}


def _serious(line: str) -> bool:
    """Warnings and worse. That passwords stand in plain text is so by design: the environment holds them."""
    return bool(re.search(r"\[(WRN|ERR|FTL)\]", line)) and "Plaintext passwords" not in line
