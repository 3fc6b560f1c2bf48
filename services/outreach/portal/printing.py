"""How does a document for paper come about? A typst template and its data make a PDF.

The same data give the same bytes: no date and no font of the machine goes into it. Data travel as JSON and
are never part of the template's text.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

SHEETS = Path(__file__).parent / "sheets"


async def pdf(sheet: str, shown: Mapping[str, Any]) -> bytes:
    """The sheet `sheets/{sheet}.typ`, filled; made aside, so other readers need not wait."""
    return await asyncio.to_thread(_compiled, sheet, json.dumps(shown, ensure_ascii=False))


def _compiled(sheet: str, data: str) -> bytes:
    template = (SHEETS / f"{sheet}.typ").read_bytes()
    made: Any = typst.compile(template, sys_inputs={"shown": data}, ignore_system_fonts=True)
    return bytes(made)
