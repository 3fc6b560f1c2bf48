"""What do the sentences about minutes and proposals begin with?"""

from __future__ import annotations

from services.council.domain.agenda import ProposeAgendaItem
from services.council.domain.minutes import AdoptMinutes, CorrectMinutes, DraftMinutes, PublishMinutes
from shared.contracts import council
from shared.contracts.council import Holder
from tests.services.council.given import CSO, MEETING_ID, ORG, TODAY

# ── commands ────────────────────────────────────────────────────────────────────────────────────
PROPOSE = ProposeAgendaItem(
    meeting=MEETING_ID,
    title={"en": "Travel of organisations without means"},
    reason={"en": "Some cannot come to Prishtina"},
    proposer=CSO,
)
DRAFT = DraftMinutes(meeting=MEETING_ID)
CORRECT = CorrectMinutes(
    meeting=MEETING_ID, base=1, texts={"en": "# Minutes\nCorrected"}, corrected="A figure"
)
ADOPT_MINUTES = AdoptMinutes(meeting=MEETING_ID, number=1)
PUBLISH_MINUTES = PublishMinutes(meeting=MEETING_ID)

EXAMPLES = (PROPOSE, DRAFT, CORRECT, ADOPT_MINUTES, PUBLISH_MINUTES)
MAY: dict[str, set[str]] = {
    "ProposeAgendaItem": {"cso"},
    "DraftMinutes": {"secretariat"},
    "CorrectMinutes": {"secretariat"},
    "AdoptMinutes": {"secretariat"},
    "PublishMinutes": {"secretariat"},
}
"""Who may give these examples, being bound to the sample organisation."""

# ── facts ───────────────────────────────────────────────────────────────────────────────────────
drafted = council.MinutesDrafted(texts={"en": "# Minutes\nFirst"}, drafted_on=TODAY)
corrected = council.MinutesCorrected(
    number=2, texts={"en": "# Minutes\nCorrected"}, corrected="A figure", corrected_on=TODAY
)
minutes_adopted = council.MinutesAdopted(number=1, adopted_on=TODAY)
minutes_published = council.MinutesPublished(number=1, texts=drafted.texts, published_on=TODAY)


def proposed(number: int = 1, proposer: Holder = CSO) -> council.AgendaItemProposed:
    return council.AgendaItemProposed(
        proposal=number,
        title=PROPOSE.title,
        reason=PROPOSE.reason,
        proposer=proposer,
        proposed_by=f"p-{ORG}",
        proposed_on=TODAY,
    )
