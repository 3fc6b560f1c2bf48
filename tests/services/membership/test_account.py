"""Who may sign in, and as what?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.membership.domain.account import (
    ACCOUNT,
    Account,
    AccountAlreadyOpen,
    BindingMissing,
    BindingNotNeeded,
    ChangeAddress,
    CloseAccount,
    Closed,
    EmailTaken,
    ForgetPerson,
    Forgotten,
    GrantRole,
    NothingToBindTo,
    Open,
    OpenAccount,
    OwnAccount,
    PersonForgottenAlready,
    RoleAlreadyHeld,
    RoleNotHeld,
    Unopened,
)
from services.membership.domain.binding import HUB, INSTITUTION
from services.membership.domain.mailbox import MAILBOX, Mailbox
from services.membership.domain.organisation import ORGANISATION
from services.membership.doors import DOORS
from services.membership.main import SERVICE
from shared.contracts import council, membership, outreach
from shared.contracts.roles import BOUND, ROLES
from shared.kernel.entity import Actor, Command, Grant, NotNow
from shared.kernel.personal import about
from shared.kernel.policy import Forget
from shared.kernel.veil import veiled
from shared.testing.recorded import recorded
from shared.testing.spec import Spec
from shared.testing.table import ACCEPTED, Step, check_complete, steps
from shared.testing.world import World
from tests.services.membership.given import ORG, TODAY, closed, registered
from tests.services.membership.given_accounts import (
    CHANGE_ADDRESS,
    CLOSE_ACCOUNT,
    EMAIL,
    FORGET,
    GRANT,
    OPEN_ACCOUNT,
    OTHER_PERSON,
    PERSON,
    REVOKE,
    account_closed,
    account_opened,
    forgotten,
    granted,
)

account = Spec(ACCOUNT)
BOX = veiled(b"", EMAIL)
HELD = (account_opened(), granted)

TABLE = steps(
    {
        Unopened: (),
        Open: (account_opened(),),
        Closed: (account_opened(), account_closed),
        Forgotten: (account_opened(), forgotten),
    },
    [
        (OPEN_ACCOUNT, (ACCEPTED, AccountAlreadyOpen, ACCEPTED, PersonForgottenAlready)),
        (CHANGE_ADDRESS, (NotNow, ACCEPTED, NotNow, PersonForgottenAlready)),
        (GRANT, (NotNow, ACCEPTED, NotNow, PersonForgottenAlready)),
        (REVOKE, (NotNow, RoleNotHeld, NotNow, PersonForgottenAlready)),
        (CLOSE_ACCOUNT, (NotNow, ACCEPTED, NotNow, PersonForgottenAlready)),
        (FORGET, (ACCEPTED, ACCEPTED, ACCEPTED, PersonForgottenAlready)),
    ],
)
HOLDING = steps({Open: HELD}, [(REVOKE, (ACCEPTED,)), (GRANT, (RoleAlreadyHeld,))])


@pytest.mark.parametrize("step", TABLE + HOLDING, ids=str)
def test_each_command_in_each_state(step: Step) -> None:
    step.check(account)


def test_no_state_and_no_command_is_forgotten() -> None:
    check_complete(TABLE + HOLDING, Account, DOORS, "account")


def test_an_account_keeps_its_address_for_itself() -> None:
    account.when(OPEN_ACCOUNT).then(
        account_opened(mailbox=BOX, opened_on=TODAY),
        MAILBOX.at(BOX, membership.EmailClaimed(person=PERSON)),
    )


@pytest.mark.parametrize("spelling", [EMAIL, "Arta@Example.ORG"])
def test_an_address_serves_one_account_however_it_is_spelled(spelling: str) -> None:
    kept = account.given_at(MAILBOX, BOX, membership.EmailClaimed(person=OTHER_PERSON))
    kept.when(OPEN_ACCOUNT.model_copy(update={"email": spelling})).refused(EmailTaken)


def test_a_closed_account_gives_its_address_free_and_can_be_opened_again_without_roles() -> None:
    account.given(*HELD).when(CLOSE_ACCOUNT).then(
        membership.AccountClosed(reason="Left the platform", closed_on=TODAY),
        MAILBOX.at("box", membership.EmailReleased(person=PERSON)),
    )
    assert account.given(*HELD, account_closed, account_opened()).state() == Open("box")


def test_another_address_takes_the_place_of_the_one_before_which_is_free_again() -> None:
    new = veiled(b"", CHANGE_ADDRESS.email)
    facts = {"email": about(PERSON, CHANGE_ADDRESS.email), "mailbox": new, "changed_on": TODAY}
    changed = membership.AddressChanged(**facts)
    account.given(*HELD).when(CHANGE_ADDRESS).then(
        changed,
        MAILBOX.at("box", membership.EmailReleased(person=PERSON)),
        MAILBOX.at(new, membership.EmailClaimed(person=PERSON)),
    )
    assert account.given(*HELD, changed).state() == Open(new, frozenset({Grant("secretariat")}))
    account.given(*HELD, changed).when(CHANGE_ADDRESS).then()
    taken = account.given(*HELD).given_at(MAILBOX, new, membership.EmailClaimed(person=OTHER_PERSON))
    taken.when(CHANGE_ADDRESS).refused(EmailTaken)


def test_an_account_from_before_addresses_were_kept_closes_too() -> None:
    old = account.given(account_opened(mailbox=None))
    old.when(CLOSE_ACCOUNT).then(membership.AccountClosed(reason="Left the platform", closed_on=TODAY))


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_a_role_is_bound_to_what_it_needs_and_to_nothing_else(role: Any) -> None:
    free, bound = GrantRole(person=PERSON, role=role), GrantRole(person=PERSON, role=role, bound_to=ORG)
    opened = account.given(account_opened())
    if role in BOUND:
        opened.when(free).refused(BindingMissing)
        assert BOUND[role] in str(opened.when(bound).refused(NothingToBindTo))
    else:
        opened.when(free).then(membership.RoleGranted(role=role, granted_on=TODAY))
        opened.when(bound).refused(BindingNotNeeded)


HUB_OPENED = outreach.HubOpened(
    region="peje", seat="peje", host="A", municipalities=(), languages=("sq",), opened_on=TODAY
)
THERE: list[tuple[Any, Any, Any]] = [
    ("cso", ORGANISATION, registered),
    ("government", INSTITUTION, council.InstitutionRegistered(name={"en": "OPM"})),
    ("hub", HUB, HUB_OPENED),
]


@pytest.mark.parametrize(("role", "entity", "fact"), THERE, ids=[row[0] for row in THERE])
def test_a_bound_role_needs_its_thing_to_be_there(role: Any, entity: Any, fact: Any) -> None:
    opened = account.given(account_opened()).given_at(entity, ORG, fact)
    grant = GrantRole(person=PERSON, role=role, bound_to=ORG)
    opened.when(grant).then(membership.RoleGranted(role=role, bound_to=ORG, granted_on=TODAY))


def test_nobody_speaks_for_an_organisation_or_a_hub_that_is_closed() -> None:
    opened = account.given(account_opened())
    gone = opened.given_at(ORGANISATION, ORG, registered, closed)
    gone.when(GrantRole(person=PERSON, role="cso", bound_to=ORG)).refused(NothingToBindTo)
    shut = opened.given_at(HUB, "peja", HUB_OPENED, outreach.HubClosed(reason="Moved", closed_on=TODAY))
    shut.when(GrantRole(person=PERSON, role="hub", bound_to="peja")).refused(NothingToBindTo)


def test_nobody_grants_a_role_to_themselves() -> None:
    account.given(account_opened()).by(PERSON).when(GRANT).refused(OwnAccount)


def test_a_role_that_is_taken_back_is_held_no_more_and_the_reason_is_kept() -> None:
    taken = membership.RoleRevoked(role="secretariat", reason="Left the secretariat", revoked_on=TODAY)
    account.given(*HELD).when(REVOKE).then(taken)
    assert account.given(*HELD).state() == Open("box", frozenset({Grant("secretariat")}))
    assert account.given(*HELD, taken).state() == Open("box")


def test_a_person_is_forgotten_with_their_address_and_the_key_is_destroyed() -> None:
    fact = membership.PersonForgotten(reason="The person asked for it", forgotten_on=TODAY)
    account.given(*HELD).when(FORGET).then(fact, MAILBOX.at("box", membership.EmailReleased(person=PERSON)))
    account.when(FORGET).then(fact)
    (policy,) = (p for p in SERVICE.policies if p.on is membership.PersonForgotten)
    assert policy.then(recorded(fact, ACCOUNT.ref(PERSON))) == [Forget(PERSON)]


def test_facts_of_others_leave_it_as_it_is() -> None:
    assert account.given(*HELD, closed).state() == account.given(*HELD).state()
    assert account.given(granted).state() == Unopened()
    claimed = Spec(MAILBOX).given(membership.EmailClaimed(person=PERSON), closed)
    assert claimed.state() == Mailbox(PERSON)
    assert Spec(INSTITUTION).given(closed).state() == INSTITUTION.initial


people, addresses = st.sampled_from(["p-1", "p-2", "p-3"]), st.sampled_from(["a@x.org", "A@x.org", "b@x.org"])
wishes = st.one_of(
    st.builds(OpenAccount, person=people, name=st.just("N"), email=addresses),
    st.builds(ChangeAddress, person=people, email=addresses),
    st.builds(CloseAccount, person=people, reason=st.just("R")),
    st.builds(ForgetPerson, person=people, reason=st.just("R")),
)


@given(st.lists(wishes, max_size=30))
def test_an_address_never_serves_two_accounts(commands: list[Command]) -> None:
    world, box = World(), {veiled(b"", "a@x.org"), veiled(b"", "b@x.org")}
    for command in commands:
        world.give(ACCOUNT, command, Actor("p-admin"))
        states = [world.state(ACCOUNT, person) for person in ("p-1", "p-2", "p-3")]
        in_use = [state.mailbox for state in states if isinstance(state, Open)]
        assert len(set(in_use)) == len(in_use)
        assert {id for id in box if world.state(MAILBOX, id).person} == set(in_use)
