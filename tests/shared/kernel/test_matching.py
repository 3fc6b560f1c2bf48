"""Does what stands in no database match and sort as MongoDB says? Both are asked the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo import MongoClient
from pymongo.collection import Collection

from shared.kernel.matching import COMPARE, fits, in_order
from shared.testing.servers import Server

WORDS = st.sampled_from(["", "a", "ab", "b", "Zë", "ç", "đ", "1", "\U0001f600", "\uffee"])
NUMBERS = st.integers(-3, 3)
SCALARS = WORDS | NUMBERS | st.booleans()
DOCUMENTS = st.fixed_dictionaries(
    {
        "word": WORDS,
        "number": NUMBERS,
        "flag": st.booleans(),
        "maybe": st.none() | WORDS,
        "many": st.lists(WORDS, max_size=3),
    }
)
NAMES = st.sampled_from(["_id", "word", "number", "flag", "maybe", "many"])
COMPARISONS = st.dictionaries(st.sampled_from([*COMPARE, "$ne"]), SCALARS, min_size=1)
ONE_OF = st.fixed_dictionaries({"$in": st.lists(SCALARS, max_size=3)})
CONDITIONS = st.dictionaries(NAMES, COMPARISONS | ONE_OF)
EITHER = st.lists(CONDITIONS, min_size=1, max_size=3)
WHERE = CONDITIONS | st.fixed_dictionaries({"$or": EITHER}) | st.fixed_dictionaries({"$and": EITHER})
SORT = st.lists(
    st.tuples(st.sampled_from(["word", "number", "flag"]), st.sampled_from([1, -1])),
    unique_by=lambda one: one[0],
)
FEW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def collection(mongo_server: Server) -> Iterator[Collection[Any]]:
    with MongoClient[Any](mongo_server.url) as client:
        yield client["matching"]["documents"]
        client.drop_database("matching")


@FEW
@given(documents=st.lists(DOCUMENTS, max_size=6), where=WHERE, sort=SORT)
def test_a_filter_and_an_order_give_what_mongodb_gives(
    collection: Collection[Any], documents: list[Any], where: dict[str, Any], sort: list[tuple[str, int]]
) -> None:
    stored = [{"_id": str(number), **document} for number, document in enumerate(documents)]
    order = [*sort, ("_id", 1)]
    collection.delete_many({})
    if stored:
        collection.insert_many(stored)
    assert in_order([one for one in stored if fits(one, where)], order) == list(
        collection.find(where, sort=order)
    )
