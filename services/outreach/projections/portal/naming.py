"""In which of its languages is a text shown to a reader?"""

from __future__ import annotations

from collections.abc import Mapping

READERS = ("sq", "sr", "en")
"""The portal's languages."""
INSTEAD = ("sq", "en", "sr")
"""Where a text is not translated, the first of these that it has; else any."""


def shown_in(text: Mapping[str, str], reader: str) -> str:
    """The language code; `text` has at least one."""
    return next((code for code in (reader, *INSTEAD) if code in text), next(iter(text)))
