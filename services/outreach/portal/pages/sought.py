"""Which kinds of record are sought: in which of their texts, where is each, what is said of it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from services.outreach.portal.marking import N_
from services.outreach.portal.pages.dialogues import state_of
from services.outreach.projections.portal import (
    bodies,
    commitments,
    consultations,
    decisions,
    dialogues,
    documents,
    elections,
    hubs,
    institutions,
    internships,
    logframes,
    meetings,
    minutes,
    organisations,
    positions,
    publications,
    reports,
    strategies,
    timeline,
    trainings,
)
from services.outreach.projections.portal.searching import Texts

Fact = tuple[str, str | Callable[[Any, str], Any]]
"""What it is (a kind of label or of name), and its field, or how it follows from the document and the day."""


@dataclass(frozen=True, slots=True)
class Sought:
    """One kind of record: its read model and heading, the fields with its name and its day, its address."""

    model: str
    heading: str
    texts: Callable[[Any], Texts]
    """In which words are sought."""
    title: str
    day: str = ""
    address: str = ""
    """Below the language, with fields of the document in braces; if it is empty, `{model}/{_id}`."""
    facts: tuple[Fact, ...] = ()
    """What is said of it where its title says why it was found."""
    town: str = ""
    """The field with a municipality, by whose name it is found, too."""
    parts: Callable[[Any], Iterable[Any]] | None = None
    """What of each document is a find by itself; None: the document."""
    of: str = ""
    """What its parts are called; empty: they are documents."""

    @property
    def key(self) -> str:
        return self.of or self.model

    @property
    def at(self) -> str:
        return self.address or f"{self.model}/{{_id}}"

    @property
    def page(self) -> bool:
        """Each of its documents has a page of its own."""
        return not {*self.at} & {"#", "?"}


def papers(meeting: Any) -> Iterable[Any]:
    """Those that everybody may read, each once."""
    found = {paper["sha256"]: (item, paper) for item, paper in reversed([*meetings.papers(meeting)])}
    for item, paper in reversed(found.values()):
        known = {key: meeting[key] for key in ("body", "starts_at")}
        yield {**known, **paper, "meeting": meeting["_id"], "number": item["number"], "item": item["title"]}


def _paper(paper: Any) -> Texts:
    return (paper["title"],)


SOUGHT: tuple[Sought, ...] = (
    Sought("bodies", N_("Bodies"), bodies.texts, "name", facts=(("body", "kind"),)),
    Sought("elections", N_("Elections"), elections.texts, "title", "called_on", facts=(("of_body", "body"),)),
    Sought(
        "meetings",
        N_("Meetings"),
        meetings.texts,
        "title",
        "starts_at",
        facts=(("of_body", "body"), ("meeting", "state")),
    ),
    Sought(
        "decisions",
        N_("Decisions"),
        decisions.texts,
        "text",
        "taken_on",
        "meetings/{meeting}#decision-{decision}",
        facts=(("of_body", "body"),),
    ),
    Sought(
        "meetings",
        N_("Papers of meetings"),
        _paper,
        "title",
        "starts_at",
        "meetings/{meeting}#item-{number}",
        facts=(("of_body", "body"), ("text", "item")),
        parts=papers,
        of="papers",
    ),
    Sought("minutes", N_("Minutes"), minutes.texts, "", "published_on", "meetings/{_id}/minutes"),
    Sought(
        "commitments",
        N_("Commitments"),
        commitments.texts,
        "text",
        "due",
        facts=(("institution", "institution"), ("standing", commitments.standing)),
    ),
    Sought("strategies", N_("Strategies"), strategies.texts, "title", "starts_on"),
    Sought(
        "consultations",
        N_("Consultations"),
        consultations.texts,
        "title",
        "opened_on",
        facts=(("institution", "institution"), ("call", "state")),
    ),
    Sought(
        "timeline",
        N_("Acts"),
        timeline.texts,
        "act.title",
        "act.adopted_on",
        facts=(("document", "act.kind"), ("institution", "act.institution")),
    ),
    Sought(
        "dialogues",
        N_("Dialogues"),
        dialogues.texts,
        "topic",
        "opened_on",
        facts=(
            ("town", "municipality"),
            ("institution", "institution"),
            ("dialogue", lambda one, _: state_of(one)),
        ),
        town="municipality",
    ),
    Sought(
        "institutions", N_("Institutions"), institutions.texts, "name", "", "commitments?institution={_id}"
    ),
    Sought(
        "organisations",
        N_("Organisations"),
        organisations.texts,
        "name",
        facts=(("legal_form", "legal_form"), ("town", "municipality")),
    ),
    Sought(
        "hubs", N_("Information centres"), hubs.texts, "seat", "opened_on", facts=(("", "host"),), town="seat"
    ),
    Sought(
        "documents",
        N_("Binding documents"),
        documents.texts,
        "title",
        "effective_on",
        "documents#{_id}",
        facts=(("version", "version"),),
        parts=documents.current,
    ),
    Sought(
        "positions",
        N_("Positions"),
        positions.texts,
        "title",
        "moved_on",
        facts=(("organisation", "organisation"), ("position", "state")),
    ),
    Sought(
        "trainings",
        N_("Trainings"),
        trainings.texts,
        "title",
        "starts_on",
        facts=(("", "place"), ("training", "state")),
    ),
    Sought(
        "internships",
        N_("Internships"),
        internships.texts,
        "title",
        "starts_on",
        facts=(("organisation", "host"), ("internship", "state")),
    ),
    Sought(
        "publications",
        N_("News"),
        publications.texts,
        "title",
        "published_on",
        "news/{_id}",
        facts=(("publication", "kind"),),
    ),
    Sought("reports", N_("Reports to the donor"), reports.texts, "title", "submitted_on"),
    Sought("logframes", N_("Logframes"), logframes.texts, "title", "starts_on", "reports/logframes/{_id}"),
)
"""In the order of the page. Each model is `searchable`, and each of its documents has an address."""


def field(document: Any, path: str) -> Any:
    """ "act.title": a field of a field; None, where there is none."""
    for name in path.split("."):
        document = document.get(name) if document else None
    return document
