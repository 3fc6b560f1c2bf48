"""How do payments get to the bank, and its answer back? `civikos payment-file`, `civikos payment-results`."""

from __future__ import annotations

import csv
import json
import uuid
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from shared.cli.give import answered, print_problem
from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.screen import err, out
from shared.cli.token import Person, signed
from shared.cli.trouble import Trouble
from shared.contracts import grants
from shared.kernel.log import Unavailable
from shared.kernel.papers import Refused, fetch

IDS = uuid.UUID("5f0d9c1a-5a64-53b8-9f0e-2d8f3f1f7a11")
COLUMNS = ("claim", "outcome", "payment_ref", "reason", "on")


class Format(StrEnum):
    PAIN_09 = "pain.001.001.09"
    PAIN_03 = "pain.001.001.03"
    CSV = "csv"


Batch = Annotated[str, typer.Argument(help="The payment batch, e.g. batch-2015-05.")]


async def payment_file(
    batch: Batch,
    format: Annotated[
        Format, typer.Option(help="ISO 20022 in one of two versions, or CSV.")
    ] = Format.PAIN_09,
    to: Annotated[
        Path | None, typer.Option("--to", help="Where to write it; else into the current directory.")
    ] = None,
    person: Person = "p-operator",
    data: Data = DEFAULT,
) -> None:
    """Write the bank's file of a released payment batch. It holds account numbers: delete it once sent."""
    reached = reach(data)
    token = signed(reached, ["finance"], person)
    async with reached.nats() as nc:
        try:
            file = await fetch(nc, "grants", "PaymentFile", token, batch=batch, format=format.value)
        except Refused as refused:
            raise Trouble(str(refused)) from None
        except Unavailable:
            raise Trouble("the service grants does not answer.") from None
    path = to or Path(file.name)
    path.touch(mode=0o600)
    path.write_bytes(file.content)
    out.print(f"{path}: {len(file.content):,} bytes.", markup=False)


async def payment_results(
    batch: Batch,
    file: Annotated[
        Path | None, typer.Argument(help=f"A CSV file with the columns {', '.join(COLUMNS)}.")
    ] = None,
    template: Annotated[bool, typer.Option("--template", help="Print an empty file and stop.")] = False,
    person: Person = "p-operator",
    data: Data = DEFAULT,
) -> None:
    """Record what the bank says about the payments of a batch, from a CSV file.

    Every row is checked first; nothing is recorded if one is wrong. The same file again changes nothing.
    """
    if template or file is None:
        out.print(",".join(COLUMNS), markup=False)
        return
    rows = results(file)
    body = json.dumps({"batch": batch, "results": rows}).encode()
    reached = reach(data)
    headers = {
        "Authorization": f"Bearer {signed(reached, ['finance'], person)}",
        "Civikos-Command-Id": str(uuid.uuid5(IDS, f"{person}/{body.decode()}")),
    }
    async with reached.nats() as nc:
        answer = await answered(nc, "grants", "RecordPaymentResults", body, headers)
    if "status" in answer:
        print_problem(answer)
        raise typer.Exit(1)
    paid = sum(row["outcome"] == "paid" for row in rows)
    known = "" if answer["events"] else " All of it was known already."
    out.print(f"{batch}: {paid} paid, {len(rows) - paid} failed.{known}", markup=False)


def results(file: Path) -> list[dict[str, Any]]:
    """The rows as the command takes them; commas or semicolons, with or without a byte order mark.

    Raises:
        Trouble: rows are wrong; each is named with what is wrong.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Trouble(f"{file} cannot be read: {error}.") from None
    header = text.partition("\n")[0]
    table = csv.DictReader(text.splitlines(), delimiter=";" if header.count(";") > header.count(",") else ",")
    if set(table.fieldnames or ()) != set(COLUMNS):
        raise Trouble(f"{file}: the columns must be {', '.join(COLUMNS)}.")
    found: list[dict[str, Any]] = []
    wrong: list[str] = []
    for number, row in enumerate(table, 2):
        try:
            found.append(_result(row))
        except ValidationError as error:
            wrong += [f"line {number}, {_place(e['loc'])}: {e['msg']}" for e in error.errors()]
    if wrong:
        for line in wrong:
            err.print(line, markup=False)
        raise Trouble(f"{file}: {len(wrong)} mistakes; nothing was recorded.")
    return found


def _result(row: dict[str, Any]) -> dict[str, Any]:
    """A day may be left out."""
    fields = {name: (row.get(name) or "").strip() for name in COLUMNS}
    result = grants.PaymentResult.model_validate({**fields, "on": fields["on"] or None})
    return result.model_dump(mode="json")


def _place(location: tuple[int | str, ...]) -> str:
    return str(location[0]) if location else "row"
