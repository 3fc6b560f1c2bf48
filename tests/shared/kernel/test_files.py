"""Is a file kept once, by its content, as one of three kinds; and never handed to a browser to run?"""

from __future__ import annotations

import asyncio
import io
import os
import zipfile
from hashlib import sha256

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from nats.aio.client import Client

from shared.kernel.files import (
    FileEmpty,
    FileOfOtherKind,
    Files,
    FileTooLarge,
    Kept,
    NotADocument,
    document_kind,
    kind_of,
    served,
)
from shared.kernel.office import FileWithMacros

JPEG, PNG, PDF = b"\xff\xd8\xff\xe0" + b"picture", b"\x89PNG\r\n\x1a\n" + b"picture", b"%PDF-1.7 paper"


@pytest.mark.parametrize(
    ("content", "kind"), [(JPEG, "image/jpeg"), (PNG, "image/png"), (PDF, "application/pdf")]
)
def test_three_kinds_are_known_by_their_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a\xff\xd8\xff",
        b"MZ\x90\x00",
        b" %PDF-1.7",
        b"\x89PNG",
    ],
)
def test_anything_else_is_refused_whatever_it_is_called(content: bytes) -> None:
    with pytest.raises(FileOfOtherKind, match="neither a PDF nor a JPEG or PNG"):
        kind_of(content)


def test_an_empty_file_and_one_that_is_too_large_are_refused_with_a_sentence() -> None:
    with pytest.raises(FileEmpty):
        kind_of(b"")
    with pytest.raises(FileTooLarge, match="larger than 1 MB"):
        kind_of(PDF + bytes(1024 * 1024), most=1024 * 1024)


def test_a_browser_saves_or_draws_it_and_runs_nothing() -> None:
    headers = served(Kept(sha256(JPEG).hexdigest(), "image/jpeg", len(JPEG), "p-ana"), "claim-1-1")
    assert headers["Content-Disposition"] == 'attachment; filename="claim-1-1.jpg"'
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert headers["Cache-Control"] == "private, no-store"


async def test_what_is_kept_is_read_again_and_knows_who_handed_it_in(nc: Client) -> None:
    files = Files(nc)
    kept = await files.keep(JPEG, "p-ana")
    assert kept == Kept(sha256(JPEG).hexdigest(), "image/jpeg", len(JPEG), "p-ana")
    assert await files.find(kept.sha256) == kept
    assert await files.read(kept.sha256) == JPEG


async def test_a_photograph_of_a_telephone_survives_whole(nc: Client) -> None:
    photograph = JPEG + os.urandom(5_000_000)
    kept = await Files(nc).keep(photograph, "p-ana")
    assert await Files(nc).read(kept.sha256) == photograph


async def test_the_same_file_again_is_one_and_stays_with_whoever_came_first(nc: Client) -> None:
    files = Files(nc)
    first = await files.keep(PNG, "p-ana")
    before = (await nc.jetstream().stream_info("OBJ_civikos_files")).state.messages
    assert await files.keep(PNG, "p-besa") == first
    assert (await nc.jetstream().stream_info("OBJ_civikos_files")).state.messages == before


async def test_two_who_hand_in_the_same_file_at_once_both_have_it(nc: Client) -> None:
    content = PDF + os.urandom(300_000)
    kept = await asyncio.gather(*(Files(nc).keep(content, f"p-{n}") for n in range(4)))
    assert {one.sha256 for one in kept} == {sha256(content).hexdigest()}
    assert await Files(nc).read(kept[0].sha256) == content


async def test_a_file_that_nobody_handed_in_is_not_there(nc: Client) -> None:
    assert await Files(nc).find("0" * 64) is None
    with pytest.raises(KeyError):
        await Files(nc).read("0" * 64)


# ── papers ──────────────────────────────────────────────────────────────────────────────────────
def zipped(**entries: str) -> bytes:
    """`entries` by name, in which "__" stands for "/"."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, said in entries.items():
            archive.writestr({"types": "[Content_Types].xml"}.get(name, name.replace("__", "/")), said)
    return content.getvalue()


def ooxml(main: str) -> str:
    return f'<Types><Override PartName="/x.xml" ContentType="application/vnd.{main}.main+xml"/></Types>'


WORD = "openxmlformats-officedocument.wordprocessingml.document"
DOCX = zipped(types=ooxml(WORD), word__document="<w/>")
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text", content="<x/>")


def workbook() -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write("A1", "Budget")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "ending"), [(PDF, "pdf"), (PNG, "png"), (DOCX, "docx"), (ODT, "odt"), (workbook(), "xlsx")]
)
async def test_a_paper_may_come_from_an_office(nc: Client, content: bytes, ending: str) -> None:
    assert (await Files(nc).keep(content, "p-ana", document_kind)).ending == ending
    if ending not in ("pdf", "png"):
        with pytest.raises(FileOfOtherKind):
            kind_of(content)


@pytest.mark.parametrize(
    "content",
    [
        zipped(types=ooxml("ms-word.document.macroEnabled")),
        zipped(types=ooxml(WORD), **{"word/vbaProject.bin": "x"}),
        zipped(mimetype="application/vnd.oasis.opendocument.text", Basic__Standard="x"),
    ],
)
def test_a_document_with_macros_is_refused(content: bytes) -> None:
    with pytest.raises(FileWithMacros, match="holds macros"):
        document_kind(content)


@pytest.mark.parametrize(
    "content",
    [
        b"<html>",
        b"PK\x03\x04 cut off",
        zipped(readme="a ZIP of anything"),
        zipped(mimetype="application/epub+zip"),
        zipped(types=ooxml(WORD))[:-30],
        zipped(types=" " * 5_000_000 + ooxml(WORD)),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
)
def test_what_is_no_paper_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(NotADocument, match="a PDF can be read everywhere"):
        document_kind(content)
