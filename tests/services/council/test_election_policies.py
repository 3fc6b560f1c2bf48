"""Do an election's policies and timers take effect once, across deaths of the service?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import nats

from services.council.domain.body import BODY, FillSeat, VacateSeat
from services.council.domain.election.election import ELECTING
from services.council.domain.election.roll import ROLL
from services.council.domain.election.vacancy import VACANCY
from shared.contracts import council
from shared.contracts.council import Holder
from shared.kernel.provision import LOG_STREAM
from tests.services.council.polling import ZONE, Polling, moment
from tests.services.council.serving import Council, held, polling
from tests.services.outreach.waiting import lines


# ── policies ────────────────────────────────────────────────────────────────────────────────────
async def test_a_certified_election_fills_its_seats_once_across_deaths_of_the_service(
    service: Council,
) -> None:
    await certified(service)
    assert len(await service.told(BODY, "council")) == 1, "nobody was there to follow"
    service.start()

    async def seated() -> bool:
        return len(await service.told(BODY, "council")) >= 2

    await service.until(seated)
    await service.kill()  # perhaps between the first seat and the second
    await again(service)
    service.start()
    await service.until(lambda: _exists(service))
    await service.all_followed()
    filled = [e for e in await service.told(BODY, "council") if isinstance(e, council.SeatFilled)]
    assert [(e.seat, e.holder.id, e.ground) for e in filled] == [
        ("cso-01", "c-A", "election"),
        ("cso-02", "c-B", "election"),
    ]
    assert filled[0].person_name.value == "A", "the name came along, sealed"
    await service.kill()
    await again(service)
    service.start()
    await service.until(lambda: _exists(service))
    await service.all_followed()
    assert len(await service.told(BODY, "council")) == 3


async def certified(service: Council) -> Polling:
    """The by-election of October 2015, up to its certificate."""
    election = polling(service, "council-2015-10")
    await held(election, election.case.papers())
    await election.declared()
    await election.certified()
    return election


async def again(service: Council) -> None:
    """Everything is told from the beginning, also what had been handed out: else that comes in a minute."""
    await service.nc.jetstream().delete_consumer(LOG_STREAM, "policies-council")


async def _exists(service: Council) -> bool:
    try:
        await service.nc.jetstream().consumer_info(LOG_STREAM, "policies-council")
    except nats.js.errors.NotFoundError:
        return False
    return True


async def test_the_seat_of_who_closed_after_the_certificate_waits_for_the_secretariat(
    service: Council,
) -> None:
    election = await certified(service)
    day = moment(election.case.data["certified_at"])
    await election.close("c-B", day)
    service.start()
    await service.until(lambda: _filled(service, 1))
    await service.until(lambda: _exists(service))
    await service.all_followed()
    assert await _empty_seats(service) == {"cso-02": "c-B"}
    holder = Holder(kind="organisation", id="voter-01")
    fill = {"holder": holder, "person": "p-5", "person_name": "Arta Shembull", "ground": "nomination"}
    await election.give(FillSeat(body="council", seat="cso-02", since=day.date(), **fill), day)
    assert await _empty_seats(service) == {}


async def _empty_seats(service: Council) -> dict[str, str]:
    """The seats that wait to be filled by hand, and who was elected to them."""
    log = [event async for batch in service.log.read() for event in batch]
    waiting = [line for line in lines(log).values() if line["command"] == "council.FillSeat"]
    return {line["facts"]["seat"]: line["facts"]["organisation"] for line in waiting}


async def test_a_vacated_elected_seat_is_proposed_for_a_by_election_after_a_restart(
    service: Council,
) -> None:
    election = await certified(service)
    service.start()
    await service.until(lambda: _filled(service, 2))
    await service.all_followed()
    await service.kill()
    vacate = VacateSeat(body="council", seat="cso-02", reason="It resigned")
    await election.give(vacate, moment("2016-02-01T09:00"))
    service.start()

    async def proposed() -> bool:
        return any(isinstance(e, council.ByElectionProposed) for e in await service.told(VACANCY, "council"))

    await service.until(proposed)
    await service.all_followed()
    called, due = await service.told(VACANCY, "council")
    assert isinstance(called, council.ByElectionCalled)
    assert (due.seat, due.vacated_on.isoformat()) == ("cso-02", "2016-02-01")


async def _filled(service: Council, seats: int) -> bool:
    events = await service.told(BODY, "council")
    return sum(isinstance(e, council.SeatFilled) for e in events) == seats


async def test_the_roll_freezes_at_its_moment_though_the_service_died_meanwhile(service: Council) -> None:
    now = datetime.now(ZONE)
    opens = now.replace(microsecond=0) + timedelta(seconds=3)  # a schedule counts in whole seconds
    hours = [timedelta(hours=n) for n in range(-2, 4)]
    began = (now + hours[0]).replace(minute=0, second=0, microsecond=0)
    spans = [(began, now), (opens, now + hours[3]), (now + hours[4], now + hours[5])]
    windows = {
        name: [a.replace(tzinfo=None).isoformat(), b.replace(tzinfo=None).isoformat()]
        for name, (a, b) in zip(("nominations", "voting", "inspection"), spans, strict=True)
    }
    election = polling(service, "council-2016-09", windows=windows)
    await election.furnish()
    await election.called()
    await election.nominated()
    service.start()
    await election.listed()
    await service.until(lambda: _exists(service))
    await service.all_followed()  # the timer is planned
    await service.kill()
    assert await service.told(ROLL, election.case.id) == []
    service.start()

    async def frozen() -> bool:
        return bool(await service.told(ROLL, election.case.id))

    await service.until(frozen)
    (fact,) = await service.told(ROLL, election.case.id)
    assert fact == council.RollFrozen(open_to="all", as_of=opens.astimezone(UTC))
    assert datetime.now(UTC) >= fact.as_of
    kept = await service.log.load(ROLL.ref(election.case.id))
    assert (kept[0].by, kept[0].at) == ("system:roll-freezes-as-the-vote-opens", fact.as_of)
    assert [type(e).__name__ for e in await service.told(ELECTING, election.case.id)][
        -1
    ] == "CandidatesPublished"
