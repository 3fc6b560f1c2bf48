"""Which events does the rebuild fold? A long, mixed history of real event types; every name is a sample."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from shared.contracts import council, grants, membership
from shared.kernel.event import Event, Ref
from shared.kernel.personal import about

Told = tuple[Ref, Event]
Life = Iterator[Told]
PERSONS = 500
AT_ONCE = 2000
"""Lives that go on side by side."""
DAY = date(2015, 4, 21)
MORNING, NOON = datetime(2015, 4, 21, 8, tzinfo=UTC), datetime(2015, 4, 21, 10, tzinfo=UTC)
NAME: Any = {"sq": "Shoqata shembull", "sr": "Udruženje uzorak", "en": "Sample association"}


def organisation(number: int) -> Life:
    ref, member = (Ref("membership", entity, f"org-{number}") for entity in ("organisation", "membership"))
    facts: Any = {"name": NAME, "legal_form": "association", "municipality": "peje", "region": "peje"}
    work: Any = {"fields_of_work": ("youth", "culture"), "founded_on": DAY, "languages": ("sq", "sr")}
    yield ref, membership.OrganisationRegistered(**facts, **work, registered_on=DAY)
    for field in ("sport", "health", "law"):
        yield ref, membership.OrganisationDetailsChanged(fields_of_work=("youth", field))
    yield member, membership.MemberJoined(joined_on=DAY, decision_ref="Board 3/2014 (sample)")
    yield member, membership.MemberResigned(reason="sample", resigned_on=DAY)


def body(number: int) -> Life:
    ref, seats = Ref("council", "body", f"body-{number}"), [f"cso-{seat}" for seat in range(9)]
    yield (
        ref,
        council.BodyEstablished(
            kind="task_force",
            name=NAME,
            seats=tuple(council.Seat(seat=s, side="civil_society", filled_by="elected") for s in seats),
            quorum=council.QuorumRule(percent=50),
            meetings_a_year=4,
            established_on=DAY,
        ),
    )
    for seat in seats:
        holder, person = council.Holder(kind="organisation", id=f"org-{seat}"), f"p-{number % PERSONS}"
        name = about(person, "Somebody Sample")
        fact = {"seat": seat, "holder": holder}
        yield (
            ref,
            council.SeatFilled(**fact, person=person, person_name=name, since=DAY, ground="election"),
        )
        yield ref, council.SeatVacated(**fact, reason="sample", vacated_on=DAY)


def meeting(number: int) -> Life:
    ref, when = Ref("council", "meeting", f"meeting-{number}"), {"starts_at": MORNING, "ends_at": NOON}
    holder = council.Holder(kind="organisation", id="org-1")
    seats = tuple(council.Attendance(seat=f"cso-{s}", presence="present", holder=holder) for s in range(9))
    quorum = council.Quorum(present=9, needed=5, reached=True)
    yield ref, council.MeetingScheduled(body="council", **when, place="Prishtinë", languages=("sq", "sr"))
    yield ref, council.AgendaSet(items=(council.AgendaItem(number=1, title=NAME, minutes=30),))
    yield ref, council.MeetingRescheduled(**when, place="Prizren", reason="sample")
    yield ref, council.AttendanceRecorded(seats=seats)
    yield ref, council.MeetingHeld(body="council", held_on=DAY, attendance=seats, quorum=quorum)
    for decision in (1, 2):
        yield (
            ref,
            council.DecisionTaken(
                decision=decision, item=1, text=NAME, consensus=True, quorate=True, taken_on=DAY
            ),
        )


def claim(number: int) -> Life:
    ref, person = Ref("grants", "claim", f"claim-{number}"), f"p-{number % PERSONS}"
    items = tuple(grants.ClaimItem(kind="bus", on=DAY, cents=12_50, receipt=f"{n:064x}") for n in range(2))
    yield (
        ref,
        grants.ClaimSubmitted(
            fund="fund-1",
            heading="travel",
            meeting="meeting-1",
            organisation="org-1",
            traveller=person,
            traveller_name=about(person, "Somebody Sample"),
            iban=about(person, "XK051212012345678906"),
            items=items,
            cents=25_00,
            currency="EUR",
            submitted_by=person,
            submitted_on=DAY,
        ),
    )
    yield (
        ref,
        grants.ClaimApproved(granted=(12_50, 10_00), cents=22_50, approved_by="p-sara", approved_on=DAY),
    )
    yield ref, grants.ClaimAuthorised(authorised_by="p-fatos", authorised_on=DAY)
    yield ref, grants.ClaimPaid(payment_ref="B-1", cents=22_50, paid_on=DAY)


def chronicle(events: int, seed: int = 2015) -> Iterator[Told]:
    """About a quarter of the events are of each kind; lives go on side by side, in a random order."""
    chosen, numbers = random.Random(seed), itertools.count()
    kinds: list[Callable[[int], Life]] = [organisation, body, meeting, claim]
    weights = [1 / 6, 1 / 19, 1 / 7, 1 / 4]
    lives = [chosen.choices(kinds, weights)[0](next(numbers)) for _ in range(AT_ONCE)]
    while events:
        place = chosen.randrange(AT_ONCE)
        told = next(lives[place], None)
        if told is None:
            lives[place] = chosen.choices(kinds, weights)[0](next(numbers))
        else:
            events -= 1
            yield told
