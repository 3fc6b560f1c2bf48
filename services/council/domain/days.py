"""Which days can a fact have? What is told as a fact has happened, and ends no earlier than it began."""

from __future__ import annotations

from shared.kernel.entity import Refusal


class InTheFuture(Refusal):
    """{day} is still to come. Give the day on which it happened, today at the latest."""


class TooEarly(Refusal):
    """{day} is before {began}, when it began. Correct the day."""


class EndsBeforeItStarts(Refusal):
    """The end ({ends}) is not after the start ({starts}). Correct one of them."""
