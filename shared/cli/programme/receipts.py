"""What do the demo's receipts look like? A page of PDF each, made of its line in the table; samples all."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from shared.cli.programme.rows import Programme
from shared.cli.programme.sheet import Sheet, drawn

SLIP = Sheet(width=420, height=200, letters=58)


def receipts(p: Programme) -> Iterator[bytes]:
    """Every receipt of the programme, once."""
    texts = {row["receipt"] for row in p.table("claim-items.csv") if row["receipt"]}
    return (receipt(text) for text in sorted(texts))


def receipt(text: str) -> bytes:
    """The same text is always the same bytes, so the claim can name them by their hash."""
    return drawn(SLIP, textwrap.wrap(text, SLIP.letters))
