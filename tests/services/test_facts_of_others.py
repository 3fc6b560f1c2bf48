"""Does each service read an entity in one way only? Two would meet in its memory of folded entities."""

from __future__ import annotations

import importlib
import pkgutil
from collections import defaultdict

import pytest

from shared.kernel.entity import Entity


@pytest.mark.parametrize("service", ["membership", "council", "grants", "outreach"])
def test_every_entity_is_folded_in_one_way(service: str) -> None:
    package = importlib.import_module(f"services.{service}.domain")
    folds: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for found in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"{package.__name__}.{found.name}")
        for value in vars(module).values():
            if isinstance(value, Entity):
                folds[value.service, value.name].add(id(value.evolve))
    assert folds
    assert [name for name, ways in folds.items() if len(ways) > 1] == []
