"""Which pages were drawn already, as of the event at which the pages stand? Kept in memory, a few hundred."""

from __future__ import annotations

from collections import OrderedDict

KEPT = 256
"""Pages: about 50 kB each."""


class Shelf:
    """A page is a function of its address and its tag: drawn once for a tag, it need not be drawn again."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._pages: OrderedDict[str, tuple[str, bytes]] = OrderedDict()

    def find(self, address: str, tag: str) -> bytes | None:
        kept_for, page = self._pages.get(address, ("", b""))
        if kept_for != tag:
            return None
        self._pages.move_to_end(address)
        return page

    def keep(self, address: str, tag: str, page: bytes) -> None:
        self._pages[address] = (tag, page)
        self._pages.move_to_end(address)
        if len(self._pages) > self._kept:
            self._pages.popitem(last=False)
