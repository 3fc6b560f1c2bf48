"""In which states can a publication be, and what is known of it in each?"""

from __future__ import annotations

from dataclasses import dataclass

from shared.contracts.outreach import Acknowledgement, PublicationKind, Subject
from shared.contracts.values import Text
from shared.kernel.access import SYSTEM


@dataclass(frozen=True, slots=True)
class Unwritten:
    pass


@dataclass(frozen=True, slots=True)
class Content:
    kind: PublicationKind
    title: Text
    text: Text
    about: Subject | None
    agreement: str
    shown: Acknowledgement


@dataclass(frozen=True, slots=True)
class Draft:
    content: Content
    authors: frozenset[str]
    """Everybody who wrote or translated it."""
    hub: str | None = None
    """Whose draft it is; None: the secretariat's."""
    outdated: bool = False
    """The meeting that it announces was moved or cancelled since it was written."""

    @property
    def untouched(self) -> bool:
        """Policies alone wrote it."""
        return all(author.startswith(f"{SYSTEM}:") for author in self.authors)


@dataclass(frozen=True, slots=True)
class InReview:
    content: Content
    authors: frozenset[str]
    """With whoever submitted it: none of them publishes it."""
    hub: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    content: Content
    corrections: int = 0


@dataclass(frozen=True, slots=True)
class Retracted:
    pass


@dataclass(frozen=True, slots=True)
class Dropped:
    pass


Publication = Unwritten | Draft | InReview | Published | Retracted | Dropped
