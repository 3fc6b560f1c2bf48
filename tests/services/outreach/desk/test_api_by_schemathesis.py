"""Does the API keep to its own description, whatever is sent? Schemathesis sends it, to the real platform.

Every command and every read model, with what fits the schema and with what does not; with a token that may do
a lot, and without one. One case for each, the same in every run: all of them are built by the same code.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from shared.kernel.entity import Grant
from shared.kernel.token import issue
from tests.platform import People, Platform

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
]
"""All but `positive_data_acceptance`: that a rule says no to what fits the schema is what rules are for."""
FEW = settings(
    max_examples=1,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
async def people(plain_platform: Platform) -> AsyncIterator[People]:
    async with plain_platform.people() as connected:
        yield connected


@pytest.fixture(scope="module")
def described(plain_platform: Platform) -> Any:
    return schemathesis.openapi.from_url(f"http://127.0.0.1:{plain_platform.port}/api/openapi.json")


def token(people: People) -> dict[str, str]:
    grants = [Grant(role) for role in ("secretariat", "finance", "board", "admin")]
    return {"Authorization": f"Bearer {issue(people.key, 'p-tester', grants)}"}


def _impatient(case: Any) -> None:
    """Without waiting for positions that nothing will ever have; and the past is folded for one model."""
    query = case.query if isinstance(case.query, dict) else {}
    if str(query.get("after", "")).isdecimal():
        query["after"] = 1
    if "/portal/bodies" not in case.path:
        query.pop("as_of", None)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fits", "does not"])
@pytest.mark.parametrize("signed_in", [True, False], ids=["with a token", "without"])
def test_no_answer_differs_from_the_description(
    described: Any, people: People, signed_in: bool, mode: GenerationMode
) -> None:
    headers = token(people) if signed_in else {}
    tried = [result.ok() for result in described.get_all_operations()]
    assert len(tried) > 250
    for operation in tried:

        @FEW
        @given(case=operation.as_strategy(mode))
        def conforms(case: Any) -> None:
            _impatient(case)
            case.call_and_validate(headers=headers, checks=CHECKS)

        conforms()
