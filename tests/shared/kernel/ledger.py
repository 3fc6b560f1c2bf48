"""A small domain of its own for the kernel's tests: accounts that hold coins, moved between them."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace

from shared.kernel.access import Role, door
from shared.kernel.entity import Command, Context, Decision, Entity, NotNow, Refusal
from shared.kernel.event import Event, Vocabulary
from shared.kernel.personal import Personal, about


class Opened(Event, name="bank.Opened"):
    owner: Personal[str]


class Paid(Event, name="bank.Paid"):
    coins: int


class Taken(Event, name="bank.Taken"):
    coins: int


class Open(Command):
    """Opens an account."""

    account: str
    owner: str
    name: str


class Pay(Command):
    """Pays coins in."""

    account: str
    coins: int


class Move(Command):
    """Moves coins to another account."""

    account: str
    to: str
    coins: int


@dataclass(frozen=True)
class Absent:
    """No account."""


@dataclass(frozen=True)
class Account:
    coins: int = 0


class TooFew(Refusal):
    """There are only {coins} coins: pay some in."""


def decide(command: Command, state: Absent | Account, ctx: Context) -> Decision:
    match command, state:
        case Open(owner=owner, name=name), Absent():
            return [Opened(owner=about(owner, name))]
        case Pay(coins=0), Account():
            return []
        case Pay(coins=coins), Account():
            return [Paid(coins=coins)]
        case Move(coins=coins), Account(coins=held) if coins > held:
            raise TooFew(coins=held)
        case Move(to=to, coins=coins), Account():
            if not isinstance(ctx.of(ACCOUNT, to), Account):
                raise NotNow(command, ctx.of(ACCOUNT, to), "other account")
            return [Taken(coins=coins), ACCOUNT.at(to, Paid(coins=coins))]
        case _:
            raise NotNow(command, state, "account")


def evolve(state: Absent | Account, event: Event) -> Absent | Account:
    match event, state:
        case Opened(), _:
            return Account()
        case Paid(coins=coins), Account(coins=held):
            return Account(held + coins)
        case Taken(coins=coins), Account(coins=held):
            return Account(held - coins)
    return state


ACCOUNT: Entity[Absent | Account] = Entity("bank", "account", Absent(), evolve, decide, lambda c: c.account)
TELLER = Role("teller")
OPEN, PAY, MOVE = door(Open, ACCOUNT, TELLER), door(Pay, ACCOUNT, TELLER), door(Move, ACCOUNT, TELLER)
VOCABULARY = Vocabulary.of(SimpleNamespace(__name__=__name__, Opened=Opened, Paid=Paid, Taken=Taken))  # type: ignore[arg-type]
