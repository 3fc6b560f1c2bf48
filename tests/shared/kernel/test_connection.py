"""Our quick reading of headers gives what the client's own reading gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nats.aio.client import Client

from shared.kernel.connection import header_lines

LINES = st.lists(st.text(alphabet="abN-: \t.é\x85%", max_size=12), max_size=6)


@given(LINES)
def test_any_header_block_is_read_as_by_the_client(lines: list[str]) -> None:
    raw = "\r\n".join(lines).encode() + b"\r\n\r\n"
    assert header_lines(raw) == Client._parse_header_lines(raw)


@pytest.mark.parametrize(
    "raw", [b"", b"\r\n", b":", b"a:\r\n", b"a:b:c\r\n", b"a: \xff\r\nb: 1\r\n", b"a b: 1\r\n"]
)
def test_odd_blocks_are_read_as_by_the_client(raw: bytes) -> None:
    assert header_lines(raw) == Client._parse_header_lines(raw)
