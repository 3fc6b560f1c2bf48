"""Is what is wrong with a field said in plain words, in the reader's language?"""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import pytest
from pydantic import Field, ValidationError

from services.outreach.desk.findings import told
from services.outreach.portal.language import Language
from shared.contracts.values import Id
from shared.kernel.entity import Command
from shared.kernel.files import FileTooLarge
from shared.kernel.problem import Invalid, problem

ENGLISH, SERBIAN = (Language(code, ZoneInfo("Europe/Belgrade")) for code in ("en", "sr"))


class Wish(Command):
    on: date = date(2015, 4, 21)
    count: Annotated[int, Field(ge=1, le=9)] = 1
    kind: Literal["bus", "meal"] = "bus"
    name: Annotated[str, Field(min_length=1, max_length=3)] = "x"
    meeting: Id = "m-1"
    done: bool = True
    rows: Annotated[tuple[int, ...], Field(min_length=1)] = (1,)


def said(language: Language, **wrong: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        Wish.model_validate_json(json.dumps(wrong))
    findings = told(language, problem(Invalid(refused.value)).errors)
    return str(findings[0]["detail"])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": "soon"}, "Write a day, as 21.4.2015."),
        ({"count": "many"}, "Write a number."),
        ({"count": 0}, "Write a number from 1 on."),
        ({"count": 10}, "Write a number up to 9."),
        ({"kind": "tram"}, "Choose one of the list."),
        ({"name": ""}, "Write something here."),
        ({"name": "long"}, "Write at most 3 characters."),
        ({"done": "perhaps"}, "Choose yes or no."),
        ({"rows": []}, "Give at least 1."),
        ({"meeting": "two words"}, "An id has letters, digits, hyphens and underscores, and no spaces. "
                                   "Choose one of the list."),
    ],
)  # fmt: skip
def test_a_finding_is_a_plain_sentence(wrong: dict[str, Any], sentence: str) -> None:
    assert said(ENGLISH, **wrong) == sentence


def test_in_the_readers_language() -> None:
    assert said(SERBIAN, count=0) == "Napišite broj od 1 naviše."


def test_what_nobody_translated_is_shown_as_it_is_and_harmless() -> None:
    (finding,) = told(ENGLISH, [{"pointer": "/x", "detail": "Value error, <b>no</b>"}])
    assert finding["detail"] == '<span lang="en">&lt;b&gt;no&lt;/b&gt;</span>'


def test_a_file_that_is_refused_is_told_in_the_readers_language() -> None:
    refused = {**problem(FileTooLarge(most=12)).model_dump(mode="json"), "pointer": "/receipt"}
    (finding,) = told(SERBIAN, [refused])
    assert "12 MB" in finding["detail"]
    assert "lang=" not in finding["detail"]
