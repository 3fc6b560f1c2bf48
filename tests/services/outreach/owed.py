"""Sample commitments: one that is overdue, one re-planned and one fulfilled. Names are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from shared.contracts import council
from shared.contracts.council import Level, Source
from shared.kernel.event import Ref
from shared.testing.recorded import Chronicle

MEETING = "council-2015-04-21"
OVERDUE, REPLANNED, FULFILLED = f"{MEETING}-decision-1", "register-of-support", "model-contract"


def owed(id: str) -> Ref:
    return Ref("council", "commitment", id)


def made(source: Source, due: str, text: dict[str, str], **more: Any) -> council.CommitmentMade:
    day = date.fromisoformat(due)
    facts = {"strategy": "strategy-2013", "objective": 1, "institution": "opm", **more}
    return council.CommitmentMade.model_validate(
        {
            "source": source,
            "text": text,
            "due": day,
            "overdue_from": datetime(day.year, day.month, day.day, 23, tzinfo=UTC),
            "made_on": "2015-04-21",
            **facts,
        }
    )


def reported(level: Level, on: str, said: str = "A draft exists") -> council.ProgressReported:
    return council.ProgressReported(
        claimed=level, evidence={"en": said}, reported_by="p-9", reported_on=date.fromisoformat(on)
    )


def assessed(
    level: Level, on: str, said: str = "Nobody has seen it", **more: Any
) -> council.ProgressAssessed:
    return council.ProgressAssessed(
        level=level, evidence={"en": said}, assessed_by="p-3", assessed_on=date.fromisoformat(on), **more
    )


def replanned(old: str, new: str, on: str) -> council.CommitmentReplanned:
    return council.CommitmentReplanned.model_validate(
        {
            "old_due": old,
            "new_due": new,
            "overdue_from": f"{new}T23:00:00Z",
            "reason": {"en": "The implementation plan"},
            "decided_by": {"en": "The Council (sample)"},
            "replanned_on": on,
        }
    )


def escalated(on: str) -> council.CommitmentEscalated:
    return council.CommitmentEscalated(
        body="council",
        seat="gov-1",
        level=1,
        ground="overdue",
        reason={"en": "No answer to two letters"},
        escalated_on=date.fromisoformat(on),
    )


def overdue(due: str, on: str) -> council.CommitmentOverdue:
    return council.CommitmentOverdue.model_validate({"due": due, "days": 1, "overdue_on": on})


def add(log: Chronicle) -> Chronicle:
    decision, measure = (
        Source(kind="decision", id=MEETING, number=1),
        Source(kind="measure", id="strategy-2013"),
    )
    text = {"en": "Minimum standards of consultation are adopted", "sq": "Miratohen standardet minimale"}
    log.add(owed(OVERDUE), made(decision, "2015-10-31", text), reported("substantial", "2015-09-01"))
    log.add(owed(OVERDUE), assessed("limited", "2015-09-20", organisation="5900001-1"))
    log.add(owed(OVERDUE), overdue("2015-10-31", "2015-11-01"), escalated("2015-11-15"))
    log.add(owed(OVERDUE), replanned("2015-10-31", "2016-06-30", "2015-12-01"))
    log.add(owed(OVERDUE), overdue("2016-06-30", "2016-07-01"))
    register = made(measure, "2016-03-31", {"en": "A public register of support"}, objective=None)
    log.add(owed(REPLANNED), register, replanned("2016-03-31", "2017-03-31", "2016-02-01"))
    done_by = council.Holder(kind="organisation", id="5900001-1")
    log.add(owed(FULFILLED), made(measure, "2015-12-31", {"en": "A model contract"}))
    log.add(owed(FULFILLED), reported("complete", "2015-11-01"))
    log.add(owed(FULFILLED), assessed("complete", "2015-11-20", "It is in use", done_by=done_by))
    log.add(owed(FULFILLED), council.CommitmentFulfilled(fulfilled_on=date(2015, 11, 30)))
    gone = council.CommitmentWithdrawn(reason={"en": "A law has settled it"}, withdrawn_on=date(2016, 5, 1))
    return log.add(owed("withdrawn"), made(measure, "2016-01-31", {"en": "A separate decree"}), gone)
