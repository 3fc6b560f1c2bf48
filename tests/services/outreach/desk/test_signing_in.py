"""Who comes in, and who does not? The real platform, real letters."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from services.outreach.desk.app import check
from shared.kernel.log import Misconfigured
from shared.kernel.settings import Settings
from tests.platform import People, Platform
from tests.services.outreach.desk.conftest import ANA, BESA, address
from tests.services.outreach.desk.visitor import Visitor, link_in, words


async def test_a_link_in_a_letter_signs_in_once(visitor: Visitor) -> None:
    answer = await visitor.send("/en/desk/sign-in", email=address(BESA).upper())
    assert "a link is on its way" in words(answer.text)
    link = link_in(await visitor.letter(address(BESA)))
    page = await visitor.read(link)
    assert "Good day, Besa Invented" in words(page), "opening it uses nothing up: programs open links, too"
    token = link.partition("link=")[2]
    entered = await visitor.send("/en/desk/enter", link=token)
    assert (entered.status_code, entered.headers["location"]) == (303, "/en/desk")
    assert "Besa Invented" in words(await visitor.read("/en/desk"))
    again = await visitor.send("/en/desk/enter", link=token)
    assert again.status_code == 410
    assert "This link is used up" in words(again.text)


async def test_after_another_address_was_given_the_one_before_signs_nobody_in(
    people: People, visitor: Visitor
) -> None:
    person, before, now = "p-moves", "before@example.org", "now@example.org"
    body = {"person": person, "name": "Mira Invented", "email": before}
    await people.accepted("membership", "OpenAccount", "admin", **body)
    await visitor.send("/en/desk/sign-in", email=before)
    old = link_in(await visitor.letter(before))
    await visitor.read(old)
    await people.accepted("membership", "ChangeAddress", "admin", person=person, email=now)
    await visitor.read(old, 410)
    assert (await visitor.send("/en/desk/enter", link=old.partition("link=")[2])).status_code == 410
    await visitor.send("/en/desk/sign-in", email=before)
    welcome = (await visitor.letter(now)).get_content()
    assert "/sq/desk/sign-in" in welcome
    await visitor.send("/en/desk/sign-in", email=now)
    assert "Good day, Mira Invented" in words(await visitor.read(link_in(await visitor.letter(now, 2))))
    told = (await visitor.letter(before, 2)).get_content()
    assert "got another one" in told
    assert "link=" not in told, "whoever reads the old address signs in no more"
    assert len(visitor.letters(before)) == 2


async def test_the_cookie_is_read_by_no_script_and_sent_to_nobody_else(visitor: Visitor) -> None:
    answer = await visitor.send("/en/desk/personas", person=BESA)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_nobody_learns_whether_an_address_has_an_account(visitor: Visitor) -> None:
    answers = [
        await visitor.send("/en/desk/sign-in", email=each)
        for each in (address(ANA), "nobody@example.org", address("p-gone"))
    ]
    told = [words(answer.text) for answer in answers]
    assert told[1] == told[0].replace(address(ANA), "nobody@example.org")
    assert told[2] == told[0].replace(address(ANA), address("p-gone"))
    assert {answer.status_code for answer in answers} == {200}
    await visitor.letter(address(ANA))
    assert visitor.letters("nobody@example.org") == []
    assert visitor.letters(address("p-gone")) == []


async def test_an_address_gets_three_letters_in_a_quarter_of_an_hour(visitor: Visitor) -> None:
    for _ in range(6):
        await visitor.send("/sq/desk/sign-in", email=address("p-cene"))
    await visitor.send("/en/desk/sign-in", email=address("p-dejan"))
    await visitor.letter(address("p-dejan"))
    letter = await visitor.letter(address("p-cene"), count=3)
    assert len(visitor.letters(address("p-cene"))) == 3
    assert letter["Subject"] == "Hyrja juaj në CiviKos"


@pytest.mark.parametrize("wrong", ["", "nonsense", "a.b.c"])
async def test_what_is_no_link_of_ours_opens_nothing(visitor: Visitor, wrong: str) -> None:
    await visitor.read(f"/en/desk/enter?link={wrong}", status=410)
    assert (await visitor.send("/en/desk/enter", link=wrong)).status_code == 410


async def test_a_page_leads_to_the_sign_in_and_back(visitor: Visitor) -> None:
    answer = await visitor.http.get("/en/desk/record/grants/fund/eu-2014")
    where = "/en/desk/sign-in?next=/en/desk/record/grants/fund/eu-2014"
    assert (answer.status_code, answer.headers["location"]) == (303, where)
    assert 'value="/en/desk/record/grants/fund/eu-2014"' in await visitor.read(where)


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example/en/desk", "/en/meetings"])
async def test_signing_in_never_leads_to_somebody_elses_page(visitor: Visitor, next_: str) -> None:
    answer = await visitor.http.post("/en/desk/personas", data={"person": BESA, "next": next_})
    assert answer.headers["location"] == "/en/desk"


async def test_a_form_sent_from_another_site_does_nothing(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    for origin in ("https://evil.example", "null"):
        answer = await visitor.http.post("/en/desk/sign-out", headers={"Origin": origin})
        assert answer.status_code == 403
    await visitor.read("/en/desk")


async def test_signing_out_needs_the_forms_own_secret_and_ends_it(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    assert (await visitor.send("/en/desk/sign-out")).status_code == 403
    page = await visitor.read("/en/desk")
    csrf = page.partition('name=".csrf" value="')[2].partition('"')[0]
    assert (await visitor.send("/en/desk/sign-out", **{".csrf": csrf})).status_code == 303
    assert (await visitor.http.get("/en/desk")).status_code == 303


async def test_a_role_that_is_taken_back_is_gone_at_the_next_click(people: People, visitor: Visitor) -> None:
    body = {"person": "p-temp", "name": "Temp Invented", "email": "temp@example.org"}
    await people.accepted("membership", "OpenAccount", "admin", **body)
    role = {"person": "p-temp", "role": "board"}
    await people.accepted("membership", "GrantRole", "admin", **role)
    await visitor.enters_as("p-temp")
    await visitor.read("/en/desk/record/membership/organisation")
    await people.accepted("membership", "RevokeRole", "admin", reason="End", **role)
    await visitor.read("/en/desk/record/membership/organisation", status=403)
    await people.accepted("membership", "CloseAccount", "admin", person="p-temp", reason="End")
    assert (await visitor.http.get("/en/desk")).status_code == 303


async def test_a_cookie_that_was_altered_is_no_cookie(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    good = visitor.http.cookies["civikos"]
    visitor.http.cookies.clear()
    visitor.http.cookies.set("civikos", good[:-4] + "AAAA")
    assert (await visitor.http.get("/en/desk")).status_code == 303


async def test_one_click_is_only_where_the_setting_says_so(
    platform: Platform, plain_platform: Platform
) -> None:
    for running, status in ((platform, 200), (plain_platform, 404)):
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{running.port}") as http:
            assert (await http.get("/en/desk/personas")).status_code == status
            assert ("one click" in (await http.get("/en/desk/sign-in")).text) is (status == 200)


def test_one_click_is_refused_where_others_could_reach_it() -> None:
    check(Settings(personas=True, public_url="http://127.0.0.1:8080/"))
    check(Settings(personas=False, public_url="https://civikos.example/"))
    with pytest.raises(Misconfigured, match="alone"):
        check(Settings(personas=True, public_url="https://civikos.example/"))


async def test_a_link_that_is_used_many_times_at_once_lets_one_in(visitor: Visitor) -> None:
    await visitor.send("/en/desk/sign-in", email=address("p-fatos"))
    token = link_in(await visitor.letter(address("p-fatos"))).partition("link=")[2]
    answers = await asyncio.gather(*(visitor.send("/en/desk/enter", link=token) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [303, *([410] * 7)]
