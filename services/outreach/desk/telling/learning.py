"""How is told what the public does not read of internships, trainings, mandates and rules of work?"""

from __future__ import annotations

from services.outreach.portal.marking import N_

SENTENCES = {
    "membership.InternshipAppliedFor.name": N_("%(name)s applied for the internship."),
    "membership.InternshipAppliedFor": N_("Somebody applied for the internship."),
    "membership.InternSelected": N_("The intern was chosen: %(person)s."),
    "membership.KnowledgeExchanged": N_("Knowledge was exchanged on %(exchanged_on)s: %(topic)s."),
    "membership.InternshipCompleted": N_(
        "The internship was completed on %(completed_on)s with the grade %(grade)s."
    ),
    "membership.InternshipTerminated": N_(
        "The internship was ended early on %(terminated_on)s. Who ended it: %(ended_by)s."
    ),
    "membership.ParticipantRegistered.name": N_(
        "%(name)s was registered for the training: %(organisation)s."
    ),
    "membership.ParticipantRegistered": N_("Somebody was registered for the training: %(organisation)s."),
    "membership.ParticipantCertified": N_("The certificate %(certificate)s was given."),
    "membership.TrainingEvaluated": N_("The training was evaluated; questionnaires: %(scores)s in all."),
    "membership.WorkingRulesSet": N_(
        "The rules of work were set. Members that must endorse a position: %(endorsements_needed)s; "
        "days for a report on a mandate: %(report_days)s."
    ),
    "membership.ReportOwed.moved_because": N_("The report on %(meeting)s is now due on %(due_on)s."),
    "membership.ReportOwed": N_("A report on %(meeting)s is due on %(due_on)s."),
    "membership.MandateReportFiled": N_("The report on %(meeting)s was filed."),
    "membership.MandateReportOverdue": N_("No report on %(meeting)s was on record by %(due_on)s."),
}
