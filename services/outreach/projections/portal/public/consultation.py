"""Which facts of calls for input, of dialogues elsewhere and of acts may the public read?"""

from __future__ import annotations

from collections.abc import Iterable

from services.outreach.projections.portal.public.row import Public
from shared.contracts import council
from shared.kernel.event import Event


def _author(data: council.InputReceived | council.InputWithdrawn) -> Iterable[str]:
    return (f"organisation:{data.organisation}",) if data.organisation else ()


def _asker(data: council.DialogueOpened) -> Iterable[str]:
    return (f"organisation:{data.organisation}",) if data.organisation else ()


PUBLIC: dict[type[Event], Public] = {
    council.CallOpened: Public("opened_on", ("deadline", "institution"), news=True),
    council.CallOpenedByPosition: Public("opened_on", news=True),
    council.CallExtended: Public("extended_on", ("deadline", "reason"), news=True),
    council.InputReceived: Public("received_on", ("organisation", "part"), _author),
    council.InputWithdrawn: Public("withdrawn_on", ("organisation", "input"), _author),
    council.CallClosed: Public("closed_on", ("inputs",)),
    council.InputsConsolidated: Public("consolidated_on"),
    council.InputsTransmitted: Public("transmitted_on", ("institution", "inputs", "answer_by")),
    council.InputAnswered: Public("answered_on", ("input", "outcome", "late")),
    council.InputsUnanswered: Public("found_on", ("inputs",), news=True),
    council.CallReported: Public("reported_on", ("matrix",), news=True),
    council.DialogueOpened: Public("opened_on", ("organisation",), _asker, news=True),
    council.DialogueStepRecorded: Public("taken_on", ("text",)),
    council.PrincipleRecognised: Public("recognised_on", ("principle", "title"), news=True),
    council.DialogueClosed: Public("closed_on", ("outcome",)),
    council.ActRecorded: Public("adopted_on", ("reference", "institution"), news=True),
}
