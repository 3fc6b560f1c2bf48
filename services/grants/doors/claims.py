"""Who may give which command about claims and their windows?"""

from __future__ import annotations

from services.grants.domain.claim import CLAIM
from services.grants.domain.leaving import LEAVING, ReturnOpenClaims
from services.grants.domain.recovery import RecoverClaim
from services.grants.domain.review import (
    ApproveClaim,
    AuthoriseClaim,
    MarkReturnUnanswered,
    RejectClaim,
    ReturnClaim,
)
from services.grants.domain.submission import ResubmitClaim, SubmitClaim, WithdrawClaim
from services.grants.domain.window import WINDOW, CloseClaimWindow, OpenClaimWindow
from shared.contracts.roles import CSO, FINANCE, SECRETARIAT
from shared.kernel.access import door

OWN_CSO = CSO.own("organisation")

DOORS = (
    door(OpenClaimWindow, WINDOW),
    door(CloseClaimWindow, WINDOW),
    door(SubmitClaim, CLAIM, OWN_CSO, SECRETARIAT),
    door(ReturnClaim, CLAIM, SECRETARIAT, FINANCE),
    door(ResubmitClaim, CLAIM, OWN_CSO, SECRETARIAT),
    door(MarkReturnUnanswered, CLAIM),
    door(ApproveClaim, CLAIM, SECRETARIAT),
    door(AuthoriseClaim, CLAIM, FINANCE),
    door(RejectClaim, CLAIM, SECRETARIAT, FINANCE),
    door(WithdrawClaim, CLAIM, OWN_CSO),
    door(RecoverClaim, CLAIM, FINANCE),
    door(ReturnOpenClaims, LEAVING),
)
