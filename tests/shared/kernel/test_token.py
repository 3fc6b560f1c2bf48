"""What may the key of a web process sign? Little: tokens of minutes, about now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from shared.kernel.entity import Grant
from shared.kernel.problem import Unauthenticated
from shared.kernel.token import SHORT_LIFE, Verifier, issue, new_key, public_keys

OPERATORS, DESKS = new_key(), new_key()
NOW = datetime.now(UTC)
GRANTS = (Grant("cso", "5900001-1"), Grant("board"))


@pytest.fixture
def verifier() -> Verifier:
    return Verifier(public_keys(OPERATORS, short=(DESKS,)), "civikos")


def test_a_short_token_is_believed(verifier: Verifier) -> None:
    actor, at = verifier.actor(issue(DESKS, "p-ana", GRANTS, lifetime=SHORT_LIFE), NOW)
    assert (actor.person, actor.grants, at) == ("p-ana", GRANTS, NOW)


@pytest.mark.parametrize(
    "more", [{"lifetime": timedelta(hours=12)}, {"lifetime": SHORT_LIFE, "as_of": NOW - timedelta(days=9)}]
)
def test_a_longer_life_and_another_day_are_for_the_operators_key_alone(
    verifier: Verifier, more: dict[str, timedelta]
) -> None:
    verifier.actor(issue(OPERATORS, "p-ana", GRANTS, **more), NOW)  # type: ignore[arg-type]
    with pytest.raises(Unauthenticated, match="more than its key may grant"):
        verifier.actor(issue(DESKS, "p-ana", GRANTS, **more), NOW)  # type: ignore[arg-type]
