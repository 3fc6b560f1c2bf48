"""Which read models are there? The table that the projector builds."""

from services.outreach.projections.portal.bodies import BODIES
from services.outreach.projections.portal.commitments import COMMITMENTS
from services.outreach.projections.portal.consultations import CONSULTATIONS
from services.outreach.projections.portal.decisions import DECISIONS
from services.outreach.projections.portal.dialogues import DIALOGUE_TARGETS, DIALOGUES
from services.outreach.projections.portal.documents import DOCUMENTS
from services.outreach.projections.portal.elections import ELECTIONS
from services.outreach.projections.portal.history import HISTORY
from services.outreach.projections.portal.hubs import HUBS
from services.outreach.projections.portal.institutions import INSTITUTIONS
from services.outreach.projections.portal.internships import INTERNSHIPS
from services.outreach.projections.portal.logframes import LOGFRAMES
from services.outreach.projections.portal.meetings import MEETINGS
from services.outreach.projections.portal.minutes import MINUTES
from services.outreach.projections.portal.newsletter import NEWSLETTER
from services.outreach.projections.portal.organisations import ORGANISATIONS
from services.outreach.projections.portal.positions import POSITIONS
from services.outreach.projections.portal.publications import PUBLICATIONS
from services.outreach.projections.portal.reports import REPORTS
from services.outreach.projections.portal.strategies import STRATEGIES
from services.outreach.projections.portal.territory import TERRITORY
from services.outreach.projections.portal.timeline import TIMELINE
from services.outreach.projections.portal.trainings import TRAININGS
from services.outreach.projections.portal.visibility import VISIBILITY
from services.outreach.projections.reporting.audit import AUDIT
from services.outreach.projections.reporting.claims import CLAIMS
from services.outreach.projections.reporting.commitments import COMMITMENTS as COMMITMENT_FIGURES
from services.outreach.projections.reporting.contributions import CONTRIBUTIONS
from services.outreach.projections.reporting.ethics import ETHICS
from services.outreach.projections.reporting.funds import FUNDS
from services.outreach.projections.reporting.hubs import HUB_ENQUIRIES
from services.outreach.projections.reporting.indicators import EVIDENCE, INDICATORS
from services.outreach.projections.reporting.internships import INTERNSHIPS as INTERNSHIP_REGISTER
from services.outreach.projections.reporting.issues import DELIVERIES, ISSUES, SUBSCRIBERS
from services.outreach.projections.reporting.mandate_reports import MANDATE_REPORTS
from services.outreach.projections.reporting.membership import MEMBERSHIP
from services.outreach.projections.reporting.minutes import MINUTES as ALL_MINUTES
from services.outreach.projections.reporting.participation import PARTICIPATION
from services.outreach.projections.reporting.payments import PAYMENTS
from services.outreach.projections.reporting.plan import PLAN
from services.outreach.projections.reporting.publications import DRAFTS
from services.outreach.projections.reporting.reports import REPORT_REGISTER
from services.outreach.projections.reporting.trainings import TRAININGS as TRAINING_REGISTER
from services.outreach.projections.reporting.visibility import VISIBILITY_ACTIONS
from services.outreach.projections.reporting.work_queue import WORK_QUEUE

PORTAL = (
    ORGANISATIONS,
    BODIES,
    ELECTIONS,
    MEETINGS,
    DECISIONS,
    MINUTES,
    COMMITMENTS,
    INSTITUTIONS,
    STRATEGIES,
    TERRITORY,
    HUBS,
    DOCUMENTS,
    POSITIONS,
    TRAININGS,
    INTERNSHIPS,
    CONSULTATIONS,
    DIALOGUES,
    DIALOGUE_TARGETS,
    TIMELINE,
    HISTORY,
    PUBLICATIONS,
    VISIBILITY,
    NEWSLETTER,
    LOGFRAMES,
    REPORTS,
)
REPORTING = (
    CLAIMS,
    COMMITMENT_FIGURES,
    ALL_MINUTES,
    FUNDS,
    PAYMENTS,
    MEMBERSHIP,
    CONTRIBUTIONS,
    ETHICS,
    PARTICIPATION,
    MANDATE_REPORTS,
    PLAN,
    INTERNSHIP_REGISTER,
    TRAINING_REGISTER,
    AUDIT,
    HUB_ENQUIRIES,
    VISIBILITY_ACTIONS,
    WORK_QUEUE,
    DRAFTS,
    ISSUES,
    DELIVERIES,
    SUBSCRIBERS,
    INDICATORS,
    EVIDENCE,
    REPORT_REGISTER,
)

PROJECTIONS = PORTAL + REPORTING
