"""Do schemas call empty what the doors call empty, whoever reads their patterns?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pydantic import BaseModel, ConfigDict

from shared.contracts import values
from shared.kernel import command_json

LETTERS = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]


class Stripped(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True)

    text: str


def stripped(letter: str) -> str:
    return Stripped(text=letter).text


@pytest.mark.parametrize(
    ("pattern", "left"), [(command_json.SOME, stripped), (values.SOME, str.strip)], ids=["a text", "a Text"]
)
def test_a_letter_is_some_if_it_is_not_stripped(pattern: str, left: Callable[[str], str]) -> None:
    some = re.compile(pattern)
    assert [letter for letter in LETTERS if bool(some.search(letter)) != bool(left(letter))] == []
