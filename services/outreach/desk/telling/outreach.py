"""How is told what the public does not read of information centres, publications and reports?"""

from __future__ import annotations

from services.outreach.portal.marking import N_

SENTENCES = {
    # ── information centres ──
    "outreach.EnquiryLogged.organisation": N_("%(organisation)s put a question: %(channel)s."),
    "outreach.EnquiryLogged": N_("Somebody put a question: %(channel)s."),
    "outreach.EnquiryAnswered.late": N_("The question was answered too late; days until then: %(days)s."),
    "outreach.EnquiryAnswered": N_("The question was answered; days until then: %(days)s."),
    "outreach.EnquiryOverdue": N_("No answer was on record by %(answer_by)s."),
    "outreach.EnquiryCounted": N_("Counted: %(enquiry)s, %(channel)s."),
    "outreach.AnswerCounted.late": N_("Answer counted as late: %(enquiry)s; days until then: %(days)s."),
    "outreach.AnswerCounted": N_("Answer counted: %(enquiry)s; days until then: %(days)s."),
    "outreach.HubEventCounted": N_("An event was counted; people who came: %(participants)s."),
    "outreach.HubMonthEnded.filed": N_("The month is over, and its return is filed already."),
    "outreach.HubMonthEnded": N_("The month is over: its return is due."),
    # ── publications and visibility ──
    "outreach.PublicationDrafted": N_("The text was drafted as %(kind)s: %(title)s"),
    "outreach.PublicationTranslated": N_("It was translated into %(language)s: %(title)s"),
    "outreach.PublicationSubmitted": N_("It was handed in for review."),
    "outreach.PublicationReturned": N_("It was returned to be changed."),
    "outreach.PublicationOutdated": N_("It is not right any more: its meeting was moved or cancelled."),
    "outreach.PublicationDropped": N_("It was dropped and will not be published."),
    "outreach.AgreementChosen": N_(
        "News that write themselves name the agreement %(agreement)s from now on."
    ),
    "outreach.VisibilityActionRecorded": N_("Done on %(done_on)s: %(title)s (%(kind)s)."),
    "outreach.VisibilityRulesSet": N_(
        "Version %(version)s of the rules of visibility was set, in force from %(effective_on)s."
    ),
    # ── reports ──
    "outreach.LogframeDefined": N_(
        "Version %(version)s of the logframe was defined, for %(starts_on)s to %(ends_on)s; "
        "results: %(results)s in all."
    ),
    "outreach.ReportOpened.due_on": N_(
        "The report for %(period_from)s to %(period_to)s was opened; it is due on %(due_on)s."
    ),
    "outreach.ReportOpened": N_("The report for %(period_from)s to %(period_to)s was opened."),
    "outreach.SectionWritten": N_("A section was written: %(title)s."),
    "outreach.ReportClosed": N_("Nothing is written in the report any more; its figures are counted."),
    "outreach.ReportFrozen": N_("Figures and evidence were frozen; figures: %(figures)s in all."),
}
