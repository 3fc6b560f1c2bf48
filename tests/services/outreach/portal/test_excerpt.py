"""Does an excerpt show the place where the words stand, short, escaped, whatever the accents?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from services.outreach.portal.excerpt import BEFORE, LONGEST, excerpt, spans
from services.outreach.projections.portal.searching import plain

LETTERS = st.text("aàeëéEcçđĐßŠšﬁ İ.<&\u0301", max_size=60)


def said(text: str, words: str, shown: str = "") -> str:
    found = excerpt([{"en": text}], shown, words, "en")
    assert found
    return str(found.text)


def test_words_are_marked_with_their_accents_and_all_else_is_escaped() -> None:
    assert said("<b>Pejë & Đakovica", "peje dakov") == (
        "&lt;b&gt;<mark>Pejë</mark> &amp; <mark>Đakov</mark>ica"
    )
    assert said("Pejë", "peje <script>") == "<mark>Pejë</mark>"


def test_a_long_text_is_cut_between_words_around_the_first_that_was_sought() -> None:
    text = "before " * 60 + "the Bees  and\nthe rest " + "after " * 60
    found = said(text, "bees rest")
    assert "<mark>Bees</mark> and the <mark>rest</mark>" in found
    assert found.startswith("… before")
    assert found.endswith("after…")
    assert len(Markup(found).striptags()) <= LONGEST + 3 <= 160


def test_it_is_cut_where_most_of_the_words_stand_together() -> None:
    text = "a list of bees " + "before " * 60 + "the Code of Ethics " + "after " * 60
    assert "<mark>Code</mark> <mark>of</mark> <mark>Ethics</mark>" in said(text, "code of ethics")


def test_the_readers_language_comes_first_but_more_of_the_words_come_before_it() -> None:
    texts = [{"sq": "Plani i punës", "en": "Plan of work"}, "Plan 2015"]
    assert (found := excerpt(texts, "", "plan", "en"))
    assert found.language == "en"
    assert (found := excerpt(texts, "", "plan i", "en"))
    assert found.language == "sq"
    assert (found := excerpt(texts, "", "plan 2015", "sq"))
    assert found.language == ""


def test_what_the_title_says_needs_no_excerpt() -> None:
    texts = [{"en": "Plan of work"}, {"en": "The plan was made"}]
    assert excerpt(texts, "Plan of work", "plan", "en") is None
    assert excerpt(texts, "Plan of work", "plan made", "en") is not None
    assert excerpt(texts, "Plan of work", "bees", "en") is None


@given(LETTERS, LETTERS, LETTERS)
def test_where_a_search_finds_a_word_there_it_stands(before: str, word: str, after: str) -> None:
    folded, text = plain(word).strip(), before + word + after
    places = spans(text, {folded} if folded else set())
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert bool(places) == bool(folded and folded in plain(text))
    assert all(folded in plain(text[start:end]) for start, end in places)


@given(LETTERS.map(lambda text: text * 9), LETTERS)
def test_no_excerpt_is_longer_than_a_line_or_two(text: str, word: str) -> None:
    if found := excerpt([text], "", word, "en"):
        assert len(found.text.striptags()) <= LONGEST + 3
        assert "<mark>" in found.text
        assert BEFORE < LONGEST
