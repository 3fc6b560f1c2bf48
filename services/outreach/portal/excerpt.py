"""Why was it found? The place in its texts where the sought words stand, with the words marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from services.outreach.projections.portal.searching import Texts, plain

LONGEST, BEFORE = 150, 45
"""Letters of an excerpt, without its dots, and how many of them at most stand before the first word."""
LOOKED_AT = 100
"""Places among which the one with most of the words is chosen."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Excerpt:
    text: Markup
    language: str
    """Empty: it is in none, such as a place or a reference."""


def excerpt(texts: Texts, shown: str, words: str, reader: str) -> Excerpt | None:
    """From the text with most of the words, rather in the reader's language; None: the title says it."""
    wanted = {folded for word in words.split() if (folded := plain(word))}
    best, most = None, 0
    for language, text in sorted(_each(texts), key=lambda one: one[0] not in ("", reader)):
        there = sum(word in plain(text) for word in wanted)
        if there > most or (there == most and text == shown):
            best, most = (language, text), there
    if best is None or not most or best[1] == shown:
        return None
    language, text = best
    line = " ".join(word for word in text.split() if word.strip("#"))  # minutes mark their headings so
    return Excerpt(_cut(line, wanted), language)


def _each(texts: Texts) -> Iterator[tuple[str, str]]:
    for text in texts:
        if isinstance(text, Mapping):
            yield from text.items()
        elif text:
            yield "", text


def spans(text: str, wanted: set[str]) -> list[Span]:
    """Where these folded words stand in a text with its accents, from the first to the last."""
    letters = [(folded, place) for place, letter in enumerate(text) for folded in plain(letter)]
    folded = "".join(letter for letter, _ in letters)
    found: list[Span] = []
    for word in wanted:
        at = folded.find(word)
        while at >= 0:
            found.append((letters[at][1], letters[at + len(word) - 1][1] + 1))
            at = folded.find(word, at + len(word))
    return _joined(sorted(found))


def _joined(found: list[Span]) -> list[Span]:
    apart: list[Span] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _cut(text: str, wanted: set[str]) -> Markup:
    there = spans(text, wanted)
    windows = [_window(text, first) for first, _ in there[:LOOKED_AT]] or [_window(text, 0)]
    start, end = max(windows, key=lambda window: _weight(text[slice(*window)], wanted))
    pieces, at = [Markup("… " if start else "")], start
    for first, last in there:
        if start <= first < end:
            pieces += [escape(text[at:first]), Markup("<mark>{}</mark>").format(text[first : min(last, end)])]
            at = min(last, end)
    if end == len(text):
        return Markup().join([*pieces, escape(text[at:])])
    return Markup().join([*pieces, escape(text[at:end].rstrip(" .,;:-")), "…"])


def _weight(text: str, wanted: set[str]) -> int:
    """How many letters of the words stand in it, each word once: long ones tell more than short ones."""
    folded = plain(text)
    return sum(len(word) for word in wanted if word in folded)


def _window(text: str, first: int) -> Span:
    """Around the first word, between whole words where there are spaces."""
    start = max(0, min(first - BEFORE, len(text) - LONGEST))
    if start and (space := text.find(" ", start, first)) >= 0:
        start = space + 1
    end = min(len(text), start + LONGEST)
    if end < len(text) and (space := text.rfind(" ", first + 1, end)) >= 0 and space - start > LONGEST // 2:
        end = space
    return start, end
