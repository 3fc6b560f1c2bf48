"""How is money told: claims, batches, funds, and the means of organisations?"""

from __future__ import annotations

from services.outreach.portal.marking import N_

SENTENCES = {
    "grants.ClaimSubmitted": N_("%(cents)s were claimed."),
    "grants.ClaimReturned": N_("It was returned: %(missing)s"),
    "grants.ReturnUnanswered": N_("Nobody answered the return until %(answer_by)s."),
    "grants.ClaimResubmitted": N_("It was handed in again, with %(cents)s: %(changed)s"),
    "grants.ClaimApproved": N_("%(cents)s were granted, and set aside."),
    "grants.ClaimAuthorised": N_("Its payment was authorised."),
    "grants.ClaimRejected": N_("It was rejected."),
    "grants.ClaimWithdrawn": N_("It was withdrawn."),
    "grants.ClaimBatched": N_("It was put into the payment batch %(batch)s."),
    "grants.ClaimTakenOut": N_("The payment batch %(batch)s was discarded; it may go into another."),
    "grants.ClaimPaid": N_("%(cents)s were paid on %(paid_on)s (%(payment_ref)s)."),
    "grants.PaymentFailed": N_("Its payment with the batch %(batch)s failed."),
    "grants.ClaimRecovered": N_("%(cents)s came back."),
    "grants.BatchPrepared": N_("Payments of %(cents)s were put together, to be made on %(pay_on)s."),
    "grants.BatchReleased": N_("The payments were released for the bank."),
    "grants.BatchDiscarded": N_("The batch was discarded; nothing of it is paid."),
    "grants.ReleaseOverdue": N_("Nobody released it until %(release_by)s."),
    "grants.PaymentResultsRecorded": N_("What the bank answered was recorded."),
    "grants.FundsReserved": N_("%(cents)s were set aside for %(claim)s."),
    "grants.FundsReleased": N_("%(cents)s that were set aside for %(claim)s are free again."),
    "grants.FundsSpent": N_("%(cents)s were spent for %(claim)s."),
    "grants.FundsRecovered": N_("%(cents)s came back from %(claim)s."),
    "grants.FundOpened": N_(
        "The fund was opened under the agreement %(agreement)s, for %(starts_on)s to %(ends_on)s."
    ),
    "grants.FundAmended": N_("The agreement of the fund was amended on %(amended_on)s."),
    "grants.FundClosed": N_("The fund was closed on %(closed_on)s."),
    "grants.FundListed": N_("It is listed for %(starts_on)s to %(ends_on)s: %(fund)s."),
    "grants.ClaimWindowOpened": N_(
        "Travel to the meeting of %(held_on)s can be claimed until %(closes_on)s."
    ),
    "grants.ClaimWindowClosed": N_("Travel to the meeting can no longer be claimed."),
    "grants.MeansDeclared": N_("The means for %(year)s were declared. Yearly income: %(income_bracket)s."),
    "grants.MeansAssessed.eligible": N_("Until %(valid_until)s the organisation may claim support."),
    "grants.MeansAssessed": N_("Until %(valid_until)s the organisation may not claim support."),
    "grants.OpenClaimsReturned": N_("The open claims went back to the organisation: %(claims)s in all."),
    "grants.ClaimListed": N_("A claim was added: %(claim)s."),
    "grants.ReceiptUsed": N_("The receipt was used for %(claim)s."),
    "grants.TravelClaimed": N_("Travel on %(held_on)s was claimed: %(claim)s."),
    "grants.TravellerPaid": N_("The traveller was paid on %(paid_on)s: %(claim)s."),
}
