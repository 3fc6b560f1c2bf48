"""The response matrix of a call: every input once, with its answer; as a page, as CSV, as PDF."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from typing import Any

from services.outreach.portal.labels import label
from services.outreach.portal.language import KNOWN
from services.outreach.portal.marking import N_
from services.outreach.portal.names import Names, of_holders
from services.outreach.portal.page import Ask, File, NotFound
from services.outreach.portal.printing import pdf
from services.outreach.projections.portal import consultations as read
from services.outreach.projections.portal.meetings import utc

OUTCOMES = ("accepted", "partly", "refused", "unanswered")
WITHDRAWN = "withdrawn"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would reckon with, were it the first letter of a cell."""
TEXTS = tuple(f"text_{code}" for code in KNOWN)
REASONS = tuple(f"reason_{code}" for code in KNOWN)
COLUMNS = (
    "group", "input", "author", "register_number", "position", "part", "received_on",
    *TEXTS, "outcome", "answered_on", "late", *REASONS,
)  # fmt: skip


def grouped(call: Any) -> list[tuple[Any, list[Any]]]:
    """The inputs under their headings; what came under none stands last, so every input stands here once."""
    inputs = {one["input"]: one for one in call["inputs"]}
    groups: list[tuple[Any, list[Any]]] = []
    for group in call["groups"]:
        groups.append((group["title"], [inputs.pop(id) for id in group["inputs"] if id in inputs]))
    return [*groups, (None, [*inputs.values()])] if inputs else groups


def outcome(one: Any) -> str:
    """What became of one input."""
    return WITHDRAWN if one["withdrawn_on"] else one["outcome"] or "unanswered"


def outcomes(call: Any) -> dict[str, int]:
    """How many of each; of those that were withdrawn only if there are any."""
    counted = Counter(outcome(one) for one in call["inputs"])
    kinds = (*OUTCOMES, WITHDRAWN) if counted[WITHDRAWN] else OUTCOMES
    return {kind: counted[kind] for kind in kinds}


def silent(call: Any, now: Any) -> bool:
    """The time for answers is over, as the clock or the timer says, and there are inputs without one."""
    over = bool(call["answer_by"]) and call["answer_by"] < utc(now)
    return any(outcome(one) == "unanswered" and (over or one["late"]) for one in call["inputs"])


async def called(ask: Ask, calls: Iterable[Any]) -> Names:
    calls = list(calls)
    asked = [{"kind": "institution", "id": call["institution"]} for call in calls if call["institution"]]
    authors = [one["organisation"] for call in calls for one in call["inputs"] if one["organisation"]]
    return await of_holders(ask.db, asked, more=authors)


async def table(ask: Ask) -> File:
    call = await _call(ask)
    known = await called(ask, [call])
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for title, inputs in grouped(call):
        for one in inputs:
            writer.writerow({key: _cell(value) for key, value in _row(ask, title, one, known).items()})
    # the mark at the beginning tells a spreadsheet that this is UTF-8
    return File(("\ufeff" + out.getvalue()).encode(), "text/csv", f"{call['_id']}.csv", inline=False)


def _row(ask: Ask, title: Any, one: Any, known: Names) -> dict[str, Any]:
    plain = ask.language.plain
    return {
        "group": plain(title) if title else "",
        "input": one["input"],
        "author": plain(known.organisation(one["organisation"])) if one["organisation"] else "",
        "register_number": one["organisation"] or "",
        "position": one["position"] or "",
        "part": one["part"],
        "received_on": one["received_on"],
        "outcome": outcome(one),
        "answered_on": one["answered_on"] or "",
        "late": "yes" if one["late"] else "no",
        **{f"text_{code}": one["text"].get(code, "") for code in KNOWN},
        **{f"reason_{code}": (one["reason"] or {}).get(code, "") for code in KNOWN},
    }


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA) else value


TITLE = N_("Response matrix")
HEADS = (N_("Author"), N_("Part"), N_("What was said"), N_("Answer"), N_("Reason"))
POSITION = N_("Position of the platform")


async def paper(ask: Ask) -> File:
    call = await _call(ask)
    content = await pdf("matrix", _sheet(ask, call, await called(ask, [call])))
    return File(content, "application/pdf", f"{call['_id']}-{ask.language.code}.pdf")


def _sheet(ask: Ask, call: Any, known: Names) -> dict[str, Any]:
    language, say = ask.language, ask.language.say
    asked = known.institution(call["institution"]) if call["institution"] else None
    return {
        "language": language.code,
        "title": language.plain(call["title"]),
        "address": f"{ask.base}/{language.code}/consultations/{call['_id']}",
        "asked": language.plain(asked) if asked else "",
        "summary": language.plain(call["summary"]) if call["summary"] else "",
        "words": {
            "kind": str(say(TITLE)),
            "stand": str(say("As of %(date)s", date=language.day(utc(ask.now)))),
            "columns": [str(say(head)) for head in HEADS],
            "empty": str(say("No input was received.")),
        },
        "counts": [
            (str(label(language, "answer", kind)), language.number(n)) for kind, n in outcomes(call).items()
        ],
        "groups": [
            (
                language.plain(title) if title else str(say("In no group")),
                [_printed(ask, one, known) for one in inputs],
            )
            for title, inputs in grouped(call)
        ],
    }


def _printed(ask: Ask, one: Any, known: Names) -> list[str]:
    language = ask.language
    author = language.plain(known.organisation(one["organisation"])) if one["organisation"] else None
    return [
        author or str(language.say(POSITION)),
        one["part"],
        language.plain(one["text"]),
        str(label(language, "answer", outcome(one))),
        language.plain(one["reason"]) if one["reason"] else "",
    ]


async def _call(ask: Ask) -> Any:
    found = await read.one(ask.db, ask.id)
    if found is None:
        raise NotFound
    return found
