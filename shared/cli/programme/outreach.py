"""Hubs: which commands stand behind this file?"""

from __future__ import annotations

from collections.abc import Iterator

from shared.cli.programme.rows import Programme, Row, give


def hubs(p: Programme) -> Iterator[Row]:
    for r in p.table("hubs.csv"):
        yield give(
            p.staff["hubs"],
            "OpenHub",
            r["opened_on"],
            r["hub"],
            hub=r["hub"],
            region=r["region"],
            seat=r["municipality"],
            host=r["host"],
            national=r["national"] == "yes",
            municipalities=r["municipalities"].split(),
            languages=r["languages"].split(),
        )
