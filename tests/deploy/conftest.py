"""The demo programme, replayed once for all tests here."""

from __future__ import annotations

import pytest

from tests.deploy.replaying import Replayed, replay


@pytest.fixture(scope="package")
async def replayed() -> Replayed:
    return await replay()
