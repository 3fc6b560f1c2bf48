"""A council service of its own for each test that asks for one."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.services.council.serving import Council, serving


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Council]:
    async with serving(tmp_path / "nats") as running:
        yield running
