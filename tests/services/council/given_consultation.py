"""What do the sentences about calls, dialogues and acts begin with?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.council.domain.act import RecordAct
from services.council.domain.calling import (
    AnswerInput,
    CloseCall,
    CloseWithReport,
    ConsolidateInputs,
    ExtendCall,
    FlagUnanswered,
    OpenCall,
    SubmitInput,
    TransmitInputs,
    WithdrawInput,
)
from services.council.domain.dialogue import (
    CloseDialogue,
    OpenDialogue,
    RecognisePrinciple,
    RecordDialogueStep,
    RequestFacilitation,
)
from services.council.domain.dialogue_target import SetDialogueTarget
from services.council.domain.link import RecordLink
from services.council.domain.reception import ReceivePosition
from shared.contracts import council, membership
from shared.contracts.council import InputGroup, InputOutcome, Station

TODAY, YESTERDAY = date(2015, 4, 21), date(2015, 4, 20)
NOW = datetime(2015, 4, 21, 12, tzinfo=UTC)
DEADLINE = datetime(2015, 5, 20, 14, tzinfo=UTC)
AFTER = datetime(2015, 5, 21, 8, tzinfo=UTC)
ANSWER_BY = datetime(2015, 6, 20, 14, tzinfo=UTC)
MUCH_LATER = datetime(2015, 6, 21, 8, tzinfo=UTC)

CALL_ID, POSITION, OWN_CALL = "draft-regulation", "own-proposal", "position-own-proposal"
ORG, OTHER = "5900001-1", "5900002-2"
FIRST, SECOND = "5900001-1-1", "5900002-2-1"
TITLE = {"en": "Draft regulation", "sq": "Projektrregullore"}
SAID = {"en": "Publish every answer."}
WHY = {"en": "The draft says so already."}
DECISION = Station(kind="decision", id="council-2015-04-21", number=1)

# ── commands ────────────────────────────────────────────────────────────────────────────────────
OPEN = OpenCall(call=CALL_ID, title=TITLE, document="regulation", institution="opm", deadline=DEADLINE)
EXTEND = ExtendCall(call=CALL_ID, deadline=AFTER, reason="Holidays")
SUBMIT = SubmitInput(call=CALL_ID, organisation=ORG, part="Article 7", text=SAID)
WITHDRAW = WithdrawInput(call=CALL_ID, organisation=ORG, input=FIRST)
RECEIVE = ReceivePosition(position=POSITION, title=TITLE, text=SAID, transmitted_on=TODAY)
CLOSE = CloseCall(call=CALL_ID)
CONSOLIDATE = ConsolidateInputs(call=CALL_ID, groups=(InputGroup(title=TITLE, inputs=(FIRST,)),))
TRANSMIT = TransmitInputs(call=CALL_ID, answer_by=ANSWER_BY)
ANSWER = AnswerInput(call=CALL_ID, input=FIRST, outcome="partly", reason=WHY)
FLAG = FlagUnanswered(call=CALL_ID)
REPORT = CloseWithReport(call=CALL_ID, summary={"en": "One point is in the draft now."})

REQUEST = RequestFacilitation(
    dialogue="peje-budget", organisation=ORG, level="municipal", municipality="peje", topic=TITLE
)
OPEN_DIALOGUE = OpenDialogue(
    dialogue="peje-budget",
    level="municipal",
    municipality="peje",
    principle={"en": "Participation"},
    topic=TITLE,
)
STEP = RecordDialogueStep(dialogue="peje-budget", text={"en": "A first meeting"}, taken_on=TODAY)
RECOGNISE = RecognisePrinciple(
    dialogue="peje-budget", instrument="agreement", title=TITLE, evidence="Minutes", recognised_on=TODAY
)
CLOSE_DIALOGUE = CloseDialogue(dialogue="peje-budget", outcome={"en": "Hearings are held every year."})
SET_TARGET = SetDialogueTarget(year=2015, principles=3)
RECORD_ACT = RecordAct(
    act="regulation-05-2016",
    title=TITLE,
    kind="regulation",
    reference="05/2016",
    institution="opm",
    adopted_on=YESTERDAY,
    follows=(Station(kind="position", id=POSITION),),
)
LINK_STEPS = RecordLink(what=DECISION, follows=Station(kind="position", id=POSITION), note="Agenda, item 2")

EXAMPLES = (
    OPEN,
    EXTEND,
    SUBMIT,
    WITHDRAW,
    RECEIVE,
    CLOSE,
    CONSOLIDATE,
    TRANSMIT,
    ANSWER,
    FLAG,
    REPORT,
    REQUEST,
    OPEN_DIALOGUE,
    STEP,
    RECOGNISE,
    CLOSE_DIALOGUE,
    SET_TARGET,
    RECORD_ACT,
    LINK_STEPS,
)
MAY: dict[str, set[str]] = {
    "OpenCall": {"secretariat"},
    "ExtendCall": {"secretariat"},
    "SubmitInput": {"cso"},
    "WithdrawInput": {"cso"},
    "ReceivePosition": {"secretariat"},
    "CloseCall": set(),
    "ConsolidateInputs": {"secretariat"},
    "TransmitInputs": {"secretariat"},
    "AnswerInput": set(),
    "FlagUnanswered": set(),
    "CloseWithReport": {"secretariat"},
    "RequestFacilitation": {"cso"},
    "OpenDialogue": {"secretariat"},
    "RecordDialogueStep": {"secretariat"},
    "RecognisePrinciple": {"secretariat"},
    "CloseDialogue": {"secretariat"},
    "SetDialogueTarget": {"secretariat"},
    "RecordAct": {"secretariat"},
    "RecordLink": {"secretariat"},
}
"""Nobody answers a call that is not there: the institution is the call's own (test_call.py)."""

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
opened = council.CallOpened(
    title=TITLE, document="regulation", institution="opm", deadline=DEADLINE, opened_on=TODAY
)
tabled = council.CallOpenedByPosition(position=POSITION, title=TITLE, opened_on=TODAY)
closed = council.CallClosed(inputs=1, closed_at=DEADLINE, closed_on=DEADLINE.date())
consolidated = council.InputsConsolidated(groups=CONSOLIDATE.groups, consolidated_on=AFTER.date())
transmitted = council.InputsTransmitted(
    institution="opm", inputs=1, answer_by=ANSWER_BY, transmitted_on=AFTER.date()
)
reported = council.CallReported(matrix=(), reported_on=MUCH_LATER.date())
position_transmitted = membership.PositionTransmitted(title=TITLE, text=SAID, transmitted_on=TODAY)
territory = membership.TerritoryDefined(
    regions=(membership.Region(id="peje", name={"en": "Peja"}),),
    municipalities=(membership.Municipality(id="peje", name={"en": "Peja"}, region="peje"),),
)
dialogue_opened = council.DialogueOpened(
    level="municipal",
    municipality="peje",
    principle={"en": "Participation"},
    topic=TITLE,
    opened_on=YESTERDAY,
)


def received(input: str = FIRST, organisation: str | None = ORG, **more: Any) -> council.InputReceived:
    fields = {"part": "Article 7", "text": SAID, "received_on": TODAY, **more}
    return council.InputReceived(input=input, organisation=organisation, **fields)


def answered(input: str = FIRST, outcome: InputOutcome = "partly", **more: Any) -> council.InputAnswered:
    fields = {"reason": WHY, "answered_on": AFTER.date(), **more}
    return council.InputAnswered(input=input, outcome=outcome, **fields)
