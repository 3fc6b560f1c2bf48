"""Is a service's "no" said in the reader's language, with its figures as the reader writes them?"""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest

from services.grants.domain.batch import NotPayable, PayDayPast
from services.outreach.desk.refusals import told
from services.outreach.portal.language import KNOWN, Language
from shared.kernel.log import TooLarge, Unavailable
from shared.kernel.problem import NotAllowed, problem
from tests.services.outreach.desk.spoken import refusals, sentence

LANGUAGES = {code: Language(code, ZoneInfo("Europe/Belgrade")) for code in KNOWN}

PLACE = re.compile(r"\{(\w+)\}")


def said(code: str, error: Exception) -> str:
    return told(LANGUAGES[code], problem(error).model_dump(mode="json"))


@pytest.mark.parametrize(
    ("code", "day"), [("sq", "21 prill 2015"), ("sr", "21. 4. 2015."), ("en", "21 April 2015")]
)
def test_a_day_in_a_refusal_is_written_as_the_reader_writes_it(code: str, day: str) -> None:
    assert day in said(code, PayDayPast(pay_on="2015-04-21"))


def test_a_state_in_a_refusal_is_translated() -> None:
    refusal = NotPayable(claim="c-1", state="returned")
    assert "vraćen" in said("sr", refusal)
    assert "returned" in said("en", refusal)


def test_who_may_is_told_by_the_roles_names() -> None:
    text = said("sq", NotAllowed(roles="secretariat or cso of the same organisation"))
    assert "Sekretaria" in text
    assert "same" not in text


def test_a_name_is_left_as_it_is_and_harmless() -> None:
    assert "&lt;b&gt;A and B&lt;/b&gt;" in said("sr", NotPayable(claim="<b>A and B</b>", state="paid"))


def test_a_service_that_is_away_is_told_in_the_readers_language() -> None:
    assert "izgubljeno" in said("sr", Unavailable("no answer"))


def test_what_nobody_translated_is_marked_as_english() -> None:
    assert said("sr", TooLarge("a decision records at most 1000 events")).startswith('<span lang="en">')


@pytest.mark.parametrize("code", KNOWN)
def test_every_refusal_is_said_in_every_language(code: str) -> None:
    for refusal in refusals():
        places = dict.fromkeys(PLACE.findall(sentence(refusal)), "x-1")
        text = told(LANGUAGES[code], {"sentence": sentence(refusal), "detail": "", "fields": places})
        assert "{" not in text
        assert 'lang="en"' not in text
