"""How is told what the public does not read of members, ethics cases and accounts?"""

from __future__ import annotations

from services.outreach.portal.marking import N_

SENTENCES = {
    "membership.TerritoryDefined": N_(
        "The territory was defined. Regions: %(regions)s, municipalities: %(municipalities)s."
    ),
    # ── organisations and their members ──
    "membership.RepresentativeNamed.name": N_(
        "%(name)s was named as a representative from %(since)s: %(role)s."
    ),
    "membership.RepresentativeNamed": N_("A representative was named from %(since)s: %(role)s."),
    "membership.RepresentationEnded": N_("%(person)s no longer represents the organisation."),
    "membership.MembershipApplied": N_("Membership was applied for."),
    "membership.ApplicationChecked.complete": N_("The application was found complete."),
    "membership.ApplicationChecked.findings": N_("The application was found incomplete: %(findings)s"),
    "membership.ApplicationChecked": N_("The application was found incomplete."),
    "membership.MembershipRefused": N_("The application was refused."),
    "membership.RefusalAppealed": N_("An appeal against the refusal was made."),
    "membership.RefusalBecameFinal": N_("Nobody appealed in time: the refusal is final from %(final_on)s."),
    "membership.AppealDecided.upheld": N_("The appeal was upheld by the decision %(decision_ref)s."),
    "membership.AppealDecided": N_("The appeal was dismissed by the decision %(decision_ref)s."),
    "membership.MembershipRulesSet.passive_months": N_(
        "The rules of membership were set by the decision %(decision_ref)s. Days for an appeal: "
        "%(appeal_days)s; months without a sign of life until a member counts as passive: "
        "%(passive_months)s."
    ),
    "membership.MembershipRulesSet": N_(
        "The rules of membership were set by the decision %(decision_ref)s. Days for an appeal: "
        "%(appeal_days)s; no member counts as passive."
    ),
    "membership.ActivitySeen": N_("A sign of life was seen on %(seen_on)s: %(seen_sign)s."),
    "membership.PassivityReplanned.passive_at": N_(
        "The rule changed: without a new sign of life it counts as passive from %(passive_at)s."
    ),
    "membership.PassivityReplanned": N_("The rule changed: it does not become passive any more."),
    "membership.PassivityReviewed.more": N_(
        "Some of the members were looked at under the changed rule; the rest follow."
    ),
    "membership.PassivityReviewed": N_("The last of the members were looked at under the changed rule."),
    "membership.MemberListed": N_("%(organisation)s was put on the list of members."),
    "membership.MemberDelisted": N_("%(organisation)s was taken off the list of members."),
    "membership.DocumentRequired": N_("Whoever applies must have accepted %(document)s."),
    "membership.DocumentNoLongerRequired": N_("Whoever applies need no longer have accepted %(document)s."),
    "membership.AcceptanceReminded": N_(
        "Members were reminded because they had not accepted version %(version)s: %(organisations)s in all."
    ),
    "membership.ContributionSet": N_(
        "The contribution for %(year)s was set at %(cents)s by the decision %(decision_ref)s."
    ),
    "membership.ContributionPaid": N_(
        "%(cents)s were paid as a contribution on %(paid_on)s (%(reference)s)."
    ),
    "membership.MembershipPlanAdopted": N_(
        "The plan of membership for %(year)s was adopted by the decision %(decision_ref)s; "
        "its targets: %(targets)s in all."
    ),
    "membership.MembershipPlanRevised": N_(
        "The plan of membership was revised; its targets: %(targets)s in all."
    ),
    # ── ethics cases ──
    "membership.EthicsRulesSet": N_(
        "The rules for ethics cases were set by the decision %(decision_ref)s. People on a panel: "
        "%(panel_size)s; days for an appeal: %(appeal_days)s."
    ),
    "membership.ComplaintFiled.complainant": N_(
        "A complaint about %(respondent)s was filed by %(complainant)s."
    ),
    "membership.ComplaintFiled": N_("A complaint about %(respondent)s was filed."),
    "membership.AdmissibilityAssessed.admissible": N_("The complaint was found admissible."),
    "membership.AdmissibilityAssessed": N_("The complaint was found inadmissible."),
    "membership.PanelAppointed": N_("A panel was appointed; its members: %(panel)s in all."),
    "membership.ConflictDeclared": N_("A conflict of interest was declared by %(panellist)s, of the panel."),
    "membership.PanellistReplaced": N_("On the panel, %(replacement)s took the place of %(panellist)s."),
    "membership.HearingRecorded.respondent_heard": N_("A hearing was held; the respondent was heard."),
    "membership.HearingRecorded": N_("A hearing was held; the respondent neither came nor answered."),
    "membership.FindingRecorded.breach": N_("The panel found a breach."),
    "membership.FindingRecorded": N_("The panel found no breach."),
    "membership.SanctionImposed.days": N_("A sanction was imposed for %(days)s days: %(sanction)s."),
    "membership.SanctionImposed": N_("A sanction was imposed: %(sanction)s."),
    "membership.FindingAppealed": N_("An appeal was made by %(appellant)s."),
    "membership.EthicsAppealDecided.upheld": N_("The appeal was upheld."),
    "membership.EthicsAppealDecided": N_("The appeal was dismissed."),
    "membership.SanctionBecameFinal.until": N_(
        "The sanction against %(respondent)s is final, until %(until)s: %(sanction)s."
    ),
    "membership.SanctionBecameFinal": N_("The sanction against %(respondent)s is final: %(sanction)s."),
    "membership.CaseStepOverdue": N_(
        "Nothing was recorded by %(due_on)s of the step that was due: %(step)s."
    ),
    "membership.CaseClosed": N_("The case was closed: %(outcome)s."),
    # ── accounts ──
    "membership.AccountOpened.name": N_("An account was opened for %(name)s."),
    "membership.AccountOpened": N_("An account was opened."),
    "membership.AddressChanged.email": N_("The account got another e-mail address: %(email)s."),
    "membership.AddressChanged": N_("The account got another e-mail address."),
    "membership.AccountClosed": N_("The account was closed."),
    "membership.RoleGranted.bound_to": N_("A role was given, for %(bound_to)s: %(role)s."),
    "membership.RoleGranted": N_("A role was given: %(role)s."),
    "membership.RoleRevoked.bound_to": N_("A role was taken away, for %(bound_to)s: %(role)s."),
    "membership.RoleRevoked": N_("A role was taken away: %(role)s."),
    "membership.PersonForgotten": N_("From now on nobody can read the personal data of this person."),
    "membership.EmailClaimed": N_("The address was taken for the account %(person)s."),
    "membership.EmailReleased": N_("The address no longer belongs to the account %(person)s."),
}
