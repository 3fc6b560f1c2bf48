"""Who may give which command about calls for input, dialogues elsewhere, and what came of both?"""

from __future__ import annotations

from services.council.domain.act import ACT, RecordAct
from services.council.domain.call import CALL
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
    DIALOGUE,
    CloseDialogue,
    OpenDialogue,
    RecognisePrinciple,
    RecordDialogueStep,
    RequestFacilitation,
)
from services.council.domain.dialogue_target import DIALOGUE_TARGET, SetDialogueTarget
from services.council.domain.link import LINK, RecordLink
from services.council.domain.reception import RECEPTION, ReceivePosition
from shared.contracts.roles import CSO, GOVERNMENT, SECRETARIAT
from shared.kernel.access import door

DOORS = (
    door(OpenCall, CALL, SECRETARIAT),
    door(ExtendCall, CALL, SECRETARIAT),
    door(SubmitInput, CALL, CSO.own("organisation")),
    door(WithdrawInput, CALL, CSO.own("organisation")),
    door(ReceivePosition, RECEPTION, SECRETARIAT),
    door(CloseCall, CALL),
    door(ConsolidateInputs, CALL, SECRETARIAT),
    door(TransmitInputs, CALL, SECRETARIAT),
    door(AnswerInput, CALL, GOVERNMENT.own("institution")),
    door(FlagUnanswered, CALL),
    door(CloseWithReport, CALL, SECRETARIAT),
    door(RequestFacilitation, DIALOGUE, CSO.own("organisation")),
    door(OpenDialogue, DIALOGUE, SECRETARIAT),
    door(RecordDialogueStep, DIALOGUE, SECRETARIAT),
    door(RecognisePrinciple, DIALOGUE, SECRETARIAT),
    door(CloseDialogue, DIALOGUE, SECRETARIAT),
    door(SetDialogueTarget, DIALOGUE_TARGET, SECRETARIAT),
    door(RecordAct, ACT, SECRETARIAT),
    door(RecordLink, LINK, SECRETARIAT),
)
