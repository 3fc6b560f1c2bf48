"""Does the API keep to its own description, whatever is sent? Schemathesis sends it, to the real platform.

Its own command line with all of its checks, to every command and every read model: what fits the schema at
every limit of it, what does not, and some of everything by chance (the same in every run); with a token that
may do a lot, and without one.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from shared.kernel.entity import Grant
from shared.kernel.token import issue
from tests.platform import People, Platform

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
HOOKS = {"SCHEMATHESIS_HOOKS": "tests.services.outreach.desk.impatient"}
USUAL = ("--generation-deterministic", "--workers=2", "--no-color")
WITH_A_TOKEN = ("--phases=examples,coverage,fuzzing", "--max-examples=1")
WITHOUT = ("--phases=fuzzing", "--max-examples=1")
ROLES = ("secretariat", "finance", "board", "admin")


@pytest.fixture(scope="module")
async def people(plain_platform: Platform) -> AsyncIterator[People]:
    async with plain_platform.people() as connected:
        yield connected


async def run(platform: Platform, folder: Path, *options: str) -> tuple[int, str]:
    """What the command line says of all operations, and how it ends."""
    running = await asyncio.create_subprocess_exec(
        *(str(SCHEMATHESIS), "run", f"http://127.0.0.1:{platform.port}/api/openapi.json", *USUAL, *options),
        cwd=folder,
        env={**os.environ, **HOOKS, "PYTHONPATH": str(Path.cwd())},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await running.communicate()
    return await running.wait(), said.decode()


@pytest.mark.parametrize("signed_in", [True, False], ids=["with a token", "without"])
async def test_schemathesis_finds_no_failure(
    plain_platform: Platform, people: People, tmp_path: Path, signed_in: bool
) -> None:
    token = issue(people.key, "p-tester", [Grant(role) for role in ROLES])
    header = f"--header=Authorization: Bearer {token}"
    options = (header, *WITH_A_TOKEN) if signed_in else WITHOUT
    code, said = await run(plain_platform, tmp_path, *options)
    assert code == 0, said[-20_000:]
    (tested,) = re.findall(r"Tested: (\d+)", said)
    assert int(tested) > 250
