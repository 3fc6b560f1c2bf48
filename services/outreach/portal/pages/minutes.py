"""The minutes of a meeting: to be read, printed, and compared revision by revision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, Literal

from services.outreach.portal import names
from services.outreach.portal.page import Ask, File, NotFound, Page
from services.outreach.portal.printing import pdf
from services.outreach.portal.telling.teller import Teller
from services.outreach.projections.portal import bodies, history, meetings
from services.outreach.projections.portal import minutes as read

Kind = Literal["title", "heading", "list", "paragraph"]
MARKS: tuple[tuple[str, Kind], ...] = (("# ", "title"), ("## ", "heading"), ("- ", "list"))
"""What a line begins with says what it is; the rest are paragraphs."""


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Headings, lists and paragraphs of a text of minutes."""
    kinds = [(_kind(line), line) for line in text.splitlines()]
    parts: list[Block] = []
    for kind, group in groupby(kinds, key=lambda row: row[0]):
        lines = tuple(_bare(kind, line) for _, line in group)
        if kind == "list":
            parts.append(Block(kind, lines))
        elif kind is not None:
            parts += [Block(kind, (line,)) for line in lines]
    return parts


def _kind(line: str) -> Kind | None:
    if not line.strip():
        return None
    return next((kind for mark, kind in MARKS if line.startswith(mark)), "paragraph")


def _bare(kind: Kind | None, line: str) -> str:
    mark = next((mark for mark, marked in MARKS if marked == kind), "")
    return line[len(mark) :].strip()


async def _found(ask: Ask) -> Any:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    return found


async def minutes(ask: Ask) -> Page:
    found = await _found(ask)
    language, text = ask.language.pick(found["texts"])
    meeting = await meetings.one(ask.db, ask.id)
    body = await bodies.one(ask.db, meeting["body"]) if meeting else None
    entries = await history.about(ask.db, f"meeting:{ask.id}")
    called = await names.of_entries(ask.db, entries)
    return Page(
        "minutes.html",
        {
            "id": ask.id,
            "minutes": found,
            "meeting": meeting,
            "body": body,
            "blocks": blocks(text),
            "written_in": language,
            "history": Teller(ask.language, called, f"body:{meeting['body']}" if meeting else "").tell(
                [entry for entry in entries if entry["entity"] == "minutes"]
            ),
        },
    )


async def minutes_pdf(ask: Ask) -> File:
    found = await _found(ask)
    language, text = ask.language.pick(found["texts"])
    say = ask.language.say
    shown = {
        "language": language,
        "blocks": [{"kind": block.kind, "lines": [*block.lines]} for block in blocks(text)],
        "foot": str(say("Adopted minutes, revision %(number)s", number=found["number"])),
        "signatures": [str(say("For the chair")), str(say("For the secretariat"))],
        "address": f"{ask.base}/{ask.language.code}/meetings/{ask.id}/minutes",
    }
    content = await pdf("minutes", shown)
    return File(content, "application/pdf", f"{ask.id}-{ask.language.code}.pdf")


# ── what was changed ────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison."""

    change: Literal["same", "gone", "new"]
    text: str


def compared(old: str, new: str) -> Iterator[Line]:
    """Line by line, what went before what came."""
    before, after = old.splitlines(), new.splitlines()
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield from (Line("same", line) for line in before[a:b])
        else:
            yield from (Line("gone", line) for line in before[a:b])
            yield from (Line("new", line) for line in after[c:d])


async def changes(ask: Ask) -> Page:
    """Two revisions beside each other; without a wish, the last two."""
    found = await _found(ask)
    last = {"number": found["number"], "texts": found["texts"], "corrected": found["corrected"]}
    revisions = {one["number"]: one for one in [*found["before"], last]}
    if len(revisions) < 2:
        raise NotFound
    numbers = sorted(revisions)
    old = _chosen(ask.query.get("from", ""), numbers, numbers[-2])
    new = _chosen(ask.query.get("to", ""), numbers, numbers[-1])
    code = ask.language.pick(revisions[new]["texts"])[0]
    texts = [revisions[number]["texts"].get(code, "") for number in (old, new)]
    return Page(
        "minutes_changes.html",
        {
            "id": ask.id,
            "numbers": numbers,
            "old": old,
            "new": new,
            "lines": [line for line in compared(*texts) if line.text.strip()],
            "written_in": code,
            "corrected": [one for n, one in sorted(revisions.items()) if old < n <= new and one["corrected"]],
        },
    )


def _chosen(asked: str, numbers: list[int], otherwise: int) -> int:
    return int(asked) if asked.isdecimal() and len(asked) < 6 and int(asked) in numbers else otherwise
