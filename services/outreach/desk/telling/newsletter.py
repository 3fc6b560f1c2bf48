"""How is told what happened to the newsletter: its issues, who takes it, and each letter?"""

from __future__ import annotations

from services.outreach.portal.marking import N_

SENTENCES = {
    "outreach.NewsletterDefined": N_(
        "The newsletter was defined. Topics: %(topics)s in all; languages: %(languages)s."
    ),
    "outreach.PublicationOffered": N_("It waits for the next issue: %(publication)s."),
    "outreach.PublicationWithheld": N_("It was retracted and stands in no later issue: %(publication)s."),
    "outreach.IssueNumbered": N_("It has the number %(number)s: %(issue)s."),
    "outreach.IssueGivenUp": N_("What stood in it waits for the next one; it will not be sent: %(issue)s."),
    "outreach.IssueCompiled": N_(
        "Issue %(number)s was put together in %(language)s, with pieces of news: %(items)s in all."
    ),
    "outreach.RecipientsFrozen": N_("It is settled who gets this issue: %(recipients)s in all."),
    "outreach.IssueReleased": N_("The issue was released for sending; recipients: %(recipients)s."),
    "outreach.IssueDropped": N_("The issue was dropped and will not be sent."),
    "outreach.SubscriptionRequested": N_(
        "A subscription was asked for in %(language)s; it has to be confirmed until %(confirm_by)s."
    ),
    "outreach.SubscriptionConfirmed": N_(
        "The subscription was confirmed in %(language)s; topics: %(topics)s in all."
    ),
    "outreach.TopicsChanged": N_(
        "The subscription was changed: it is in %(language)s now; topics: %(topics)s in all."
    ),
    "outreach.Unsubscribed": N_("The subscription was ended by %(by)s."),
    "outreach.SubscriberEnrolled": N_("A subscription was added."),
    "outreach.SubscriberStruck": N_("A subscription was taken off."),
    "outreach.DeliveryBegun": N_("Sending the letter began, attempt %(attempt)s."),
    "outreach.DeliveryRecorded": N_("What came of attempt %(attempt)s to send the letter: %(outcome)s."),
    "outreach.DeliveryRenewed": N_("The letter is to be sent once more, as the same letter."),
}
