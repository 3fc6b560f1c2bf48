"""What can a program do? The same as a person, under the same rules, described by one document."""

from __future__ import annotations

import uuid
from typing import Any

import httpx
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from shared.kernel.entity import Grant
from shared.kernel.token import issue
from tests.platform import People
from tests.services.outreach.desk.conftest import OWN
from tests.services.outreach.desk.visitor import Visitor, words
from tests.stories import programme


@pytest.fixture
def tokens(people: People) -> dict[str, dict[str, str]]:
    """A header for each role."""
    roles = ("secretariat", "board", "finance", "auditor", "admin", "cso")
    bound = {"cso": OWN}
    return {
        role: {"Authorization": f"Bearer {issue(people.key, f'p-{role}', [Grant(role, bound.get(role))])}"}
        for role in roles
    }


async def document(visitor: Visitor) -> dict[str, Any]:
    described: dict[str, Any] = (await visitor.http.get("/api/openapi.json")).json()
    return described


def problem(answer: httpx.Response) -> str:
    """The name of a problem; everything about it must be as RFC 9457 says."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    said = answer.json()
    assert said["status"] == answer.status_code
    assert said["title"]
    assert said["detail"]
    return str(said["type"]).removeprefix("urn:civikos:problem:")


async def test_the_document_is_valid_and_holds_every_command_and_read_model(visitor: Visitor) -> None:
    described = await document(visitor)
    OpenAPIV31SpecValidator(described).validate()
    paths = described["paths"]
    for path in ("/api/membership/AdmitMember", "/api/grants/SubmitClaim", "/api/council/HoldMeeting"):
        assert "post" in paths[path]
    for path in ("/api/portal/meetings", "/api/portal/meetings/{id}", "/api/reporting/work_queue"):
        assert "get" in paths[path]
    assert "/api/membership/EndMembership" not in paths, "what only the platform does is no door for programs"
    operations = [operation for path in paths.values() for operation in path.values()]
    named = {tag["name"] for tag in described["tags"] if tag["description"]}
    assert {tag for operation in operations for tag in operation["tags"]} == named
    admitting = paths["/api/membership/AdmitMember"]["post"]
    assert admitting["x-roles"] == ["board"]
    body = admitting["requestBody"]["content"]["application/json"]
    assert body["example"]["organisation"] == "organisation-1"
    (state,) = [p for p in paths["/api/portal/meetings"]["get"]["parameters"] if p["name"] == "state"]
    assert state["schema"]["items"]["enum"] == ["scheduled", "held", "cancelled"]


async def test_a_command_is_done_once_under_its_key(
    visitor: Visitor, tokens: dict[str, dict[str, str]]
) -> None:
    body = {"institution": "ministry-of-tests", "name": {"en": "Ministry of Tests"}}
    headers = {**tokens["secretariat"], "Idempotency-Key": str(uuid.uuid4())}
    first = await visitor.http.post("/api/council/RegisterInstitution", json=body, headers=headers)
    again = await visitor.http.post("/api/council/RegisterInstitution", json=body, headers=headers)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert first.headers["Idempotency-Key"] == headers["Idempotency-Key"]
    position = first.json()["position"]
    read = await visitor.http.get(f"/api/portal/institutions/ministry-of-tests?after={position}")
    assert read.json()["name"] == {"en": "Ministry of Tests"}
    new = {**tokens["secretariat"], "Idempotency-Key": str(uuid.uuid4())}
    other = await visitor.http.post("/api/council/RegisterInstitution", json=body, headers=new)
    assert other.status_code == 409
    assert problem(other)


async def test_every_no_is_a_problem_with_a_name(visitor: Visitor, tokens: dict[str, dict[str, str]]) -> None:
    http, staff = visitor.http, tokens["secretariat"]
    register = "/api/council/RegisterInstitution"
    assert problem(await http.post(register, json={})) == "unauthenticated"
    assert problem(await http.post(register, json={}, headers={"Authorization": "Bearer x.y.z"})) == (
        "unauthenticated"
    )
    assert problem(await http.post(register, json={}, headers=tokens["cso"])) in ("not-allowed", "invalid")
    assert problem(await http.post(register, json={}, headers=staff)) == "invalid"
    assert problem(await http.post(register, content="{", headers={**staff, **JSON})) == "invalid"
    assert problem(await http.post(register, content="{}", headers=staff)) == "not-json"
    assert (
        problem(await http.post(register, content=b"x" * 1_000_001, headers={**staff, **JSON})) == "too-long"
    )
    for key in ("k" * 129, "a key", ""):
        keyed = {**staff, "Idempotency-Key": key}
        assert problem(await http.post(register, json={}, headers=keyed)) == "malformed", key
    assert problem(await http.post("/api/council/Nonsense", json={}, headers=staff)) == "unknown-command"
    assert problem(await http.post("/api/membership/EndMembership", json={}, headers=staff)) == (
        "unknown-command"
    )
    assert problem(await http.get("/api/portal/nonsense")) == "no-such-model"
    assert problem(await http.get("/api/portal/meetings/nonsense")) == "no-such-entry"
    assert problem(await http.get("/api/nonsense")) == "not-found"
    for unheard in ("%0A", "a%0Ab", "%0A%C2%88"):
        assert problem(await http.get(f"/api/portal/meetings/{unheard}")) == "no-such-entry"
    wrong = await http.put("/api/portal/meetings")
    assert (problem(wrong), wrong.headers["allow"]) == ("method-not-allowed", "GET, HEAD")
    for query in (
        "nonsense=1",
        "limit=0",
        "limit=x",
        "sort=nonsense",
        "cursor=x.z",
        "sort=",
        "as_of=",
        "as_of=20150421",
        "state=imagined",
        "starts_at.gte=2015&starts_at.gte=2016",
    ):
        assert problem(await http.get(f"/api/portal/meetings?{query}")) == "malformed", query
    assert problem(await http.get("/api/portal/meetings?cursor=xyz")) == "no-such-page"


JSON = {"Content-Type": "application/json"}


async def test_a_list_is_filtered_sorted_and_goes_on_behind_its_last_row(
    people: People, visitor: Visitor
) -> None:
    for number in range(31, 36):
        await programme.register(people, f"51100{number}")
    where = f"/api/portal/organisations?municipality=peje&sort=-_id&limit=2&after={people.position}"
    seen: list[str] = []
    cursor = ""
    while True:
        page = (await visitor.http.get(where + cursor)).json()
        seen += [item["_id"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert len(seen) == len(set(seen)) >= 7
    assert seen == sorted(seen, reverse=True)
    above = await visitor.http.get("/api/portal/organisations?_id.gte=5110033&_id.lt=5110035")
    assert [item["_id"] for item in above.json()["items"]] == ["5110033", "5110034"]
    either = await visitor.http.get("/api/portal/organisations?_id=5110033&_id=5110035&_id=nothing")
    assert [item["_id"] for item in either.json()["items"]] == ["5110033", "5110035"]
    head = await visitor.http.head("/api/portal/organisations?limit=1")
    assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", "application/json")
    whole = await visitor.http.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert whole.headers["content-encoding"] == "gzip"
    none = await visitor.http.get("/api/portal/organisations?municipality=nowhere")
    assert none.json()["items"] == []


async def test_the_past_is_folded_from_the_log(people: People, visitor: Visitor) -> None:
    page = (await visitor.http.get("/api/portal/organisations?as_of=2014-10-14")).json()
    assert page["items"] == [], "they were registered on the 15th"
    page = (await visitor.http.get("/api/portal/organisations?as_of=2014-10-15&limit=1")).json()
    assert len(page["items"]) == 1
    where = f"/api/portal/organisations?as_of=2014-10-15&_id.gt={OWN}&sort=-municipality,-_id&limit=2"
    first = (await visitor.http.get(where)).json()
    then = (await visitor.http.get(f"{where}&cursor={first['next']}")).json()
    seen = [one["_id"] for one in (*first["items"], *then["items"])]
    assert len(seen) == 4
    assert seen == sorted(seen, reverse=True)
    assert min(seen) > OWN
    one = await visitor.http.get(f"/api/portal/organisations/{OWN}?as_of=2014-10-15")
    assert one.json()["name"]["en"] == "Society 01"
    for last in ("9999-12-30", "9999-12-31"):
        late = await visitor.http.get(f"/api/portal/organisations/{OWN}?as_of={last}")
        assert late.status_code == 200, late.text
    early = await visitor.http.get(f"/api/portal/organisations/{OWN}?as_of=2007-01-01")
    assert problem(early) == "no-such-entry"


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
async def test_the_page_about_the_api_is_readable(visitor: Visitor, language: str) -> None:
    text = words(await visitor.read(f"/{language}/api"))
    assert "/api/portal/meetings" in text
    assert "HoldMeeting" in text


async def test_a_read_model_comes_as_a_file_to_whoever_may_read_it(
    visitor: Visitor, tokens: dict[str, dict[str, str]]
) -> None:
    public = await visitor.http.get("/api/files/portal.organisations/csv")
    assert public.headers["content-type"].startswith("text/csv")
    assert public.headers["content-disposition"] == 'attachment; filename="portal.organisations.csv"'
    assert public.text.removeprefix("\ufeff").startswith("_id,")
    assert problem(await visitor.http.get("/api/files/reporting.claims/json")) == "unauthenticated"
    own = await visitor.http.get("/api/files/reporting.claims/json", headers=tokens["cso"])
    assert problem(own) == "not-allowed"
    audited = await visitor.http.get("/api/files/reporting.claims/json", headers=tokens["auditor"])
    assert audited.json()["read_model"] == "reporting.claims"
    for path in ("portal.nothing/csv", "portal.bodies/doc"):
        assert problem(await visitor.http.get(f"/api/files/{path}")).startswith("no-such")
