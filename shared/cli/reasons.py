"""Why did a child die? Some last lines have a reason that can be said in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

REASONS = (
    (r"no space left on device|\[Errno 28\]|disk quota exceeded", "the disk is full"),
    (r"address already in use|\[Errno 98\]|\[Errno 48\]", "its port was taken by another program"),
    (r"libcurl\.so|libcrypto\.so|libssl\.so", "a system library is missing: install libcurl4 and OpenSSL 3"),
    (r"GLIBC_\S+' not found", "its binary needs a newer system than this one"),
    (r"exec format error", "its binary is for another kind of machine"),
    (r"authorization violation", "NATS refused its password; the data directory may be mixed from two"),
)


def reason(lines: Iterable[str]) -> str:
    """The sentence for the first known reason; empty if there is none."""
    text = "\n".join(lines)
    return next((said for pattern, said in REASONS if re.search(pattern, text, re.IGNORECASE)), "")
