"""What is the id of a claim, so that an organisation, a traveller and a meeting have one and no second?"""

from __future__ import annotations

import base64
import hashlib


def claim_id(organisation: str, traveller: str, meeting: str) -> str:
    """The same three always give the same token, e.g. claim-k7m2-xq4t-b3wz; it tells nothing about them.

    60 bits of a hash: letters a–z and digits 2–7, short enough to be read out and for a bank's reference.
    """
    # A slash stands in no id, so no two different triples are written alike.
    digest = hashlib.sha256(f"{organisation}/{traveller}/{meeting}".encode()).digest()
    token = base64.b32encode(digest).decode().lower()
    return f"claim-{token[:4]}-{token[4:8]}-{token[8:12]}"
