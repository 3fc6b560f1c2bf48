"""What can one subscribe to?"""

from __future__ import annotations

from typing import Any

from typing_extensions import TypedDict

from shared.contracts import outreach
from shared.kernel.event import Recorded
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection, fold


class Topic(TypedDict):
    topic: str
    title: dict[str, str]
    kinds: list[str]
    """The kinds of publication that belong to it."""


class Newsletter(TypedDict):
    title: dict[str, str]
    topics: list[Topic]
    languages: list[str]
    confirm_within_days: int


def defined(_: Newsletter | None, event: Recorded[outreach.NewsletterDefined]) -> Newsletter:
    fact: Any = event.data.model_dump(mode="json", exclude={"defined_on"})
    newsletter: Newsletter = fact
    return newsletter


NEWSLETTER = Projection(
    database="portal",
    name="newsletter",
    version=1,
    document=Newsletter,
    title="The newsletter's topics and languages",
    on={outreach.NewsletterDefined: fold(defined)},
)


async def the_newsletter(db: Database) -> Any:
    return await db.find_one("newsletter", {})
