"""What do the demo's receipts look like? A page of PDF each, made of its line in the table; samples all."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from shared.cli.programme.rows import Programme

WIDTH = 58
"""Letters in a line of the small page."""


def receipts(p: Programme) -> Iterator[bytes]:
    """Every receipt of the programme, once."""
    texts = {row["receipt"] for row in p.table("claim-items.csv") if row["receipt"]}
    return (receipt(text) for text in sorted(texts))


def receipt(text: str) -> bytes:
    """The same text is always the same bytes, so the claim can name them by their hash."""
    drawn = "".join(f"({_escaped(line)}) ' " for line in textwrap.wrap(text, WIDTH))
    page = f"BT /F1 11 Tf 16 TL 28 150 Td {drawn}ET".encode("cp1252", "replace")
    return _document(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _document(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of them its root."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return content + end % (size, table, size, len(content))
