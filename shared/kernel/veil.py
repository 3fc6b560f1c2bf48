"""How can a text be recognised again without being kept? By a hash that only the platform can compute.

The key is derived from the master key (HKDF, RFC 5869), so every process of a platform computes the same
hash, and nobody without the master key can try out texts against it.
"""

from __future__ import annotations

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LENGTH = 40
"""Hexadecimal digits: 160 bits, and short enough to be an id in a subject."""


def veil_key(master_key: str) -> bytes:
    """The key for `veiled`; a platform's master key gives always the same."""
    return HKDF(SHA256(), 32, salt=None, info=b"civikos veil").derive(master_key.encode())


def veiled(key: bytes, text: str) -> str:
    """The same text gives the same digits; the digits give no text."""
    return hmac.new(key, text.encode(), sha256).hexdigest()[:LENGTH]
