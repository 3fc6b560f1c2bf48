"""What does a person get done at the desk: the queue, a form, a refusal, a success, the next thing?"""

from __future__ import annotations

import re

import pytest

from tests.platform import People
from tests.services.outreach.desk.conftest import ANA, BESA, CENE, DEJAN, EMA, FATOS, OTHER, OWN
from tests.services.outreach.desk.visitor import Visitor, shown, words
from tests.stories import programme

CHECK = "/en/desk/give/membership/CheckApplication"


async def test_the_queue_is_the_home_and_one_click_leads_to_the_form(
    people: People, visitor: Visitor
) -> None:
    await visitor.enters_as(BESA)
    page = await visitor.read(f"/en/desk?after={people.position}")
    assert "Check the application of Society 01." in words(page)
    link = re.search(r'href="([^"]*CheckApplication[^"]*)"', page)
    assert link is not None
    form = shown(await visitor.read(link[1].replace("&amp;", "&")))
    assert (form["organisation"], form[".from"]) == (OWN, "queue")


async def test_in_the_readers_language(visitor: Visitor) -> None:
    await visitor.enters_as(BESA, "sq")
    assert "Kontrolloni kërkesën e Society 01 (sq)." in words(await visitor.read("/sq/desk"))
    assert "Proverite prijavu: Society 01 (sr)." in words(await visitor.read("/sr/desk"))


async def test_what_cannot_be_read_is_said_at_the_field_and_nothing_typed_is_lost(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    answer = await visitor.fill(f"{CHECK}?organisation={OWN}", findings="All “papers” are <here>.")
    assert answer.status_code == 422
    assert 'href="#f-complete"' in answer.text
    assert "Complete : Fill this in." in words(answer.text)
    again = shown(answer.text)
    assert again["findings"] == "All “papers” are <here>."


async def test_a_refusal_is_a_sentence_and_nothing_typed_is_lost(visitor: Visitor) -> None:
    await visitor.enters_as(FATOS)
    answer = await visitor.fill("/en/desk/give/membership/ApplyForMembership", motivation="Long thoughts")
    assert answer.status_code == 409
    assert "Nothing was recorded yet" in words(answer.text)
    form = shown(answer.text)
    assert (form["organisation"], form["motivation"]) == (OTHER, "Long thoughts")


async def test_success_leads_to_the_next_thing_with_the_own_write_in_it(
    people: People, visitor: Visitor
) -> None:
    await programme.register(people, "5110077")
    for document in ("code-of-ethics", "rules-of-procedure"):
        accepting = {"organisation": "5110077", "document": document, "version": 1}
        await people.accepted("membership", "AcceptDocument", "cso:5110077", **accepting)
    applied = {"organisation": "5110077", "motivation": "We want to."}
    await people.accepted("membership", "ApplyForMembership", "cso:5110077", **applied)
    await visitor.enters_as(BESA)
    path = f"{CHECK}?organisation=5110077&from=queue"
    sent = {**shown(await visitor.read(path)), "complete": "yes", "findings": "All there."}
    answer = await visitor.send(CHECK, **sent)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/en/desk?after=")
    page = words(await visitor.read(answer.headers["location"]))
    assert "Recorded: Check application" in page
    assert "5110077" not in page
    assert "Society 77" not in page
    again = await visitor.send(CHECK, **sent)
    assert again.headers["location"] == answer.headers["location"], "sent twice, recorded once"
    await visitor.enters_as(CENE)
    assert "Admit Society 77" in words(await visitor.read("/en/desk"))


async def test_a_record_shows_state_history_and_what_may_be_done(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    page = await visitor.read(f"/en/desk/record/membership/membership/{OWN}")
    text = words(page)
    assert "Society 01" in text
    assert "applied" in text
    assert "by Ana Invented" in text
    assert "Membership was applied for." in text
    assert "Motivation Together we are heard." in text
    now = page.partition('id="now"')[2].partition("<details")[0]
    assert "CheckApplication" in now
    assert re.search(r'id="event-\d+"', page)


async def test_a_history_tells_of_persons_and_roles_in_sentences(visitor: Visitor) -> None:
    await visitor.enters_as(ANA)
    text = words(await visitor.read(f"/en/desk/record/membership/account/{ANA}"))
    assert "An account was opened for Ana Invented." in text
    assert "A role was given, for Society 01 : representative of an organisation." in text


async def test_a_command_that_is_not_possible_now_is_not_offered_as_if_it_were(visitor: Visitor) -> None:
    await visitor.enters_as(CENE)
    page = await visitor.read(f"/en/desk/record/membership/membership/{OWN}")
    now, _, otherwise = page.partition('id="now"')[2].partition("<details")
    assert "AdmitMember" not in now
    assert "AdmitMember" in otherwise


async def test_rows_are_added_and_taken_away_without_a_script(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    path = "/en/desk/give/council/SetAgenda?meeting=m-1"
    first = {**shown(await visitor.read(path)), "meeting": "m-1", "items/0/number": "1"}
    more = await visitor.send(path, **{**first, "items/0/title/en": "Opening", ".more": "items"})
    form = shown(more.text)
    assert form["items/0/title/en"] == "Opening"
    assert "items/1/number" in form
    form |= {"items/1/number": "2", "items/1/title/sq": "Mbyllja", ".less": "items/0"}
    less = shown((await visitor.send(path, **form)).text)
    assert less["items/0/title/sq"] == "Mbyllja"
    assert "items/1/number" not in less
    assert less[".id"] == first[".id"]


async def test_after_signing_in_anew_the_form_is_still_whole(visitor: Visitor) -> None:
    await visitor.enters_as(BESA)
    sent = {**shown(await visitor.read(f"{CHECK}?organisation={OWN}")), "findings": "Thought long about it"}
    visitor.http.cookies.clear()
    ended = await visitor.send(CHECK, **sent)
    assert ended.status_code == 401
    assert "Thought long about it" in ended.text
    await visitor.enters_as(BESA)
    stale = await visitor.send(CHECK, **sent)
    assert stale.status_code == 403
    form = shown(stale.text)
    assert form["findings"] == "Thought long about it"
    assert form[".csrf"] != sent[".csrf"]


@pytest.mark.parametrize(
    ("person", "path", "status"),
    [
        (ANA, CHECK, 403),
        (ANA, f"/en/desk/record/membership/membership/{OWN}", 200),
        (ANA, f"/en/desk/record/membership/membership/{OTHER}", 403),
        (ANA, "/en/desk/record/membership/membership", 403),
        (ANA, "/en/desk/record/membership/account/p-ana", 200),
        (ANA, "/en/desk/record/membership/account/p-besa", 403),
        (BESA, "/en/desk/record/membership/account/p-ana", 403),
        (BESA, "/en/desk/record/membership/membership", 200),
        (EMA, "/en/desk/record/membership/account/p-ana", 200),
        (EMA, "/en/desk/record/membership/membership", 200),
        (EMA, CHECK, 403),
        (FATOS, f"/en/desk/record/membership/membership/{OWN}", 403),
        (BESA, "/en/desk/give/membership/EndMembership", 404),
        (BESA, "/en/desk/give/membership/Nonsense", 404),
        (BESA, "/en/desk/record/membership/nonsense/x", 404),
    ],
)
async def test_who_may_see_what(visitor: Visitor, person: str, path: str, status: int) -> None:
    await visitor.enters_as(person)
    await visitor.read(path, status=status)


async def test_who_may_not_read_a_record_is_led_to_what_everybody_reads_of_it(visitor: Visitor) -> None:
    await visitor.enters_as(DEJAN)
    page = await visitor.read(f"/en/desk/record/membership/organisation/{OWN}", 403)
    assert f'href="/en/organisations/{OWN}"' in page
    assert "The public page" not in await visitor.read("/en/desk/record/membership/account/p-ana", 403)


async def test_an_auditor_reads_everything_but_persons(visitor: Visitor) -> None:
    await visitor.enters_as(EMA)
    text = words(await visitor.read("/en/desk/record/membership/account/p-ana"))
    assert "An account was opened." in text
    assert "not shown" in text
    assert "Invented" not in text.replace("Ema Invented", "")
    assert "ana@example.org" not in text
    kinds = words(await visitor.read("/en/desk/kinds"))
    assert "Account to read" in kinds


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
@pytest.mark.parametrize(
    "path", ["", "/kinds", "/figures", "/record/membership/organisation", "/give/grants/OpenFund"]
)
async def test_every_page_of_the_desk_is_whole_in_every_language(
    visitor: Visitor, language: str, path: str
) -> None:
    await visitor.enters_as(BESA, language)
    answer = await visitor.http.get(f"/{language}/desk{path}")
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.text.count("<h1") == 1
    assert "style=" not in answer.text
    scripts = re.findall("<script[^>]*", answer.text)
    assert scripts == re.findall('<script type="module" src="/static/[^>]*', answer.text)


async def test_the_money_is_drawn_for_staff_and_the_auditor_alone(visitor: Visitor) -> None:
    await visitor.enters_as(EMA)
    html = await visitor.read("/en/desk/figures")
    assert "The envelope, heading by heading" in html
    picture = await visitor.http.get("/sr/desk/figures/envelope.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert (await visitor.http.get("/sr/desk/figures/nothing.svg")).status_code == 404
    await visitor.enters_as(ANA)
    for path in ("", "/envelope.svg"):
        assert (await visitor.http.get(f"/en/desk/figures{path}")).status_code == 403
