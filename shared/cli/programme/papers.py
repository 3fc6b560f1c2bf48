"""What do the papers of the demo's meetings look like? A page of PDF each, of its text; samples all."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from shared.cli.programme.rows import Programme, sha256, text
from shared.cli.programme.sheet import Sheet, drawn

FILE = "papers.json"
PAGE = Sheet(width=595, height=842, letters=88, margin=56, top=72)


@dataclass(frozen=True, slots=True)
class Handout:
    """One paper of one item."""

    title: dict[str, str]
    content: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.content)


def of_item(p: Programme, meeting: str, number: int) -> list[Handout]:
    """The papers of an item, in their order: documents of the platform, and what was written for it."""
    listed = p.json(FILE)["papers"].get(f"{meeting}/{number}", ())
    return [_document(p, one) if isinstance(one, str) else _written(one) for one in listed]


def papers(p: Programme) -> Iterator[bytes]:
    """Every paper of the programme."""
    for place in p.json(FILE)["papers"]:
        meeting, _, number = place.rpartition("/")
        yield from (paper.content for paper in of_item(p, meeting, int(number)))


def _document(p: Programme, document: str) -> Handout:
    row = next(r for r in p.table("documents.csv") if r["document"] == document)
    return Handout(text(row), page((p.directory / row["file"]).read_text(encoding="utf-8")))


def _written(data: dict[str, dict[str, str]]) -> Handout:
    parts = [f"{title}\n\n{data['text'][code]}" for code, title in data["title"].items()]
    return Handout(data["title"], page("\n\n\n".join(parts)))


def page(said: str) -> bytes:
    """The same text is always the same bytes, so the item can name them by their hash."""
    lines = [textwrap.wrap(line, PAGE.letters) or [""] for line in said.splitlines()]
    return drawn(PAGE, [part for wrapped in lines for part in wrapped])
