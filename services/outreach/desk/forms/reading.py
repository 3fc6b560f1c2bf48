"""What JSON does a sent form mean? What cannot be read is passed on as it is: the service says what is wrong.

A person may write dates and amounts as they are used to: 21.4.2015, 12,50.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.outreach.desk.forms.raw import Raw, first, joined, places, renumbered
from services.outreach.desk.forms.shape import Shape

NOTHING = object()
"""The field was left empty."""
_DAY = re.compile(r"(\d{1,2})[./ -]+(\d{1,2})[./ -]+(\d{4})\.?$")
_AMOUNT = re.compile(r"(\d[\d .'’]*?)(?:[.,](\d{1,2}))?$")


def tidy(shape: Shape, raw: Raw, path: str = "") -> Raw:
    """Without rows in which nothing was written, so that a finding's path is a row that is shown."""
    for name in shape.properties:
        here, inner = joined(path, name), shape.property(name)
        if inner.kind == "rows":
            raw = _tidy_rows(inner, raw, here)
        elif inner.kind == "group":
            raw = tidy(inner, raw, here)
    return raw


def _tidy_rows(shape: Shape, raw: Raw, path: str) -> Raw:
    item = shape.item("")
    kept = [n for n in places(raw, path) if any(_written(raw, joined(path, n)))]
    raw = renumbered(raw, path, kept)
    for n in range(len(kept)):
        raw = tidy(item, raw, joined(path, n))
    return raw


def _written(raw: Raw, prefix: str) -> list[str]:
    """What a person wrote in a row or a group; a choice between yes and no says nothing alone."""
    values = [v for name, vs in raw.items() if name.startswith(f"{prefix}/") for v in vs]
    return [value for value in values if value.strip() not in ("", "yes", "no")]


def command_of(shape: Shape, raw: Raw, zone: ZoneInfo) -> dict[str, Any]:
    """The command's JSON; fields that were left empty are left out."""
    return _group(shape, raw, zone, "")


def _group(shape: Shape, raw: Raw, zone: ZoneInfo, path: str) -> dict[str, Any]:
    found = {
        name: _value(shape.property(name), raw, zone, joined(path, name), name) for name in shape.properties
    }
    return {name: value for name, value in found.items() if value is not NOTHING}


def _value(shape: Shape, raw: Raw, zone: ZoneInfo, path: str, name: str) -> Any:
    match shape.kind:
        case "group" if shape.optional and not _written(raw, path):
            return NOTHING
        case "group":
            return _group(shape, raw, zone, path) or NOTHING
        case "rows":
            return [_group(shape.item(""), raw, zone, joined(path, n)) for n in places(raw, path)] or _none(
                shape
            )
        case "texts":
            texts = {code: text for code in languages(shape) if (text := first(raw, joined(path, code)))}
            return texts or NOTHING
        case "checks":
            return [value for value in raw.get(path, ()) if value] or _none(shape)
        case "lines":
            lines = [line.strip() for text in raw.get(path, ()) for line in text.splitlines() if line.strip()]
            return [_scalar(shape.item(name).kind, line, zone) for line in lines] or _none(shape)
        case kind:
            text = first(raw, path)
            return _scalar(kind, text, zone) if text else NOTHING


def languages(shape: Shape) -> list[str]:
    codes: list[str] = shape.schema["propertyNames"]["enum"]
    return codes


def _none(shape: Shape) -> Any:
    """An empty list is a value of its own where null is another."""
    return NOTHING if shape.optional or "default" in shape.schema else []


def _scalar(kind: str, text: str, zone: ZoneInfo) -> Any:
    match kind:
        case "number":
            return int(text) if re.fullmatch(r"-?\d{1,18}", text) else _number(text)
        case "money":
            return _cents(text)
        case "yesno":
            return {"yes": True, "no": False}.get(text, text)
        case "date":
            return day(text)
        case "moment":
            return _moment(text, zone)
        case "pairs" | "json":
            return _json(text)
        case _:
            return text.replace("\r\n", "\n")


def _number(text: str) -> Any:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def _cents(text: str) -> Any:
    found = _AMOUNT.fullmatch(text.strip("€ \u00a0").removesuffix("EUR").strip())
    if found is None:
        return text
    return int(re.sub(r"\D", "", found[1])) * 100 + int((found[2] or "0").ljust(2, "0"))


def day(text: str) -> str:
    found = _DAY.fullmatch(text)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else text


def _moment(text: str, zone: ZoneInfo) -> str:
    """A time without a zone is meant where the platform is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
