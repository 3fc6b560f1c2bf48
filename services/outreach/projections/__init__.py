"""Which read models are there, and who reads what is not public? The table that the projector builds."""

from services.outreach.projections.portal.bodies import BODIES
from services.outreach.projections.portal.commitments import COMMITMENTS
from services.outreach.projections.portal.consultations import CONSULTATIONS
from services.outreach.projections.portal.decisions import DECISIONS
from services.outreach.projections.portal.dialogues import DIALOGUE_TARGETS, DIALOGUES
from services.outreach.projections.portal.documents import DOCUMENTS
from services.outreach.projections.portal.elections import ELECTIONS
from services.outreach.projections.portal.evidence import EVIDENCE as PUBLIC_EVIDENCE
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
from services.outreach.projections.reporting.persons import PERSONS
from services.outreach.projections.reporting.plan import PLAN
from services.outreach.projections.reporting.publications import DRAFTS
from services.outreach.projections.reporting.reports import REPORT_REGISTER
from services.outreach.projections.reporting.trainings import TRAININGS as TRAINING_REGISTER
from services.outreach.projections.reporting.visibility import VISIBILITY_ACTIONS
from services.outreach.projections.reporting.work_queue import WORK_QUEUE
from shared.contracts.roles import ADMIN, AUDITOR, BOARD, CSO, FINANCE, HUB, PANEL, SECRETARIAT
from shared.kernel.access import Role
from shared.kernel.projection import Projection

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
    PUBLIC_EVIDENCE,
    REPORTS,
)
STAFF = (SECRETARIAT, BOARD, AUDITOR)
OFFICE = (SECRETARIAT, AUDITOR)
MONEY = (SECRETARIAT, FINANCE, AUDITOR)
BUDGET = (*MONEY, BOARD)
"""Sums, and no claimant."""
READ_BY: tuple[tuple[Projection, tuple[Role, ...]], ...] = (
    (CLAIMS, MONEY),
    (COMMITMENT_FIGURES, STAFF),
    (ALL_MINUTES, OFFICE),
    (FUNDS, BUDGET),
    (PAYMENTS, MONEY),
    (MEMBERSHIP, STAFF),
    (CONTRIBUTIONS, BUDGET),
    (ETHICS, (*STAFF, PANEL)),
    (PARTICIPATION, STAFF),
    (MANDATE_REPORTS, (*STAFF, CSO)),
    (PERSONS, (*STAFF, ADMIN)),
    (PLAN, STAFF),
    (INTERNSHIP_REGISTER, STAFF),
    (TRAINING_REGISTER, STAFF),
    (AUDIT, (AUDITOR, BOARD, ADMIN)),
    (HUB_ENQUIRIES, (*OFFICE, HUB)),
    (VISIBILITY_ACTIONS, STAFF),
    (WORK_QUEUE, OFFICE),
    (DRAFTS, (*STAFF, HUB)),
    (ISSUES, OFFICE),
    (DELIVERIES, OFFICE),
    (SUBSCRIBERS, OFFICE),
    (INDICATORS, STAFF),
    (EVIDENCE, STAFF),
    (REPORT_REGISTER, BUDGET),
)
"""`reporting`: no read model of it without its readers. Those who work with it, and the auditor."""
REPORTING = tuple(projection for projection, _ in READ_BY)
READERS = {projection.full_name: tuple(role.name for role in roles) for projection, roles in READ_BY}
"""By the full name of a read model: any of these roles. What does not stand here is public."""

PROJECTIONS = PORTAL + REPORTING
