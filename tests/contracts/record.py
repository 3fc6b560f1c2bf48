"""`python -m tests.contracts.record` puts the events that are not on record yet into their files."""

from __future__ import annotations

import json

from tests.contracts.test_permanent_names import KNOWN, STORED, TODAY

if __name__ == "__main__":
    for service in sorted({name.partition(".")[0] for name in TODAY}):
        rows = {name: row for name, row in TODAY.items() if name.startswith(f"{service}.")}
        kept = {name: KNOWN.get(name, row) for name, row in rows.items()}
        (STORED / f"{service}.json").write_text(json.dumps(kept, indent=1) + "\n")
