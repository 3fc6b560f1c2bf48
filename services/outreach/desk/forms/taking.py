"""Which files does a field take? A receipt is photographed or scanned, all else may be from an office."""

from __future__ import annotations

from shared.kernel.files import ENDINGS, KINDS, KindOf, document_kind, kind_of

SCANNED = ("receipt",)
"""Fields whose file is a picture of a paper."""


def kind_of_for(name: str) -> KindOf:
    """How a file is looked at that is put into the field of this name."""
    return kind_of if _last(name) in SCANNED else document_kind


def media_types(name: str) -> str:
    """As a browser is told which files to offer."""
    scanned = (media_type for _, media_type, _ in KINDS)
    return ",".join(scanned if _last(name) in SCANNED else ENDINGS)


def _last(name: str) -> str:
    return name.rpartition("/")[2]
