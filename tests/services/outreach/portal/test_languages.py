"""Is every message translated, and does each language count and date as it should?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from markupsafe import Markup

from services.outreach.portal import language
from services.outreach.portal.labels import LABELS
from services.outreach.portal.language import KNOWN, LOCALES, Language
from services.outreach.portal.telling.teller import SENTENCES
from services.outreach.portal.visibility import AGREEMENT
from services.outreach.projections.portal.history import PUBLIC
from tests.services.outreach.desk.spoken import spoken

OUTREACH = Path(language.__file__).parents[1]
SPEAKING = ("portal", "desk", "projections/reporting/waiting")
"""Where messages for people are written."""
KEYWORDS = {"_": None, "ngettext": (1, 2), "several": (1, 2), "say": None, "N_": None}
METHODS = [("templates/**.html", "jinja2"), ("**.py", "python")]
PLACE = re.compile(r"%\((\w+)\)s|(\{\w+\})")


def messages() -> dict[str, Any]:
    """Each message with its plural, if it has one: those of our pages, and those that services say."""
    ids = [
        message
        for place in SPEAKING
        for _, _, message, _, _ in extract_from_dir(
            str(OUTREACH / place), method_map=METHODS, keywords=KEYWORDS
        )
    ]
    return {one if isinstance(one, str) else one[0]: one for one in (*ids, *spoken())}


def catalogue(code: str) -> list[Any]:
    """The messages of all files of a language, each in one file only."""
    messages: list[Any] = []
    for path in sorted((LOCALES / code).glob("*.po")):
        with path.open("rb") as file:
            messages += [m for m in read_po(file, locale=KNOWN[code], abort_invalid=True) if m.id]
    ids = [m.id for m in messages]
    assert len(ids) == len(set(ids)), "a message stands in two files"
    return messages


def speak(code: str) -> Language:
    return Language(code, ZoneInfo("Europe/Belgrade"))


@pytest.mark.parametrize("code", ["sq", "sr"])
def test_every_message_is_translated_and_none_is_left_over(code: str) -> None:
    translated = {(m.id if isinstance(m.id, str) else m.id[0]): m.string for m in catalogue(code) if m.id}
    assert translated.keys() == messages().keys()
    for said in translated.values():
        assert all([said] if isinstance(said, str) else said)


@pytest.mark.parametrize("code", ["sq", "sr"])
def test_every_translation_keeps_the_places_for_names(code: str) -> None:
    for message in catalogue(code):
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else message.id
        strings = [message.string] if isinstance(message.string, str) else message.string
        for said in strings:
            assert set(PLACE.findall(said)) == set(PLACE.findall(ids[0])), said


def test_english_says_better_only_what_is_said() -> None:
    assert {message.id for message in catalogue("en")} <= messages().keys()


@pytest.mark.parametrize("code", ["sq", "sr"])
def test_no_translation_is_the_english_text(code: str) -> None:
    same = {m.id for m in catalogue(code) if m.id and m.id == m.string}
    assert same <= {"Institute", "Region", "IBAN", "BIC", "CV", "SHA-256"}


@pytest.mark.parametrize(
    ("code", "n", "said"),
    [
        ("sq", 1, "1 vend"),
        ("sq", 2, "2 vende"),
        ("sr", 1, "1 mesto"),
        ("sr", 3, "3 mesta"),
        ("sr", 21, "21 mesto"),
        ("en", 1, "1 seat"),
        ("en", 1200, "1,200 seats"),
    ],
)
def test_each_language_counts_in_its_own_way(code: str, n: int, said: str) -> None:
    assert speak(code).several("%(n)s seat", "%(n)s seats", n) == said


def test_serbian_has_three_forms() -> None:
    serbian = speak("sr")
    counted = [serbian.several("%(n)s decision", "%(n)s decisions", n) for n in (1, 2, 5)]
    assert counted == ["1 odluka", "2 odluke", "5 odluka"]


@pytest.mark.parametrize(
    ("code", "day", "moment", "money"),
    [
        ("sq", "21 prill 2015", "21 prill 2015, 10:00", "1 234,56 €"),
        ("sr", "21. 4. 2015.", "21. 4. 2015., 10:00", "1.234,56 €"),
        ("en", "21 April 2015", "21 April 2015, 10:00", "€1,234.56"),
    ],
)
def test_days_moments_and_money_are_written_as_the_reader_writes_them(
    code: str, day: str, moment: str, money: str
) -> None:
    said = speak(code)
    assert said.day("2015-04-21") == day
    assert said.moment("2015-04-21T08:00:00Z") == moment
    assert said.money(123_456, "EUR").replace("\xa0", " ") == money


def test_a_moment_belongs_to_the_day_it_is_in_kosovo() -> None:
    assert speak("en").day("2015-04-21T22:30:00Z") == "22 April 2015"


def test_every_public_event_has_its_sentence() -> None:
    told = {key if key.count(".") == 1 else key.rsplit(".", 1)[0] for key in SENTENCES}
    assert told == {type_.type_name for type_ in PUBLIC}


def test_a_code_without_a_label_is_shown_as_it_is() -> None:
    from services.outreach.portal.labels import label

    assert label(speak("sq"), "field", "beekeeping-clubs") == "beekeeping clubs"
    assert "youth" in LABELS["field"]


def test_what_the_agreement_wants_said_is_said_in_every_language() -> None:
    for text in (AGREEMENT.statement, AGREEMENT.disclaimer, AGREEMENT.designation):
        assert text.keys() == KNOWN.keys()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("10. 4. 2015.", "Due by 10. 4. 2015."),
        (Markup("<time>10. 4. 2015.</time>"), "Due by <time>10. 4. 2015.</time>"),
        ("<b>.", "Due by &lt;b&gt;."),
        ("…", "Due by …."),
        ("wait...", "Due by wait...."),
    ],
)
def test_a_sentence_ends_with_one_stop(said: str, shown: str) -> None:
    assert Language("en", ZoneInfo("Europe/Belgrade")).say("Due by %(date)s.", date=said) == shown
