"""Is this an account number that money can be sent to?"""

from __future__ import annotations

import re

from stdnum import iban as iso13616
from stdnum.exceptions import ValidationError

from shared.kernel.entity import Refusal

KOSOVO = re.compile(r"XK05(\d{16})")


class WrongIban(Refusal):
    """This is not a valid account number. Copy the IBAN from the bank's statement, letters and digits;
    an account in Kosovo has XK05 and sixteen digits.
    """


def checked_iban(text: str) -> str:
    """The account number without spaces, in capitals.

    Raises:
        WrongIban: a digit is wrong, missing or too many.
    """
    compact = re.sub(r"\s", "", text).upper()
    if not (_kosovo(compact) if compact.startswith("XK") else _elsewhere(compact)):
        raise WrongIban
    return compact


def _kosovo(compact: str) -> bool:
    """The domestic number has a check of its own, which makes the ISO check digits always 05.

    A general library takes other check digits for XK, which no bank there has given out.
    """
    number = KOSOVO.fullmatch(compact)
    return number is not None and compact.isascii() and int(number[1]) % 97 == 1


def _elsewhere(compact: str) -> bool:
    """Check digits, and the length and make-up that the country has registered."""
    try:
        return bool(iso13616.validate(compact) == compact)
    except ValidationError:
        return False
