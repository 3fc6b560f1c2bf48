"""What does outreach do that facts ask for outside of the log? Letters, issues, figures of reports."""

from __future__ import annotations

from collections.abc import Sequence

from services.outreach.doors import newsletter, reports
from services.outreach.newsletter.giving import Giving
from services.outreach.newsletter.postman import Postman
from services.outreach.notices import Notices
from services.outreach.portal.letters import letters
from services.outreach.reports.accountant import Accountant
from shared.contracts import membership, outreach
from shared.kernel.chores import Chore
from shared.kernel.mail import Post
from shared.kernel.process import Surroundings


def chores(around: Surroundings) -> Sequence[Chore]:
    settings = around.settings
    post, written = Post(settings), letters(settings.public_url, settings.zone)
    postman = Postman(
        around.log,
        Giving(around.handler, newsletter.DOORS, "postman"),
        post,
        written,
        around.mongo.database("portal"),
    )
    accountant = Accountant(
        around.log,
        Giving(around.handler, reports.DOORS, "accountant"),
        around.mongo.database("reporting"),
    )
    notices = Notices(around.log, post, written)
    return (
        Chore("addresses", (membership.AddressChanged,), notices.address_changed),
        Chore("letters", (outreach.SubscriptionRequested,), postman.ask_to_confirm),
        Chore("issues", (outreach.IssueReleased, outreach.DeliveryRenewed), postman.send),
        Chore("reports", (outreach.ReportClosed,), accountant.freeze),
    )
