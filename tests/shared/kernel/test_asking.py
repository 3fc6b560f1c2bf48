"""Which commands may a person give an entity now? A decider is asked with nothing but the id."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Literal

import pytest
from nats.aio.client import Client

from shared.kernel.access import Role, door
from shared.kernel.asking import answer_questions, key_field
from shared.kernel.codec import Codec
from shared.kernel.connection import settled
from shared.kernel.entity import Command, Context, Decision, Entity, Grant, NotNow, Refusal
from shared.kernel.event import Event, Ref, Vocabulary
from shared.kernel.handler import Handler
from shared.kernel.jetstream import JetStreamLog
from shared.kernel.log import NewEvent
from shared.kernel.service import Service
from shared.kernel.token import Verifier, issue, new_key, public_keys
from shared.testing.spec import KOSOVO
from tests.shared.kernel.records import stamp

KEY = new_key()


class Planted(Event, name="garden.Planted"):
    gardener: str


class Felled(Event, name="garden.Felled"):
    pass


class Plant(Command):
    tree: str


class Prune(Command):
    tree: str
    branches: int


class Fell(Command):
    tree: str
    how: Literal["saw", "axe"]


class Water(Command):
    tree: str
    litres: int


class Sell(Command):
    tree: str
    cents: int


class Graft(Command):
    tree: str
    twig: str | None = None


class TooMany(Refusal):
    """That many branches are not there."""


class FeastDay(Refusal):
    """Nobody sells trees today."""


@dataclass(frozen=True)
class Nothing:
    pass


@dataclass(frozen=True)
class Tree:
    gardener: str


def decide(command: Command, tree: Nothing | Tree, ctx: Context) -> Decision:
    match command, tree:
        case Plant(), Nothing():
            return [Planted(gardener=ctx.by)]
        case Prune(branches=branches), Tree() if branches > 7:
            raise TooMany
        case Prune(), Tree():
            return []
        case Fell(how="axe"), Tree():
            return [Felled()]
        case Water(), Tree():
            if command.litres == 0:
                raise TooMany
            raise TooMany
        case Graft(), Tree() if command.twig is not None:
            raise FeastDay
        case Graft(), Tree():
            return []
        case Sell(), Tree() if isinstance(ctx.of(TREE, "holy"), Nothing):
            raise FeastDay
        case _:
            raise NotNow(command, tree, "tree")


def evolve(tree: Nothing | Tree, event: Event) -> Nothing | Tree:
    return Tree(event.gardener) if isinstance(event, Planted) else Nothing()


TREE: Entity[Any] = Entity("garden", "tree", Nothing(), evolve, decide, key=lambda command: command.tree)
GARDENER, OWN = Role("gardener"), Role("owner").own("gardener")
GARDEN = Service(
    "garden",
    Vocabulary([Planted, Felled]),
    (
        door(Plant, TREE, GARDENER),
        door(Prune, TREE, GARDENER, OWN),
        door(Fell, TREE, OWN),
        door(Water, TREE, GARDENER),
        door(Sell, TREE, GARDENER),
        door(Graft, TREE, GARDENER),
    ),
)


@pytest.fixture
async def asking(nc: Client) -> Client:
    log = JetStreamLog(nc, Codec(GARDEN.vocabulary))
    oak = Ref("garden", "tree", "oak")
    await log.append([NewEvent(oak, 1, Planted(gardener="p-anna"), "event-1", "", stamp())])
    handler = Handler(log, KOSOVO)
    await answer_questions(nc, GARDEN, handler, Verifier(public_keys(KEY), "civikos"), KOSOVO)
    await settled(nc)
    return nc


async def ask(nc: Client, id: str, *grants: Grant, entity: str = "tree", token: str = "") -> dict[str, Any]:
    signed = token or issue(KEY, "p-anna", grants)
    body = json.dumps({"entity": entity, "id": id}).encode()
    headers = {"Authorization": f"Bearer {signed}"}
    reply = await nc.request("civikos.ask.garden", body, 5, headers=headers)
    answer: dict[str, Any] = json.loads(reply.data)
    return answer


async def test_the_state_and_what_is_possible_in_it(asking: Client) -> None:
    answer = await ask(asking, "oak", Grant("gardener"))
    assert (answer["state"], answer["version"]) == ("tree", 1)
    assert "Prune" in answer["commands"], "how many branches nobody has said yet"
    assert "Plant" not in answer["commands"], "it is planted already"
    assert "Water" in answer["commands"], "its refusal looked at what nobody has said yet"
    assert "Sell" not in answer["commands"], "whatever the price, today nobody sells: another tree says so"
    assert "Graft" in answer["commands"], "without a twig it may be given today"
    assert (await ask(asking, "elm", Grant("gardener")))["commands"] == ["Plant"]


async def test_a_choice_in_the_command_is_tried(asking: Client) -> None:
    assert "Fell" in (await ask(asking, "oak", Grant("owner", "p-anna")))["commands"]


async def test_what_the_person_may_not_is_left_out(asking: Client) -> None:
    assert (await ask(asking, "oak"))["commands"] == []
    assert (await ask(asking, "oak", Grant("owner", "p-berta")))["commands"] == []


async def test_who_cannot_be_told_or_asks_nonsense_gets_a_problem(asking: Client) -> None:
    assert (await ask(asking, "oak", token="x.y.z"))["status"] == 401
    assert (await ask(asking, "oak", entity="bush"))["status"] == 400
    assert (await ask(asking, "two words", Grant("gardener")))["status"] == 422


def test_the_field_that_names_the_entity_is_found() -> None:
    assert key_field(GARDEN.door("Prune")) == "tree"
    of_two = replace(TREE, key=lambda command: f"{command.tree}-{command.litres}")
    assert key_field(door(Water, of_two)) is None
    always_the_same = replace(TREE, key=lambda _: "soil")
    assert key_field(door(Water, always_the_same)) is None
