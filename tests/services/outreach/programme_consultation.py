"""A call for input, a position, a dialogue, an act, a hub's month: what their pages can show. Invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

from shared.contracts import council, outreach
from shared.contracts.council import InputGroup, MatrixRow, Station
from shared.kernel.event import Ref
from shared.kernel.personal import about
from shared.testing.recorded import Chronicle

CALL, LATER_CALL, POSITION = "regulation-2015", "volunteering-2016", "consult-everyone"
DRAFT = {"en": "Regulation on public consultation", "sq": "Rregullorja për konsultimin publik"}
HOSTILE = '=HYPERLINK("http://x") <b>& "quoted"</b>'


def call(id: str) -> Ref:
    return Ref("council", "call", id)


def dialogue(id: str) -> Ref:
    return Ref("council", "dialogue", id)


def received(
    input: str, organisation: str | None, text: dict[str, str], **more: str
) -> council.InputReceived:
    fields = {"input": input, "organisation": organisation, "text": text, "received_on": "2015-06-02", **more}
    return council.InputReceived.model_validate(fields)


def answered(input: str, outcome: str, reason: dict[str, str], late: bool = False) -> council.InputAnswered:
    return council.InputAnswered.model_validate(
        {"input": input, "outcome": outcome, "reason": reason, "late": late, "answered_on": "2015-08-03"}
    )


def opened(**more: object) -> council.CallOpened:
    return council.CallOpened.model_validate(
        {
            "title": DRAFT,
            "document": "regulation",
            "reference": "Draft of May 2015 (sample)",
            "institution": "opm",
            "deadline": "2015-06-20T14:00:00Z",
            "opened_on": "2015-05-04",
            **more,
        }
    )


def add(log: Chronicle) -> None:
    _calls(log)
    _dialogues(log)
    _hub(log)


def _calls(log: Chronicle) -> None:
    decision = Station(kind="decision", id="council-2015-04-21", number=1)
    position = Station(kind="position", id=POSITION)
    log.add(
        Ref("council", "reception", POSITION),
        council.PositionReceived(
            call=f"position-{POSITION}",
            input=f"position-{POSITION}",
            title={"en": "Consult everyone"},
            proposed_by="5900001-1",
            proposed_on=date(2015, 1, 12),
            received_on=date(2015, 3, 2),
        ),
    )
    own = council.CallOpenedByPosition(
        position=POSITION, title={"en": "Consult everyone"}, opened_on=date(2015, 3, 2)
    )
    its = received(f"position-{POSITION}", None, {"en": "Answer everyone."}, position=POSITION)
    log.add(call(f"position-{POSITION}"), own, its)
    log.add(
        Ref("council", "link", "l-1"),
        council.LinkRecorded(what=decision, follows=position, recorded_on=date(2015, 4, 22)),
    )
    first, second, third = "5900001-1-1", "5900002-2-1", "5900001-1-2"
    log.add(
        call(CALL),
        opened(follows=[decision]),
        received(first, "5900001-1", {"en": "Publish every answer.", "sq": "Botoni çdo përgjigje."}),
        council.CallExtended(
            earlier=datetime(2015, 6, 20, 14, tzinfo=UTC),
            deadline=datetime(2015, 6, 27, 14, tzinfo=UTC),
            reason="Holidays (sample)",
            extended_on=date(2015, 6, 3),
        ),
        received(second, "5900002-2", {"sr": HOSTILE}, part="Član 7"),
        received(third, "5900001-1", {"en": "Give reasons."}, part="Article 9"),
        council.CallClosed(
            inputs=3, closed_at=datetime(2015, 6, 27, 14, tzinfo=UTC), closed_on=date(2015, 6, 27)
        ),
        council.InputsConsolidated(
            groups=(InputGroup(title={"en": "Answers"}, inputs=(third, first)),),
            consolidated_on=date(2015, 7, 1),
        ),
        council.InputsTransmitted(
            institution="opm",
            inputs=3,
            answer_by=datetime(2015, 8, 1, 14, tzinfo=UTC),
            transmitted_on=date(2015, 7, 2),
        ),
        council.InputsUnanswered(
            inputs=(first, second, third),
            answer_by=datetime(2015, 8, 1, 14, tzinfo=UTC),
            found_on=date(2015, 8, 1),
        ),
        answered(first, "accepted", {"en": "It is in Article 12 now."}, late=True),
        answered(second, "refused", {"sq": "Nuk lejohet me ligj."}, late=True),
        council.CallReported(
            matrix=(
                MatrixRow(input=first, outcome="accepted"),
                MatrixRow(input=second, outcome="refused"),
                MatrixRow(input=third, outcome="unanswered"),
            ),
            summary={"en": "One of three points is in the draft."},
            reported_on=date(2015, 9, 1),
        ),
    )
    log.add(
        call(LATER_CALL),
        opened(
            title={"en": "Law on volunteering"},
            document="law",
            deadline="2016-10-20T14:00:00Z",
            opened_on="2016-09-20",
        ),
    )
    log.add(
        Ref("council", "act", "regulation-05-2016"),
        council.ActRecorded(
            title=DRAFT,
            kind="regulation",
            reference="GRK 05/2016",
            institution="opm",
            adopted_on=date(2016, 4, 29),
            in_force_on=date(2017, 1, 1),
            follows=(Station(kind="call", id=CALL), decision),
        ),
    )


def _dialogues(log: Chronicle) -> None:
    log.add(
        Ref("council", "dialogue_target", "2016"),
        council.DialogueTargetSet(year=2016, principles=3, set_on=date(2016, 1, 4)),
    )
    asked = council.FacilitationRequested(
        organisation="5900001-1",
        level="municipal",
        municipality="peje",
        topic={"en": "Budget hearings"},
        requested_on=date(2016, 1, 10),
    )
    began = council.DialogueOpened(
        level="municipal",
        municipality="peje",
        principle={"en": "Participation"},
        topic={"en": "Budget hearings"},
        organisation="5900001-1",
        opened_on=date(2016, 2, 1),
    )
    recognised = council.PrincipleRecognised(
        principle={"en": "Participation"},
        instrument="agreement",
        title={"en": "Agreement on hearings (sample)"},
        evidence="Signed copy (sample)",
        recognised_on=date(2016, 6, 3),
    )
    step = council.DialogueStepRecorded(step=1, text={"en": "A first meeting"}, taken_on=date(2016, 3, 1))
    closed = council.DialogueClosed(
        outcome={"en": "Hearings are held every year."}, closed_on=date(2016, 7, 1)
    )
    log.add(dialogue("peje-budget"), asked, began, step, recognised, closed)
    central = began.model_copy(
        update={"level": "central", "municipality": None, "institution": "opm", "organisation": None}
    )
    log.add(dialogue("opm-grants"), central)
    talked, position = Station(kind="dialogue", id="opm-grants"), Station(kind="position", id="consult-first")
    log.add(
        Ref("council", "link", "l-2"),
        council.LinkRecorded(what=talked, follows=position, recorded_on=date(2016, 2, 1)),
    )
    log.add(dialogue("declined"), asked, closed)


def enquiry(number: int) -> Ref:
    return Ref("outreach", "enquiry", f"peje-{number}")


def asked(number: int, on: str, topic: str = "funding") -> outreach.EnquiryLogged:
    who = f"enquirer-peje-{number}"
    return outreach.EnquiryLogged(
        hub="peje",
        topic=topic,
        channel="visit",
        organisation="5900001-1",
        question=about(who, "Somebody Private asks"),
        name=about(who, "Somebody Private"),
        contact=about(who, "private@secret.example"),
        logged_on=date.fromisoformat(on),
        answer_by=datetime(2015, 9, 20, 22, tzinfo=UTC),
    )


def replied(number: int, on: str, days: int, late: bool = False) -> outreach.EnquiryAnswered:
    answer = about(f"enquirer-peje-{number}", "Dear Somebody Private")
    return outreach.EnquiryAnswered(
        hub="peje", answer=answer, days=days, late=late, answered_on=date.fromisoformat(on)
    )


def overdue() -> outreach.EnquiryOverdue:
    return outreach.EnquiryOverdue(
        hub="peje", answer_by=datetime(2015, 9, 20, 22, tzinfo=UTC), found_on=date(2015, 9, 21)
    )


def _hub(log: Chronicle) -> None:
    log.add(enquiry(1), asked(1, "2015-09-10"), replied(1, "2015-09-12", 2))
    log.add(enquiry(2), asked(2, "2015-09-14"), overdue(), replied(2, "2015-10-01", 17, late=True))
    log.add(enquiry(3), asked(3, "2015-09-15", "beekeeping"), overdue())
    log.add(
        Ref("outreach", "hub_event", "peje-day"),
        outreach.HubEventHeld(
            hub="peje", title={"en": "Information day"}, participants=24, held_on=date(2015, 9, 17)
        ),
    )
    log.add(
        Ref("outreach", "hub_month", "peje_2015-09"),
        outreach.MonthlyReturnFiled(
            hub="peje",
            month="2015-09",
            enquiries=3,
            by_topic=(),
            by_channel=(),
            answers=1,
            late=0,
            answer_days=2,
            events=1,
            participants=24,
            filed_on=date(2015, 10, 2),
        ),
    )
    log.add(
        Ref("outreach", "visibility_action", "press-1"),
        outreach.VisibilityActionRecorded(
            title={"en": "Article on the Council"},
            kind="press",
            channel="A daily (sample)",
            reach=12_000,
            evidence="Cutting (sample)",
            agreement="logistics",
            done_on=date(2015, 4, 22),
        ),
    )
