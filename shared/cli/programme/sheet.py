"""How do lines of text become a PDF of one page, always the same bytes of the same text?"""

from __future__ import annotations

from dataclasses import dataclass

SERBIAN = str.maketrans("ČčĆćĐđ", "\1\2\3\4\5\6")
"""Letters that Western Europe lacks, as codes that it leaves free."""
ENCODING = (
    b"<</Type/Encoding/BaseEncoding/WinAnsiEncoding"
    b"/Differences[1/Ccaron/ccaron/Cacute/cacute/Dcroat/dcroat]>>"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A format of paper, in points, and how it is written on."""

    width: int
    height: int
    letters: int
    """In a line, at most."""
    size: int = 11
    leading: int = 16
    margin: int = 28
    top: int = 50
    """From the upper edge to the first line."""


def drawn(sheet: Sheet, lines: list[str]) -> bytes:
    """In Helvetica, in the letters of our languages; what is not among them becomes a question mark."""
    text = "".join(f"({_escaped(line)}) ' " for line in lines)
    begin = f"BT /F1 {sheet.size} Tf {sheet.leading} TL {sheet.margin} {sheet.height - sheet.top} Td"
    page = f"{begin} {text}ET".translate(SERBIAN).encode("cp1252", "replace")
    box = b"[0 0 %d %d]" % (sheet.width, sheet.height)
    return _document(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox%b/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>" % box,
        b"<</Length %d>>stream\n%b\nendstream" % (len(page), page),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding %b>>" % ENCODING,
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
