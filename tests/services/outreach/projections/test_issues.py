"""What do the editors see of the newsletter, and does no address stand in it?"""

from __future__ import annotations

from services.outreach.projections.reporting.issues import DELIVERIES, ISSUES, SUBSCRIBERS, outcomes
from services.outreach.projections.reporting.work_queue import WORK_QUEUE
from shared.contracts import outreach
from shared.kernel.event import Ref
from shared.kernel.mongo import Mongo
from shared.testing.recorded import Chronicle, folded
from tests.services.outreach import given_newsletter as given

DELIVERY = Ref("outreach", "delivery", f"{given.ISSUE}--{given.READER}")
READER = Ref("outreach", "subscription", given.READER)
ISSUE = Ref("outreach", "issue", given.ISSUE)


def test_an_issue_goes_from_compiled_to_released_or_dropped() -> None:
    log = Chronicle().add(ISSUE, given.compiled)
    assert folded(ISSUES, log)[given.ISSUE]["state"] == "compiled"
    log.add(ISSUE, given.frozen, given.released)
    issue = folded(ISSUES, log)[given.ISSUE]
    assert (issue["state"], issue["recipients"], issue["publications"]) == ("released", 1, ["council-meets"])
    log.add(ISSUE, given.given_up)
    assert folded(ISSUES, log)[given.ISSUE]["state"] == "dropped"


def test_a_letter_has_its_latest_fate() -> None:
    log = Chronicle().add(DELIVERY, given.begun, given.delivery("later"), given.begun)
    assert folded(DELIVERIES, log)[DELIVERY.id]["outcome"] == "begun"
    log.add(DELIVERY, given.delivery("uncertain"))
    assert folded(DELIVERIES, log)[DELIVERY.id]["outcome"] == "uncertain"
    assert set(folded(WORK_QUEUE, log)) == {f"outreach.RenewDelivery:{DELIVERY.id}"}
    renewed = outreach.DeliveryRenewed(
        issue=given.ISSUE,
        subscription=given.READER,
        reason="She asked",
        renewed_by="p-2",
        renewed_on=given.TODAY,
    )
    log.add(DELIVERY, renewed)
    assert folded(DELIVERIES, log)[DELIVERY.id]["outcome"] == "renewed"
    assert folded(WORK_QUEUE, log) == {}


def test_a_reader_is_counted_without_being_named() -> None:
    log = Chronicle().add(READER, given.requested, given.confirmed)
    changed = outreach.TopicsChanged(topics=("calls",), language="sq", changed_on=given.TODAY)
    (reader,) = folded(SUBSCRIBERS, log.add(READER, changed)).values()
    assert reader == {"topics": ["calls"], "language": "sq", "state": "active", "since": "2015-04-20"}
    (reader,) = folded(SUBSCRIBERS, log.add(READER, given.left)).values()
    assert reader["state"] == "ended"
    assert "example.org" not in str(folded(SUBSCRIBERS, log))


async def test_the_letters_of_an_issue_are_counted_by_their_fate(filled_mongo: Mongo) -> None:
    assert await outcomes(filled_mongo.database("reporting"), given.ISSUE) == {"taken": 1}
