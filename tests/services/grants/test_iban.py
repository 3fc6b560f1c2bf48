"""Is every account number that a bank gave out taken, and every mistyped one refused?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as iso13616

from services.grants.domain.iban import WrongIban, checked_iban


def domestic(stem: int) -> str:
    """A Kosovo account number: fourteen digits and the two that make the remainder 1."""
    return f"{stem * 100 + (1 - stem * 100) % 97:016}"


def with_check_digits(country: str, number: str) -> str:
    """An IBAN whose ISO check digits are right."""
    spelled = "".join(str(int(c, 36)) for c in f"{number}{country}00")
    return f"{country}{98 - int(spelled) % 97:02}{number}"


STEMS = st.integers(0, 10**14 - 1)


def test_the_central_banks_example_is_taken_and_stored_without_spaces() -> None:
    assert checked_iban("XK05 1212 0123 4567 8906") == "XK051212012345678906"


@given(STEMS)
def test_every_number_with_the_right_remainder_is_taken(stem: int) -> None:
    assert checked_iban(f"XK05{domestic(stem)}") == f"XK05{domestic(stem)}"


@given(STEMS, st.integers(0, 15), st.integers(1, 9))
def test_one_mistyped_digit_is_always_noticed(stem: int, place: int, shift: int) -> None:
    digits = list(domestic(stem))
    digits[place] = str((int(digits[place]) + shift) % 10)
    with pytest.raises(WrongIban):
        checked_iban("XK05" + "".join(digits))


@given(st.integers(0, 10**14 - 2), st.integers(2, 97))
def test_kosovo_numbers_that_only_the_iso_check_accepts_are_refused(stem: int, remainder: int) -> None:
    number = f"{int(domestic(stem)) - 1 + remainder:016}"
    text = with_check_digits("XK", number)
    assert iso13616.is_valid(text)
    assert int(number) % 97 != 1
    with pytest.raises(WrongIban):
        checked_iban(text)


@given(st.integers(0, 10**18 - 1), st.sampled_from([" ", "  ", "\t"]))
def test_other_countries_numbers_are_taken_with_spaces_and_small_letters(number: int, space: str) -> None:
    text = with_check_digits("DE", f"{number:018}")
    assert checked_iban(space.join(text.lower()[i : i + 4] for i in range(0, 22, 4))) == text


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "XK",
        "XK05",
        "XK05121201234567890",  # a digit too few
        "XK0512120123456789060",  # a digit too many
        "XK06 1212 0123 4567 8906",
        "XK05 ١٢١٢ ٠١٢٣ ٤٥٦٧ ٨٩٠٦",  # digits, but no bank's
        "DE89 3704 0044 0532 0130 01",
        "DE89 3704 0044 0532 0130",
        "ZZ89 3704 0044 0532 0130 00",
        "call me",
    ],
)
def test_a_wrong_number_is_refused_without_repeating_it(wrong: str) -> None:
    with pytest.raises(WrongIban) as refusal:
        checked_iban(wrong)
    assert refusal.value.fields == {}
