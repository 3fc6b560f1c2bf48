"""Elections for the small programme: one with a lot, one objected to, one annulled, two that are open."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from shared.contracts import council
from shared.kernel.event import Ref
from shared.kernel.personal import about
from shared.testing.recorded import Chronicle

FIRST, SECOND, THIRD, HOSTILE = "5900001-1", "5900002-2", "5900003-3", "5900004-4"
PATHS = (
    "/elections",
    "/elections/council-2014-09",
    "/elections/council-2014-09/count-sheet",
    "/elections/council-2016-09",
    "/elections/council-2016-10",
    "/elections/youth-2016",
    "/elections/annulled-2016",
)


def election(id: str) -> Ref:
    return Ref("council", "election", id)


def roll(id: str) -> Ref:
    return Ref("council", "roll", id)


def window(opens: str, closes: str) -> council.Window:
    return council.Window.model_validate({"opens_at": opens, "closes_at": closes})


def called(title: dict[str, str], *days: str, **more: Any) -> council.ElectionCalled:
    """Six days: each of the three windows opens and closes at nine in the morning."""
    moments = [f"{day}T09:00:00+02:00" for day in days]
    fields = {
        "title": title,
        "body": "council",
        "seats": ("cso-1", "cso-2"),
        "choices": 2,
        "open_to": "all",
        "criteria": ({"kind": "organisation_age", "at_least": 3},),
        "documents": ("nomination_form", "cv"),
        "panel": ({"person": "p-61", "speaks_for": "ogg"},),
        "windows": {
            "nominations": window(*moments[:2]),
            "voting": window(*moments[2:4]),
            "inspection": window(*moments[4:]),
        },
        "zone": "Europe/Belgrade",
        "called_on": days[0],
    }
    return council.ElectionCalled.model_validate(fields | more)


def nominated(organisation: str) -> council.NominationReceived:
    person = f"p-for-{organisation}"
    return council.NominationReceived(
        organisation=organisation,
        candidate=person,
        candidate_name=about(person, "Somebody Private"),
        endorser="p-62",
        documents=(),
        received_at=datetime.fromisoformat("2014-09-02T10:00:00+02:00"),
    )


def refused(organisation: str) -> council.NominationRefused:
    return council.NominationRefused(
        organisation=organisation, ground="late", reason="p-63 brought it", refused_on=date(2014, 9, 12)
    )


def listed(*organisations: str) -> council.CandidatesPublished:
    return council.CandidatesPublished(
        candidates=tuple(council.Candidate(organisation=o, person=f"p-for-{o}") for o in organisations),
        voting_opens_at=datetime.fromisoformat("2014-09-15T09:00:00+02:00"),
        published_on=date(2014, 9, 12),
    )


def received(organisation: str, channel: council.Channel = "in_person") -> council.BallotReceived:
    return council.BallotReceived(organisation=organisation, channel=channel, received_on=date(2014, 9, 16))


def counted(
    valid: int, invalid: dict[str, int], *votes: tuple[str, int], **more: Any
) -> council.BallotsCounted:
    return council.BallotsCounted.model_validate(
        {
            "received": valid + sum(invalid.values()),
            "valid": valid,
            "invalid": invalid,
            "votes": [{"organisation": o, "votes": n} for o, n in votes],
            "counted_by": "p-64",
            "counted_on": "2014-09-20",
            **more,
        }
    )


LOT = council.LotDrawn(
    tied=(SECOND, THIRD),
    drawn=(THIRD,),
    witness="p-65",
    witness_name=about("p-65", "Somebody Private"),
    witness_of="An embassy (sample)",
    drawn_on=date(2014, 9, 20),
)
FROZEN = council.RollFrozen(open_to="all", as_of=datetime.fromisoformat("2014-09-15T09:00:00+02:00"))


def declared(*elected: tuple[str, str, int, bool]) -> council.ResultDeclared:
    return council.ResultDeclared(
        elected=tuple(
            council.Elected(seat=seat, organisation=o, votes=n, by_lot=lot) for seat, o, n, lot in elected
        ),
        declared_on=date(2014, 9, 20),
        inspection_until=datetime.fromisoformat("2014-09-24T09:00:00+02:00"),
    )


CERTIFIED = council.ElectionCertified(
    body="council",
    holders=(
        council.NewHolder(
            seat="cso-1",
            organisation=FIRST,
            person="p-66",
            person_name=about("p-66", "Somebody Private"),
            sits=True,
        ),
    ),
    certified_on=date(2014, 9, 25),
)
OBSERVER = council.Guest(label="An embassy (sample)")


def with_lot(log: Chronicle) -> None:
    id = "council-2014-09"
    name = {"sq": "Dy vende të Këshillit", "sr": "Dva mesta u Savetu", "en": "Two seats of the Council"}
    days = ("2014-09-01", "2014-09-10", "2014-09-15", "2014-09-20", "2014-09-21", "2014-09-24")
    log.add(election(id), called(name, *days), nominated(FIRST), nominated(SECOND), nominated(THIRD))
    log.add(election(id), nominated(HOSTILE), refused(HOSTILE), listed(FIRST, SECOND, THIRD))
    log.add(roll(id), FROZEN, received(FIRST), received(SECOND, "email"), received(THIRD, "post"))
    votes = (FIRST, 3), (SECOND, 1), (THIRD, 1)
    log.add(election(id), counted(3, {"over_voted": 1, "blank": 1}, *votes, observers=(OBSERVER,)))
    log.add(election(id), LOT, declared(("cso-1", FIRST, 3, False), ("cso-2", THIRD, 1, True)), CERTIFIED)


def hold(log: Chronicle) -> None:
    """What the page of elections has to show on 1 October 2016."""
    with_lot(log)
    title = {"en": "A by-election"}
    inspected = ("2016-09-01", "2016-09-05", "2016-09-10", "2016-09-20", "2016-09-21", "2016-10-05")
    log.add(
        election("council-2016-09"),
        called(title, *inspected, seats=("cso-1",)),
        nominated(FIRST),
        listed(FIRST),
        counted(2, {}, (FIRST, 2)),
        declared(("cso-1", FIRST, 2, False)),
        council.ObjectionLodged(
            objection=1, organisation=SECOND, grounds="p-67 was away", lodged_on=date(2016, 9, 22)
        ),
        council.ObjectionLodged(objection=2, grounds="p-68 says so", lodged_on=date(2016, 9, 23)),
        council.ObjectionRuled(
            objection=1, ruling="dismissed", reason={"en": "The box was shut."}, ruled_on=date(2016, 9, 24)
        ),
    )
    nominating = ("2016-09-20", "2016-10-10", "2016-10-12", "2016-10-20", "2016-10-21", "2016-10-25")
    log.add(election("council-2016-10"), called({"en": "One more seat"}, *nominating), nominated(FIRST))
    voting = ("2016-09-01", "2016-09-10", "2016-09-25", "2016-10-10", "2016-10-11", "2016-10-15")
    elsewhere: Any = {"body": None, "requested_by": "opm", "seats": ("youth",), "choices": 1}
    log.add(election("youth-2016"), called({"en": "A youth representative"}, *voting, **elsewhere))
    log.add(election("youth-2016"), nominated(FIRST), nominated(SECOND), listed(FIRST, SECOND))
    log.add(roll("youth-2016"), FROZEN, received(THIRD))
    log.add(
        election("annulled-2016"),
        called({"en": "Annulled"}, *inspected),
        council.ElectionAnnulled(reason={"en": "The list was wrong."}, annulled_on=date(2016, 9, 6)),
    )
    proposed = council.ByElectionProposed(seat="cso-2", vacated_on=date(2015, 10, 1))
    answered = council.ByElectionCalled(
        seats=("cso-2",), election="council-2016-10", called_on=date(2016, 9, 20)
    )
    log.add(Ref("council", "vacancy", "council"), proposed, answered)
