"""Who reads which read model of `reporting`: by the API, as a file, as the API's description and page say?"""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from services.outreach.desk.naming import ROLES as WORDS
from services.outreach.projections import PORTAL, PROJECTIONS
from shared.contracts.roles import BOUND, ROLES
from shared.kernel.entity import Grant
from shared.kernel.token import issue
from tests.platform import People
from tests.services.outreach.desk.test_api import problem
from tests.services.outreach.desk.visitor import Visitor, words

READ_BY = {
    "audit": "admin auditor board",
    "claims": "auditor finance secretariat",
    "commitments": "auditor board secretariat",
    "contributions": "auditor board finance secretariat",
    "deliveries": "auditor secretariat",
    "ethics": "auditor board panel secretariat",
    "evidence": "auditor board secretariat",
    "funds": "auditor board finance secretariat",
    "hubs": "auditor hub secretariat",
    "indicators": "auditor board secretariat",
    "internships": "auditor board secretariat",
    "issues": "auditor secretariat",
    "mandate_reports": "auditor board cso secretariat",
    "membership": "auditor board secretariat",
    "minutes": "auditor secretariat",
    "participation": "auditor board secretariat",
    "payments": "auditor finance secretariat",
    "persons": "admin auditor board secretariat",
    "plan": "auditor board secretariat",
    "publications": "auditor board hub secretariat",
    "reports": "auditor board finance secretariat",
    "subscribers": "auditor secretariat",
    "trainings": "auditor board secretariat",
    "visibility": "auditor board secretariat",
    "work_queue": "auditor secretariat",
}
MAY = {name: set(roles.split()) for name, roles in READ_BY.items()}


def test_the_table_here_knows_every_read_model_that_is_not_public() -> None:
    assert {model.name for model in PROJECTIONS if model.database != "portal"} == set(MAY)
    assert {model.database for model in PORTAL} == {"portal"}


@pytest.fixture
def tokens(people: People) -> dict[str, dict[str, str]]:
    """A header for each role there is."""
    grants = {role.name: Grant(role.name, "some-id" if role.name in BOUND else None) for role in ROLES}
    issued = {name: issue(people.key, f"p-{name}", [grant]) for name, grant in grants.items()}
    return {name: {"Authorization": f"Bearer {token}"} for name, token in issued.items()}


@pytest.mark.parametrize("model", MAY)
async def test_only_these_roles_read_it_at_each_of_its_addresses(
    visitor: Visitor, tokens: dict[str, dict[str, str]], model: str
) -> None:
    addresses = (
        f"/api/reporting/{model}?limit=1",
        f"/api/reporting/{model}/nothing-of-this-id",
        f"/api/files/reporting.{model}/json",
    )
    for address in addresses:
        assert problem(await visitor.http.get(address)) == "unauthenticated"
        answers = {role: await visitor.http.get(address, headers=header) for role, header in tokens.items()}
        let_in = {role for role, answer in answers.items() if answer.status_code in (200, 404)}
        assert let_in == MAY[model], address
        assert {_name(answers[role]) for role in answers.keys() - let_in} == {"not-allowed"}


def _name(answer: httpx.Response) -> str:
    assert answer.status_code == 403
    return problem(answer)


async def test_the_description_and_the_page_for_programs_name_the_same_roles(visitor: Visitor) -> None:
    described: dict[str, Any] = (await visitor.http.get("/api/openapi.json")).json()["paths"]
    page = words(await visitor.read("/en/api"))
    for model, roles in MAY.items():
        for address in (f"/api/reporting/{model}", f"/api/reporting/{model}/{{id}}"):
            assert set(described[address]["get"]["x-roles"]) == roles
        told = page.partition(f"/api/reporting/{model} ")[2].partition("/api/")[0]
        assert {role for role in WORDS if WORDS[role] in told} == roles, model
