"""How fast does a claim live: submit, approve, authorise, pay, each loading, deciding and appending?"""

from __future__ import annotations

import json
import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial

from services.grants.main import SERVICE as GRANTS
from shared.kernel.handler import Handler
from tests.bench import programme
from tests.bench.figures import Figure, Goal, Rounds, Section, Side, alternating
from tests.bench.plain_life import PlainLife
from tests.bench.programme import DRITA, FATOS, MARKO, NOW, ORGANISATION, SARA, Life
from tests.bench.stage import Stage, in_flight, stage

METHOD = """\
A claim is submitted (with one receipt, its traveller and its organisation; four events), approved (claim
and fund; two events), authorised, put into a payment batch of its own (two), which is released (one), and
paid (batch, claim, fund and traveller; four), each step of them one atomic durable append. In process:
the real handler with sealing of personal fields. Plain: a nats-py loop that makes the same loads (all of
a step at once; it only counts, and does not load, what it appended to a traveller and an organisation)
and the same atomic appends with the same headers and payloads of the same size, without rules, keys and
access. Meetings, means and funds are given by commands before; each side has organisations and travellers
of its own, as the services of one platform would seldom have two processes for one organisation. In
flight 64 there are 64 funds, a fresh set for each round and side, so that the plain loop, which does not
retry, meets no conflict; one in flight takes eight funds in turn. The travellers' keys exist (one claim
of each comes first). "Shared" is one fund for 64 in flight. Through the door: a real
`services.grants.main` and signed tokens; this life ends with the authorisation, and so does the plain
life it is compared with. The issue speaks of three commands; the domain has authorisation, and a batch
that two persons make. With 64 in flight all sides wait for the server's atomic batches on the disk, whose
speed swings several times over between rounds: look at the rounds before believing that one side is
faster than the other."""

Step = tuple[str, Callable[[Life], dict[str, object]]]
ACTORS = {
    "SubmitClaim": ORGANISATION,
    "ApproveClaim": SARA,
    "AuthoriseClaim": FATOS,
    "PrepareBatch": FATOS,
    "ReleaseBatch": DRITA,
    "RecordPaymentResults": FATOS,
}


def _by_claim(life: Life) -> dict[str, object]:
    return {"claim": life.claim}


STEPS: tuple[Step, ...] = (
    ("SubmitClaim", lambda life: life.submission),
    ("ApproveClaim", _by_claim),
    ("AuthoriseClaim", _by_claim),
    ("PrepareBatch", lambda life: {"batch": life.batch, "fund": life.fund, "claims": [life.claim]}),
    ("ReleaseBatch", lambda life: {"batch": life.batch}),
    ("RecordPaymentResults", lambda life: {"batch": life.batch, "results": [life.result]}),
)
Live = Callable[[Life], Awaitable[None]]


class Lives:
    """Deals out lives: funds and meetings that fit the flights."""

    def __init__(self, preparing: Handler, meetings: Sequence[str]) -> None:
        self._preparing = preparing
        self._meetings = {side: iter(meetings) for side in programme.SIDES}

    async def rate(self, side: str, live: Live, flights: int, each: int, round_: int, *, funds: int) -> float:
        """Lives a second, of `flights` at a time; `each` of them one after the other."""
        names = [f"{side}-{flights}-{funds}-{round_}-{uuid.uuid4().hex[:6]}-{n}" for n in range(funds)]
        await programme.open_funds(self._preparing, names)
        lives = list(self._dealt(side, names, flights, each))
        seconds = await in_flight(flights, iter([partial(live, life) for life in lives]))
        return len(lives) / seconds

    def _dealt(self, side: str, funds: Sequence[str], flights: int, each: int) -> Iterator[Life]:
        """Neighbours never share a fund; a traveller has one claim per meeting."""
        for start in range(0, flights * each, programme.TRAVELLERS):
            meeting = next(self._meetings[side])
            for number in range(min(programme.TRAVELLERS, flights * each - start)):
                yield Life(number, side, funds[number % len(funds)], meeting)


async def through_handler(handler: Handler, life: Life) -> None:
    for name, fields in STEPS:
        await programme.give(handler, GRANTS, ACTORS[name], name, **fields(life))


class Door:
    """The steps that people take, as requests."""

    def __init__(self, made: Stage) -> None:
        self._nc = made.nc
        people = {"SubmitClaim": (MARKO, "secretariat"), "ApproveClaim": (SARA, "secretariat")}
        people["AuthoriseClaim"] = FATOS, "finance"
        self._tokens = {n: made.token(actor.person, role, NOW) for n, (actor, role) in people.items()}

    async def live(self, life: Life) -> None:
        for name, fields in STEPS[:3]:
            token, id = self._tokens[name], str(uuid.uuid4())
            headers = {"Authorization": f"Bearer {token}", "Civikos-Command-Id": id}
            body = json.dumps(fields(life)).encode()
            answer = await self._nc.request(f"civikos.command.grants.{name}", body, 15, headers=headers)
            if "position" not in json.loads(answer.data):
                raise RuntimeError(answer.data)


async def measure(*, quick: bool = False) -> Section:
    async with stage() as made:
        preparing = await made.handler()
        meetings = [f"meeting-{number}" for number in range(20 if quick else 60)]
        await programme.hold_meetings(preparing, meetings)
        await programme.open_funds(preparing, ["first"])
        await programme.assess_means(preparing)
        await made.start("services.grants.main")
        return await _measure(made, Lives(preparing, meetings), 1 if quick else 9)


async def _measure(made: Stage, lives: Lives, rounds: int) -> Section:
    kernel = partial(through_handler, await made.handler())
    plain, door = PlainLife(made.nc), Door(made)

    async def one_and_many(flights: int, each: int, funds: int) -> Rounds[str]:
        for first, live in (("kernel", kernel), ("door", door.live), ("plain", plain.live)):
            await lives.rate(first, live, 64, 1, 0, funds=64)  # the travellers' keys

        def side(name: str, live: Live) -> Side:
            return lambda number: lives.rate(name, live, flights, each, number, funds=funds)

        sides = {"kernel": side("kernel", kernel), "plain": side("plain", plain.live)}
        sides |= {"door": side("door", door.live), "plain-3": side("plain", plain.live_until_paid)}
        return await alternating(rounds, sides)

    alone = await one_and_many(1, 24, 8)
    many = await one_and_many(64, 1, 64)
    shared = await alternating(rounds, {"kernel": lambda n: lives.rate("kernel", kernel, 64, 1, n, funds=1)})
    figures = [*_figures(alone, "1 in flight"), *_figures(many, "64 in flight")]
    figures.append(shared.figure("lives in process, 64 in flight, one shared fund", "kernel", "a second"))
    return Section("claim_life", "A claim's life", METHOD, figures)


def _figures(seen: Rounds[str], flights: str) -> list[Figure]:
    return [
        seen.figure(f"lives in process, {flights}", "kernel", "a second"),
        seen.figure(f"plain lives, {flights}", "plain", "a second"),
        seen.ratio(f"in process : plain, {flights}", "kernel", "plain", Goal(0.9)),
        seen.figure(f"lives through the door, {flights}", "door", "a second"),
        seen.figure(f"plain lives until the authorisation, {flights}", "plain-3", "a second"),
        seen.ratio(f"door : plain, {flights}", "door", "plain-3", Goal(0.6)),
    ]
