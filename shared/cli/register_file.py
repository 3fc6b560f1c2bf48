"""What does a file of organisations say, row by row, and what is wrong with it? Nothing is sent here."""

from __future__ import annotations

import csv
import difflib
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from services.membership.domain.organisation import NameRepresentative, RegisterOrganisation
from shared.cli.trouble import Trouble
from shared.contracts.membership import Municipality

NAMES = ("sq", "sr", "en", "tr", "bs", "rom")
NEEDED = ("organisation", "legal_form", "municipality", "founded_on", "languages")
OPTIONAL = ("fields_of_work", "representative", "representative_name", "representative_email")
COLUMNS = ("organisation", *NAMES, *NEEDED[1:4], "fields_of_work", "languages", *OPTIONAL[1:])
SAMPLE = (
    "5999001-1,Shoqata Shembull,Udruženje Primer,Sample Association,,,,association,Pejë,2007-04-20,"
    "youth culture,sq sr,p-shembull,Arta Shembull,arta@example.org"
)
TEMPLATE = f"{','.join(COLUMNS)}\n{SAMPLE}\n"
HUMAN_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\.?")
PARTS = re.compile(r"[\s,;|]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong in one field; `row` is the line of the file."""

    row: int
    column: str
    value: str
    what: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One good row, as the commands it leads to."""

    row: int
    organisation: RegisterOrganisation
    representative: NameRepresentative | None


@dataclass(frozen=True, slots=True)
class Read:
    entries: Sequence[Entry]
    findings: Sequence[Finding]


def rows_of(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The rows with their lines: UTF-8 with or without BOM, commas or semicolons.

    Raises:
        Trouble: it is no such file, or columns are missing.
    """
    reader = csv.DictReader(io.StringIO(_text(content), newline=""), delimiter=_delimiter(content))
    header = [name.strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    if missing := [name for name in NEEDED if name not in header]:
        raise Trouble(f"the file lacks the column(s) {', '.join(missing)}; `--template` prints them all.")
    if strange := [name for name in header if name not in COLUMNS]:
        raise Trouble(f"the file has unknown column(s) {', '.join(strange)}; `--template` prints all.")
    try:
        return [(reader.line_num, _clean(row)) for row in reader if any(_clean(row).values())]
    except csv.Error as error:
        raise Trouble(f"line {reader.line_num} cannot be read as CSV: {error}.") from None


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Trouble(f"line {line} is not UTF-8: save the file as “CSV UTF-8” and try again.") from None


def _delimiter(content: bytes) -> str:
    first = content.split(b"\n", 1)[0]
    return ";" if first.count(b";") > first.count(b",") else ","


def _clean(row: Mapping[str | None, Any]) -> dict[str, str]:
    """Without spaces around; a row longer than the header keeps the rest under ""."""
    cells = {name or "": value for name, value in row.items()}
    return {
        name: " ".join(value) if isinstance(value, list) else (value or "").strip()
        for name, value in cells.items()
    }


def read(content: bytes, municipalities: Sequence[Municipality], today: date) -> Read:
    """Every row, validated."""
    entries, findings, seen = list[Entry](), list[Finding](), dict[str, int]()
    homes = _homes(municipalities)
    for line, row in rows_of(content):
        wrong = [*_cells(line, row, homes, today)]
        number = row["organisation"]
        if number in seen:
            wrong.append(Finding(line, "organisation", number, f"stands in line {seen[number]} already"))
        seen.setdefault(number, line)
        made, more = _commands(line, row, homes, today)
        findings += _once(wrong + more)
        if made is not None and not wrong:
            entries.append(made)
    return Read(entries, findings)


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for each field: the first says it best."""
    first = dict[str, Finding]()
    for finding in findings:
        first.setdefault(finding.column, finding)
    return list(first.values())


def _homes(municipalities: Sequence[Municipality]) -> dict[str, str]:
    """The id by every way of writing it: its own, and its names with and without accents."""
    homes = {}
    for one in municipalities:
        for written in (one.id, *one.name.values()):
            homes[plain(written)] = one.id
    return homes


def plain(text: str) -> str:
    """Lower case, without accents: what "Pejë" and "peje" have in common."""
    apart = unicodedata.normalize("NFKD", text.strip().casefold().replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _cells(line: int, row: Mapping[str, str], homes: Mapping[str, str], today: date) -> Iterator[Finding]:
    if row.get(""):
        yield Finding(line, "", row[""], "the row has more fields than the header; is a text without quotes?")
    if not any(row.get(name) for name in NAMES):
        yield Finding(line, "sq", "", "a name is needed in at least one language")
    if (home := row["municipality"]) and plain(home) not in homes:
        near = difflib.get_close_matches(plain(home), homes, n=1, cutoff=0.6)
        hint = f"; did you mean {homes[near[0]]}?" if near else ""
        yield Finding(line, "municipality", home, f"there is no such municipality{hint}")
    day = _day(row["founded_on"])
    if day is None:
        yield Finding(line, "founded_on", row["founded_on"], "is not a day: write it as 2007-04-20")
    elif day > today:
        yield Finding(line, "founded_on", row["founded_on"], "is still to come")
    if row.get("representative_name") and not row.get("representative"):
        yield Finding(line, "representative", "", "a representative needs an id, e.g. p-arta")
    if row.get("representative") and not row.get("representative_name"):
        yield Finding(line, "representative_name", "", "the representative's name is needed")


def _day(text: str) -> date | None:
    """2007-04-20, or as people here write it: 20.4.2007."""
    human = HUMAN_DAY.fullmatch(text)
    try:
        return date(int(human[3]), int(human[2]), int(human[1])) if human else date.fromisoformat(text)
    except ValueError:
        return None


def _commands(
    line: int, row: Mapping[str, str], homes: Mapping[str, str], today: date
) -> tuple[Entry | None, list[Finding]]:
    findings = list[Finding]()
    organisation = _made(RegisterOrganisation, _organisation(row, homes), line, row, findings)
    representative = None
    if row.get("representative"):
        representative = _made(NameRepresentative, _representative(row, today), line, row, findings)
    if organisation is None or findings:
        return None, findings
    return Entry(line, organisation, representative), findings


def _organisation(row: Mapping[str, str], homes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "organisation": row["organisation"],
        "name": {name: row[name] for name in NAMES if row.get(name)},
        "legal_form": row["legal_form"].lower(),
        "municipality": homes.get(plain(row["municipality"]), row["municipality"]),
        "fields_of_work": [part for part in PARTS.split(row.get("fields_of_work", "")) if part],
        "founded_on": _day(row["founded_on"]),
        "languages": [part.lower() for part in PARTS.split(row["languages"]) if part],
    }


def _representative(row: Mapping[str, str], today: date) -> dict[str, Any]:
    return {
        "organisation": row["organisation"],
        "person": row["representative"],
        "name": row.get("representative_name", ""),
        "email": row.get("representative_email") or None,
        "role": "voting",
        "since": today,
    }


FIELDS = {
    "name": "sq",
    "person": "representative",
    "email": "representative_email",
}
"""Fields of the commands whose column has another name."""


def _made(
    kind: type[Any], fields: dict[str, Any], line: int, row: Mapping[str, str], findings: list[Finding]
) -> Any:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            field = str(problem["loc"][0])
            column = "representative_name" if (kind, field) == (NameRepresentative, "name") else field
            column = FIELDS.get(column, column)
            findings.append(Finding(line, column, row.get(column, ""), _said(problem)))
    return None


def _said(problem: Any) -> str:
    """Pydantic's words for the few mistakes that happen here, as a person says them."""
    match problem["type"]:
        case "string_pattern_mismatch" if problem["loc"][0] == "email":
            return "is not an e-mail address"
        case "string_pattern_mismatch":
            return "may hold letters, digits, hyphen and underscore only"
        case "literal_error":
            return f"must be {problem['ctx']['expected']}"
        case "too_short":
            return "is needed"
        case _:
            return str(problem["msg"]).lower()
