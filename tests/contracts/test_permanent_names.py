"""Events last for ever: a stored name, a revision and its fields are never changed, only added to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from shared.contracts import VOCABULARY
from shared.kernel.event import Event

STORED = Path(__file__).with_name("events")
"""One file per service, a row per event."""


def described(type_: type[Event]) -> dict[str, Any]:
    schema = type_.model_json_schema()
    return {
        "revision": type_.revision,
        "required": sorted(schema.get("required", ())),
        "optional": sorted(schema.get("properties", {}).keys() - set(schema.get("required", ()))),
    }


TODAY = {name: described(type_) for name, type_ in sorted(VOCABULARY.items())}
KNOWN: dict[str, Any] = {
    name: row for file in sorted(STORED.glob("*.json")) for name, row in json.loads(file.read_text()).items()
}


def test_every_event_that_was_ever_stored_still_has_its_class() -> None:
    assert set(KNOWN) <= set(TODAY)


def test_every_event_of_today_is_on_record() -> None:
    missing = {name: row for name, row in TODAY.items() if name not in KNOWN}
    assert not missing, f"run `python -m tests.contracts.record` for {[*missing]}"


def test_what_is_stored_can_be_read_without_a_new_revision_only_if_nothing_required_came_or_went() -> None:
    for name, row in KNOWN.items():
        today = TODAY[name]
        if today["revision"] == row["revision"]:
            assert today["required"] == row["required"], f"{name} needs a new revision and an upcast"
            assert set(row["optional"]) <= set(today["optional"]), f"{name} lost a field"
        else:
            assert today["revision"] > row["revision"], f"{name}: a revision never goes back"


def test_a_name_says_its_service() -> None:
    assert {name.partition(".")[0] for name in TODAY} == {"membership", "council", "grants", "outreach"}
