"""Publications, newsletter, logframe and donor reports: which commands stand behind these files?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from shared.cli.programme.rows import Persona, Programme, Row, give
from shared.kernel.entity import Grant

ANYBODY = Persona("public", Grant("public"))


def rules(p: Programme) -> Iterator[Row]:
    data = p.json("visibility.json")
    on = data.pop("set_on")
    yield give(p.staff["council"], "SetVisibilityRules", on, data["agreement"], **data)


def publications(p: Programme) -> Iterator[Row]:
    """Written by one, read and published by another."""
    agreement = p.json("visibility.json")["agreement"]
    for r in p.json("publications.json"):
        yield from _published(p, r, agreement)


def _published(p: Programme, r: dict[str, Any], agreement: str) -> Iterator[Row]:
    id, writer, reader = r["publication"], p.staff["hubs"], p.staff["council"]
    drafted = {name: r[name] for name in ("publication", "kind", "title", "about")}
    drafted |= {"text": r.get("first_text", r["text"]), "agreement": agreement}
    yield replace(give(writer, "DraftPublication", r["drafted_on"], id), body=drafted)
    yield give(writer, "SubmitForReview", r["drafted_on"], id, publication=id)
    yield give(reader, "Publish", r["published_on"], id, publication=id)
    if "corrected_on" in r:
        body = {name: r[name] for name in ("publication", "title", "text", "what")}
        yield give(reader, "CorrectPublication", r["corrected_on"], id, **body)
    if "retracted_on" in r:
        yield give(reader, "RetractPublication", r["retracted_on"], id, publication=id, reason=r["reason"])


def newsletter(p: Programme) -> Iterator[Row]:
    data = p.json("newsletter.json")
    defined = {name: data[name] for name in ("title", "topics", "languages", "confirm_within_days")}
    yield give(p.staff["hubs"], "DefineNewsletter", data["defined_on"], "newsletter", **defined)
    for r in data["readers"]:
        yield from _subscribed(r)
    for r in data["issues"]:
        about = {"issue": r["issue"]}
        body = {**about, "topic": r["topic"], "language": r["language"]}
        editor = p.staff["hubs"]
        # it rests on what a policy made of the publications
        yield replace(give(editor, "CompileIssue", r["on"], r["issue"], **body), patient=True)
        yield give(editor, "FreezeRecipients", r["on"], r["issue"], **about)
        yield give(editor, "SendIssue", r["on"], r["issue"], **about)


def _subscribed(r: dict[str, Any]) -> Iterator[Row]:
    """A reader of the demo; the address is invented, the id as short as a page would make it."""
    id = f"demoreader{r['n']:02}"
    code = hashlib.sha256(id.encode()).hexdigest()[:40]
    yield give(
        ANYBODY,
        "Subscribe",
        r["subscribed_on"],
        id,
        subscription=id,
        email=f"reader{r['n']:02}@example.org",
        code=code,
        topics=r["topics"],
        language=r["language"],
    )
    if r["confirmed"]:
        yield give(ANYBODY, "ConfirmSubscription", r["subscribed_on"], id, subscription=id, code=code)


def logframe(p: Programme) -> Iterator[Row]:
    data = p.json("logframe.json")
    on = data.pop("defined_on")
    yield give(p.staff["council"], "DefineLogframe", on, data["logframe"], **data)


def reports(p: Programme) -> Iterator[Row]:
    """Written, frozen, handed in; between the last two the platform counts the figures."""
    for r in p.json("donor-reports.json"):
        id, writer = r["report"], p.staff["register"]
        names = ("report", "logframe", "title", "period_from", "period_to", "languages", "due_on")
        yield give(writer, "OpenReport", r["opened_on"], id, **{name: r[name] for name in names})
        for section in r["sections"]:
            key = f"{id}/{section['section']}"
            yield give(writer, "WriteSection", r["written_on"], key, about=id, report=id, **section)
        yield give(writer, "FreezeReport", r["frozen_on"], id, report=id)
        handed = {"report": id, "submitted_to": r["submitted_to"]}
        yield replace(give(p.staff["board"], "SubmitReport", r["submitted_on"], id, **handed), patient=True)
