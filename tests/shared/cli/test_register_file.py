"""What does a file of organisations say, and what is wrong with it?"""

from __future__ import annotations

import codecs
from datetime import date

import pytest

from shared.cli.register_file import COLUMNS, TEMPLATE, Finding, Read, read
from shared.cli.trouble import Trouble
from shared.contracts.membership import Municipality

TODAY = date(2015, 4, 21)
MUNICIPALITIES = (
    Municipality(id="peje", name={"sq": "Pejë", "sr": "Peć", "en": "Peja"}, region="peje"),
    Municipality(id="gjakove", name={"sq": "Gjakovë", "sr": "Đakovica"}, region="gjakove"),
)
HEADER = "organisation;sq;sr;legal_form;municipality;founded_on;languages;fields_of_work"
GOOD = "5999101-1;Shoqata Çelësi;Udruženje Žubor;association;Pejë;20.4.2007;sq sr;youth culture"


def reading(*rows: str, header: str = HEADER) -> Read:
    return read("\n".join((header, *rows)).encode(), MUNICIPALITIES, TODAY)


def wrong(row: str) -> list[tuple[str, str]]:
    found = reading(row)
    assert not found.entries
    return [(finding.column, finding.what) for finding in found.findings]


def test_a_good_row_becomes_the_command_that_registers_it() -> None:
    found = reading(GOOD)
    assert found.findings == []
    (entry,) = found.entries
    command = entry.organisation
    assert command.name == {"sq": "Shoqata Çelësi", "sr": "Udruženje Žubor"}
    assert (command.municipality, command.founded_on) == ("peje", date(2007, 4, 20))
    assert (command.fields_of_work, command.languages) == (("youth", "culture"), ("sq", "sr"))
    assert entry.representative is None


@pytest.mark.parametrize("bom", [b"", codecs.BOM_UTF8], ids=["without BOM", "with BOM"])
@pytest.mark.parametrize("between", [",", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_with_and_without_bom_with_commas_and_semicolons(bom: bytes, between: str, end: str) -> None:
    text = end.join((HEADER, GOOD, "")).replace(";", between)
    found = read(bom + text.encode(), MUNICIPALITIES, TODAY)
    assert found.findings == []
    assert found.entries[0].organisation.name["sr"] == "Udruženje Žubor"


def test_a_name_may_hold_the_separator_in_quotes() -> None:
    quoted = GOOD.replace("Shoqata Çelësi", '"Shoqata ""Çelësi""; Pejë"')
    assert reading(quoted).entries[0].organisation.name["sq"] == 'Shoqata "Çelësi"; Pejë'


@pytest.mark.parametrize("written", ["peje", "Pejë", "PEJE", "Peć", "peja"])
def test_a_municipality_is_known_by_its_id_and_by_its_names(written: str) -> None:
    assert reading(GOOD.replace("Pejë", written)).entries[0].organisation.municipality == "peje"


def test_a_serbian_name_with_its_own_letter() -> None:
    assert reading(GOOD.replace("Pejë", "Đakovica")).entries[0].organisation.municipality == "gjakove"


@pytest.mark.parametrize(
    ("change", "column", "what"),
    [
        (("5999101-1", "59 99"), "organisation", "letters, digits, hyphen and underscore only"),
        (("association", "club"), "legal_form", "must be 'association'"),
        (("Pejë", "Atlantida"), "municipality", "there is no such municipality"),
        (("Pejë", "Gjakova"), "municipality", "did you mean gjakove?"),
        (("20.4.2007", "31.2.2007"), "founded_on", "is not a day"),
        (("20.4.2007", "2015-04-22"), "founded_on", "is still to come"),
        (("sq sr", ""), "languages", "is needed"),
        (("sq sr", "de"), "languages", "must be 'sq'"),
        (("Shoqata Çelësi;Udruženje Žubor", ";"), "sq", "a name is needed"),
        (("youth culture", "youth culture;more"), "", "more fields than the header"),
    ],
)
def test_what_is_wrong_is_told_by_row_and_column(change: tuple[str, str], column: str, what: str) -> None:
    ((found, said), *more) = wrong(GOOD.replace(*change))
    assert (found, more) == (column, [])
    assert what in said


def test_every_row_is_looked_at_and_every_field_told_once() -> None:
    found = reading(GOOD, "x!;;;club;Nowhere;never;;", GOOD)
    assert [(f.row, f.column) for f in found.findings] == [
        (3, "sq"),
        (3, "municipality"),
        (3, "founded_on"),
        (3, "organisation"),
        (3, "legal_form"),
        (3, "languages"),
        (4, "organisation"),
    ]
    assert found.findings[-1] == Finding(4, "organisation", "5999101-1", "stands in line 2 already")
    assert [entry.row for entry in found.entries] == [2]


PEOPLE = f"{HEADER};representative;representative_name;representative_email"


def test_a_representative_is_named_with_the_organisation() -> None:
    found = reading(f"{GOOD};p-1;Arta Shembull;arta@example.org", header=PEOPLE)
    named = found.entries[0].representative
    assert named is not None
    assert (named.person, named.name, named.role, named.since) == ("p-1", "Arta Shembull", "voting", TODAY)


@pytest.mark.parametrize(
    ("people", "column"),
    [
        ("p-1;;", "representative_name"),
        (";Arta Shembull;", "representative"),
        ("p-1;Arta Shembull;arta", "representative_email"),
        ("p 1;Arta Shembull;", "representative"),
    ],
)
def test_a_representative_is_whole_or_not_there(people: str, column: str) -> None:
    found = reading(f"{GOOD};{people}", header=PEOPLE)
    assert [finding.column for finding in found.findings] == [column]


def test_empty_lines_are_no_rows() -> None:
    assert len(reading(GOOD, "", ";;;;;;;").entries) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "lacks the column"),
        (b"organisation;sq\n1;x\n", "lacks the column(s) legal_form"),
        (f"{HEADER};shoe_size\n{GOOD};42\n".encode(), "unknown column(s) shoe_size"),
        (f"{HEADER}\n".encode() + "Pejë".encode("cp1250"), "line 2 is not UTF-8"),
    ],
)
def test_a_file_that_is_none_is_told_in_one_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Trouble, match=said.replace("(", r"\(").replace(")", r"\)")):
        read(content, MUNICIPALITIES, TODAY)


def test_the_template_is_a_file_that_can_be_imported() -> None:
    found = read(TEMPLATE.encode(), MUNICIPALITIES, TODAY)
    assert found.findings == []
    assert found.entries[0].representative is not None
    assert TEMPLATE.splitlines()[0].split(",") == list(COLUMNS)
