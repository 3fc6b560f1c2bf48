"""Is a ZIP a document of an office program, and which? What it holds says so; whatever could run is refused.

A table of ours: OOXML names its main part in `[Content_Types].xml`, ODF itself in `mimetype`; neither entry
is unpacked beyond a bound.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from shared.kernel.entity import Refusal

_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
OFFICE: tuple[tuple[str, str, str], ...] = (
    (f"{_OOXML}wordprocessingml.document.main+xml", f"{_OOXML}wordprocessingml.document", "docx"),
    (f"{_OOXML}spreadsheetml.sheet.main+xml", f"{_OOXML}spreadsheetml.sheet", "xlsx"),
    (f"{_OOXML}presentationml.presentation.main+xml", f"{_OOXML}presentationml.presentation", "pptx"),
    (f"{_ODF}text", f"{_ODF}text", "odt"),
    (f"{_ODF}spreadsheet", f"{_ODF}spreadsheet", "ods"),
    (f"{_ODF}presentation", f"{_ODF}presentation", "odp"),
)
"""What each says of itself, its media type, the end of its name."""
ZIP = b"PK\x03\x04"
LARGEST = 1024 * 1024
"""Bytes of the entry that says what it is."""
ENTRIES = 10_000
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, ValueError, EOFError)
"""What the library raises for a ZIP that is none, or is sealed."""
_MACROS = ("vbaproject.bin", "/activex/", "macrosheets/")
_SCRIPTS = ("basic/", "scripts/")


class FileWithMacros(Refusal):
    """The document holds macros, which could run on a reader's computer. Save it without, or as a PDF."""


def office_kind(content: bytes) -> str | None:
    """The media type; None: it is no such document.

    Raises:
        FileWithMacros: something in it could run.
    """
    if not content.startswith(ZIP):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            said = _says(archive)
            kind = next((kind for sign, kind, _ in OFFICE if _is(said, sign)), None)
            if "macroEnabled" in said or (kind and _runs(archive)):
                raise FileWithMacros
            return kind
    except BROKEN:
        return None


def _says(archive: zipfile.ZipFile) -> str:
    """What it says of itself."""
    names = archive.namelist()
    if len(names) > ENTRIES:
        return ""
    for name in ("mimetype", "[Content_Types].xml"):
        if name in names:
            with archive.open(name) as entry:
                return entry.read(LARGEST).decode("utf-8", "replace").strip()
    return ""


def _is(said: str, sign: str) -> bool:
    return said == sign if sign.startswith(_ODF) else f'"{sign}"' in said


def _runs(archive: zipfile.ZipFile) -> bool:
    names = [name.casefold() for name in archive.namelist()]
    return any(name.startswith(_SCRIPTS) or any(each in name for each in _MACROS) for name in names)
