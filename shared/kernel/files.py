"""Where are the files that people hand in, and what may a file be? A JetStream object store, by SHA-256.

A file is known by the hash of its content, so nobody can exchange it, and the same file twice is one. What it
is, its content says and never its name: a PDF, a JPEG or a PNG, and where it may, an office document. It is
never given to a browser as anything that runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

import nats.errors
from nats.aio.client import Client
from nats.js.api import ObjectMeta
from nats.js.errors import Error as JetStreamError
from nats.js.errors import ObjectNotFoundError
from nats.js.object_store import ObjectStore

from shared.kernel.entity import Refusal
from shared.kernel.log import Unavailable
from shared.kernel.office import OFFICE, office_kind

BUCKET = "civikos_files"
MOST = 12 * 1024 * 1024
"""Bytes: a photograph that a telephone takes has 2 to 10 million."""
PATIENCE = 30.0
KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "application/pdf", "pdf"),
    (b"\xff\xd8\xff", "image/jpeg", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "image/png", "png"),
)
"""How each kind begins, its media type, the end of its name."""
ENDINGS = {media_type: ending for _, media_type, ending in (*KINDS, *OFFICE)}
TYPE, KEEPER = "media-type", "kept-by"


class FileTooLarge(Refusal):
    """The file is larger than {most} MB. Take a smaller picture, or send fewer pages."""


class FileEmpty(Refusal):
    """The file is empty. Choose it again; a photograph may still have been on its way to your telephone."""


class FileOfOtherKind(Refusal):
    """The file is neither a PDF nor a JPEG or PNG picture, whatever its name says. Save it as one of them."""


class NotADocument(Refusal):
    """The file is neither a PDF, a JPEG or PNG picture nor an office document (DOCX, XLSX, PPTX, ODT, ODS,
    ODP), whatever its name says. Save it as one of them; a PDF can be read everywhere.
    """


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is in the store."""

    sha256: str
    media_type: str
    size: int
    by: str
    """Who handed it in first."""

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]


def kind_of(content: bytes, most: int = MOST) -> str:
    """The media type, by the content alone.

    Raises:
        FileEmpty, FileTooLarge, FileOfOtherKind: it is not taken.
    """
    if not content:
        raise FileEmpty
    if len(content) > most:
        raise FileTooLarge(most=most // (1024 * 1024))
    for begins, media_type, _ in KINDS:
        if content.startswith(begins):
            return media_type
    raise FileOfOtherKind


def document_kind(content: bytes, most: int = MOST) -> str:
    """The same, and for documents that are written in offices.

    Raises:
        FileEmpty, FileTooLarge, FileWithMacros, NotADocument: it is not taken.
    """
    try:
        return kind_of(content, most)
    except FileOfOtherKind:
        kind = office_kind(content)
        if kind is None:
            raise NotADocument from None
        return kind


KindOf = Callable[[bytes, int], str]
HARMLESS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}
"""With these a browser saves it or draws it, and never runs it."""


def served(file: Kept, name: str) -> Mapping[str, str]:
    """The headers with which one person gets it."""
    return {
        **HARMLESS,
        "Content-Type": file.media_type,
        "Content-Disposition": f'attachment; filename="{name}.{file.ending}"',
        "Cache-Control": "private, no-store",
    }


class Files:
    """The store; the bucket is there (provision.py)."""

    def __init__(self, nc: Client, most: int = MOST) -> None:
        self._nc, self._most = nc, most

    async def keep(self, content: bytes, by: str, kind_of: KindOf = kind_of) -> Kept:
        """Puts a file into the store, once; the bytes are on disk when this returns.

        Raises:
            FileEmpty, FileTooLarge, FileOfOtherKind, NotADocument, FileWithMacros: it is not taken.
            Unavailable: the store does not answer; again is harmless.
        """
        media_type, digest = kind_of(content, self._most), sha256(content).hexdigest()
        known = await self.find(digest)
        if known is not None:
            return known
        meta = ObjectMeta(name=digest, headers={TYPE: media_type, KEEPER: by})
        try:
            async with asyncio.timeout(PATIENCE):
                await (await self._store()).put(digest, content, meta)
        except (nats.errors.Error, JetStreamError, TimeoutError) as error:
            raise Unavailable("the store of files does not answer") from error
        return Kept(digest, media_type, len(content), by)

    async def find(self, digest: str) -> Kept | None:
        """
        Raises:
            Unavailable: the store does not answer.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                info = await (await self._store()).get_info(digest)
        except ObjectNotFoundError:
            return None
        except (nats.errors.Error, JetStreamError, TimeoutError) as error:
            raise Unavailable("the store of files does not answer") from error
        told = info.headers or {}
        return Kept(digest, told[TYPE], info.size or 0, told[KEEPER])

    async def read(self, digest: str) -> bytes:
        """The content, checked against its hash by the library.

        Raises:
            KeyError: there is no such file.
            Unavailable: the store does not answer.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                found = await (await self._store()).get(digest)
        except ObjectNotFoundError:
            raise KeyError(digest) from None
        except (nats.errors.Error, JetStreamError, TimeoutError) as error:
            raise Unavailable("the store of files does not answer") from error
        return bytes(found.data or b"")

    async def _store(self) -> ObjectStore:
        return await self._nc.jetstream().object_store(BUCKET)
