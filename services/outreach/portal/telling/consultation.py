"""How is a fact of a call for input, of a dialogue elsewhere, or of an act told?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from services.outreach.portal.marking import N_

if TYPE_CHECKING:
    from services.outreach.portal.telling.teller import Teller

SENTENCES = {
    "council.CallOpened": N_("%(institution)s asked for input to %(call)s until %(deadline)s."),
    "council.CallOpenedByPosition": N_("the position %(call)s came to the Council."),
    "council.CallExtended": N_(
        "the time for input to %(call)s was extended to %(deadline)s. Reason: %(reason)s"
    ),
    "council.InputReceived.organisation": N_("%(organisation)s sent an input to %(call)s."),
    "council.InputReceived.part": N_("%(organisation)s sent an input to %(call)s, on %(part)s."),
    "council.InputReceived.position": N_("the platform's position was received as an input to %(call)s."),
    "council.InputWithdrawn": N_("%(organisation)s took back its input %(input)s to %(call)s."),
    "council.CallClosed": N_("the time for input to %(call)s ended; inputs received: %(inputs)s."),
    "council.InputsConsolidated": N_("the inputs to %(call)s were put in order."),
    "council.InputsTransmitted": N_(
        "the inputs to %(call)s went to %(institution)s, which answers until %(answer_by)s; "
        "inputs: %(inputs)s."
    ),
    "council.InputAnswered.accepted": N_("the input %(input)s to %(call)s was accepted."),
    "council.InputAnswered.partly": N_("the input %(input)s to %(call)s was partly accepted."),
    "council.InputAnswered.refused": N_("the input %(input)s to %(call)s was refused."),
    "council.InputsUnanswered": N_(
        "the time for answers on %(call)s ended; inputs without an answer: %(inputs)s."
    ),
    "council.CallReported": N_(
        "the response matrix of %(call)s was completed: %(accepted)s accepted, %(partly)s partly, "
        "%(refused)s refused, %(unanswered)s without an answer."
    ),
    "council.DialogueOpened": N_("the dialogue %(dialogue)s was opened."),
    "council.DialogueOpened.asked": N_(
        "the dialogue %(dialogue)s was opened, asked for by %(organisation)s."
    ),
    "council.DialogueStepRecorded": N_("a step in the dialogue %(dialogue)s: %(text)s"),
    "council.PrincipleRecognised": N_("the principle %(principle)s was recognised, in %(title)s."),
    "council.DialogueClosed": N_("the dialogue %(dialogue)s was closed: %(text)s"),
    "council.ActRecorded": N_("%(institution)s adopted %(act)s (%(reference)s)."),
}


def call(teller: Teller, entry: Any) -> dict[str, Any]:
    said, language = entry["facts"], teller.language
    facts: dict[str, Any] = {
        "call": teller.titled("consultations", "call", entry["id"]),
        "input": _input(teller, entry["id"], said.get("input", "")),
        "part": said.get("part"),
        "reason": said.get("reason"),
        "institution": language.name(teller.names.institution(said.get("institution") or "")),
    }
    facts |= {key: language.moment(said[key]) for key in ("deadline", "answer_by") if key in said}
    if said.get("organisation"):
        facts["organisation"] = teller.organisation(said["organisation"])
    if "inputs" in said:
        inputs = said["inputs"]
        facts["inputs"] = language.number(inputs if isinstance(inputs, int) else len(inputs))
    if "matrix" in said:
        outcomes = Counter(row["outcome"] for row in said["matrix"])
        kinds = ("accepted", "partly", "refused", "unanswered")
        facts |= {kind: language.number(outcomes[kind]) for kind in kinds}
    return facts


def _input(teller: Teller, call: str, input: str) -> Markup:
    """Its place in the response matrix."""
    return teller.anchor("consultations", f"{call}#input-{input}", input)


def dialogue(teller: Teller, entry: Any) -> dict[str, Any]:
    said, language = entry["facts"], teller.language
    facts = {
        "dialogue": teller.titled("dialogues", "dialogue", entry["id"]),
        "text": language.text(said.get("text") or said.get("outcome")),
        "principle": language.text(said.get("principle")),
        "title": language.text(said.get("title")),
    }
    if said.get("organisation"):
        facts["organisation"] = teller.organisation(said["organisation"])
    return facts


def act(teller: Teller, entry: Any) -> dict[str, Any]:
    said, title = entry["facts"], teller.names.title("act", entry["id"])
    return {
        "act": teller.link("timeline", f"act-{entry['id']}", title),
        "institution": teller.language.name(teller.names.institution(said["institution"])),
        "reference": said["reference"],
    }


FACTS = {"call": call, "dialogue": dialogue, "act": act}


def _author(entry: Any, facts: dict[str, Any]) -> str:
    if "organisation" not in facts:
        return "position"
    return "part" if facts["part"] else "organisation"


VARIANTS = {
    "council.InputReceived": _author,
    "council.InputAnswered": lambda entry, facts: entry["facts"]["outcome"],
    "council.DialogueOpened": lambda entry, facts: "asked" if "organisation" in facts else "",
}
