"""What did the browser send, and what does a command look like as a browser would send it?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.outreach.desk.forms.shape import Shape

Raw = dict[str, list[str]]


def joined(path: str, name: str | int) -> str:
    return f"{path}/{name}" if path else str(name)


def first(raw: Mapping[str, list[str]], path: str) -> str:
    return next(iter(raw.get(path, ())), "").strip()


def places(raw: Iterable[str], path: str) -> list[int]:
    """The numbers of the rows that were sent, in order."""
    pattern = re.compile(rf"^{re.escape(path)}/(\d{{1,4}})/")
    return sorted({int(found[1]) for name in raw if (found := pattern.match(name))})


def renumbered(raw: Raw, path: str, kept: list[int]) -> Raw:
    """The rows `kept`, as 0, 1, 2 …; the others are gone."""
    prefix = f"{path}/"
    turned = {name: values for name, values in raw.items() if not name.startswith(prefix)}
    for new, old in enumerate(kept):
        for name, values in raw.items():
            if name.startswith(f"{prefix}{old}/"):
                turned[f"{prefix}{new}/{name.removeprefix(f'{prefix}{old}/')}"] = values
    return turned


def raw_of(shape: Shape, value: Any, zone: ZoneInfo, path: str = "") -> Raw:
    """A value as the form of this shape would send it: to begin with what is known already."""
    match shape.kind, value:
        case _, None:
            return {}
        case "group", dict():
            parts = [
                (joined(path, key), shape.property(key), value[key])
                for key in shape.properties
                if key in value
            ]
            return _all(parts, zone)
        case "rows", list():
            return _all([(joined(path, n), shape.item(""), row) for n, row in enumerate(value)], zone)
        case "texts", dict():
            return {joined(path, code): [text] for code, text in value.items()}
        case "pairs" | "json", _:
            return {path: [json.dumps(value, ensure_ascii=False)]}
        case "lines", list():
            inner = shape.item(path.rpartition("/")[2])
            return {path: ["\n".join(_text(inner.kind, one, zone) for one in value)]}
        case "checks", list():
            return {path: [str(one) for one in value]}
        case kind, _:
            return {path: [_text(kind, value, zone)]}


def _all(parts: list[tuple[str, Shape, Any]], zone: ZoneInfo) -> Raw:
    raw: Raw = {}
    for path, shape, value in parts:
        raw |= raw_of(shape, value, zone, path)
    return raw


def _text(kind: str, value: Any, zone: ZoneInfo) -> str:
    if kind == "money":
        return f"{value // 100}.{value % 100:02}"
    if kind == "yesno":
        return "yes" if value else "no"
    if kind == "moment":
        return datetime.fromisoformat(str(value)).astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    return str(value)
