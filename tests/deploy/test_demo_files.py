"""Do the demo programme's files say what they should, before any decider reads them?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.grants.domain.iban import checked_iban
from shared.cli.demo import FILES
from shared.cli.programme import commands
from shared.cli.programme.rows import HOURS
from tests.deploy.replaying import DOORS, MARKS, PROGRAMME, ROWS, TODAY, WAVES


def test_every_row_is_a_command_of_the_service_it_is_sent_to() -> None:
    services = {name: door.entity.service for name, door in DOORS.items() if name in HOURS}
    assert {row.command: row.service for row in ROWS} == services


def test_the_ids_are_unique_and_the_same_every_time() -> None:
    again = [row.id for wave in commands(FILES, TODAY) for row in wave]
    assert again == [row.id for row in ROWS]
    assert len(set(again)) == len(again)


OPEN_NOW = {
    "sample-vote",
    "sample-call",
    "open-data-of-municipalities",
    "minutes-and-mandates",
    "green-data",
    "strategy-2013-2017-measure-5",
    "strategy-2013-2017-measure-11",
    "task-force-3-2016-02-09-decision-1",
    "yearly-report-next",
    "consultation-platform-training",
    "instruction-consultation-reports",
    "5906374-0",
    "2016-02",
    "2016-03",
}
"""A position, a training, commitments, a call, a suspension, cases: dated from the day of the replay."""


def test_another_day_moves_only_what_is_to_come_or_open() -> None:
    later = {row.id: row for wave in commands(FILES, date(2026, 9, 1)) for row in wave}
    assert later.keys() == {row.id for row in ROWS}
    moved = {row.about.partition("/")[0] for row in ROWS if later[row.id] != row}
    assert moved == {data["meeting"] for data in PROGRAMME.json("upcoming.json")} | OPEN_NOW


def test_the_rows_of_a_wave_are_of_one_hour_and_about_different_things() -> None:
    for wave in WAVES:
        assert len({row.at for row in wave}) == 1
        assert len({row.about for row in wave}) == len(wave)


def test_every_one_of_the_38_municipalities_has_an_organisation() -> None:
    homes = {row["municipality"] for row in PROGRAMME.table("organisations.csv")}
    assert homes == {row["municipality"] for row in PROGRAMME.table("municipalities.csv")}
    assert len(homes) == 38


def test_every_field_of_work_has_a_name_in_three_languages() -> None:
    fields = {row["field"]: row for row in PROGRAMME.table("fields-of-work.csv")}
    used = {f for row in PROGRAMME.table("organisations.csv") for f in row["fields_of_work"].split()}
    assert used == fields.keys()
    assert all(row[language].strip() for row in fields.values() for language in ("sq", "sr", "en"))


def test_every_account_number_is_one_that_a_bank_in_kosovo_couldgive() -> None:
    for row in PROGRAMME.table("claims.csv"):
        assert checked_iban(row["iban"]) == row["iban"]


TRUE_DECISIONS = {
    ("assembly-2014-04-04", 2),
    ("assembly-2014-04-04", 3),
    ("council-2014-10-15", 2),
    ("council-2015-04-21", 3),
}


def test_a_decision_that_no_source_tells_is_marked_in_every_language() -> None:
    marked = {
        (place, all(mark in text[language] for language, mark in MARKS.items()))
        for place, text in _decisions()
    }
    assert {place for place, is_marked in marked if not is_marked} == TRUE_DECISIONS


def _decisions() -> Iterator[tuple[tuple[str, int], dict[str, str]]]:
    for meeting in PROGRAMME.json("meetings.json"):
        for decision in meeting["decisions"]:
            yield (meeting["meeting"], decision["item"]), decision["text"]


def test_every_text_of_a_meeting_stands_in_three_languages() -> None:
    for meeting in (*PROGRAMME.json("meetings.json"), *PROGRAMME.json("upcoming.json")):
        texts = [meeting["title"], *(item["title"] for item in meeting["agenda"])]
        assert all(text.keys() == MARKS.keys() for text in texts), meeting["meeting"]


def test_the_files_are_all_there_and_all_used() -> None:
    readme = (FILES / "README.md").read_text(encoding="utf-8")
    names = {path.name for path in FILES.iterdir()} - {"README.md", "documents"}
    assert [name for name in sorted(names) if f"`{name}`" not in readme] == []
