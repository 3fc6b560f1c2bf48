"""Which costs were paid from a fund, each with its document? The list that a donor asks for.

Made of the register of claims and the fund; it is no read model of its own.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from services.outreach.projections.reporting import claims, funds
from shared.contracts.values import money
from shared.kernel.mongo import Database

COLUMNS = (
    "number",
    "paid_on",
    "claim",
    "meeting",
    "organisation",
    "heading",
    "kind",
    "cost_on",
    "document",
    "claimed",
    "granted",
    "currency",
    "payment_ref",
    "approved_by",
    "authorised_by",
)


@dataclass(frozen=True)
class Expenditure:
    """The list, and the fund it is of."""

    fund: str
    title: dict[str, str]
    agreement: str
    currency: str
    donors: list[Any]
    rows: list[dict[str, Any]]
    recovered: int
    """Cents that came back; the rows show what was paid."""


async def of_fund(db: Database, fund: str) -> Expenditure | None:
    found = await funds.one(db, fund)
    if found is None:
        return None
    paid = [claim for claim in await claims.register(db, fund) if claim["paid"] is not None]
    rows = [row for claim in sorted(paid, key=_paid_on) for row in _rows(claim)]
    for number, row in enumerate(rows, 1):
        row["number"] = number
    return Expenditure(
        fund=fund,
        title=found["title"],
        agreement=found["agreement"],
        currency=found["currency"],
        donors=found["donors"],
        rows=rows,
        recovered=sum(claim["recovered"] for claim in paid),
    )


def _paid_on(claim: Any) -> tuple[str, str]:
    return _step(claim, "paid")["on"], claim["_id"]


def _step(claim: Any, name: str) -> Any:
    return next(step for step in reversed(claim["steps"]) if step["step"] == name)


def _rows(claim: Any) -> list[dict[str, Any]]:
    shared = {
        "paid_on": _step(claim, "paid")["on"],
        "claim": claim["_id"],
        "meeting": claim["meeting"],
        "organisation": claim["organisation"],
        "heading": claim["heading"],
        "currency": claim["currency"],
        "payment_ref": claim["payment_ref"],
        "approved_by": _step(claim, "approved")["by"],
        "authorised_by": _step(claim, "authorised")["by"],
    }
    return [
        {
            **shared,
            "kind": item["kind"],
            "cost_on": item["on"],
            "document": _document(item),
            "claimed": item["cents"],
            "granted": item["granted"],
        }
        for item in claim["items"]
        if item["granted"]
    ]


def _document(item: Any) -> str:
    return f"sha256:{item['receipt']}" if item["receipt"] else f"declaration: {item['declaration']}"


def total(found: Expenditure) -> str:
    paid = sum(row["granted"] for row in found.rows)
    back = f", of which {money(found.recovered, found.currency)} came back" if found.recovered else ""
    return f"{money(paid, found.currency)}{back}"


def as_csv(found: Expenditure) -> bytes:
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, COLUMNS)
    table.writeheader()
    for row in found.rows:
        table.writerow({name: _plain(name, value) for name, value in row.items()})
    return text.getvalue().encode("utf-8-sig")


def _plain(name: str, value: Any) -> Any:
    if name in AMOUNTS:
        return f"{value // 100}.{value % 100:02}"
    # no spreadsheet takes a text for a formula
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


AMOUNTS = ("claimed", "granted")


def as_xlsx(found: Expenditure) -> bytes:
    """The costs, and a sheet that says of what: the agreement and each donor's share."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, amount = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet("Expenditure")
        sheet.write_row(0, 0, COLUMNS, bold)
        for number, row in enumerate(found.rows, 1):
            for column, name in enumerate(COLUMNS):
                value = row[name] / 100 if name in AMOUNTS else row[name]
                sheet.write(number, column, value, amount if name in AMOUNTS else None)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
        _about(book.add_worksheet("Agreement"), found, bold, amount)
    return file.getvalue()


def _about(sheet: Any, found: Expenditure, bold: Any, amount: Any) -> None:
    net = sum(row["granted"] for row in found.rows) - found.recovered
    facts = [("Fund", found.fund), ("Agreement", found.agreement), ("Currency", found.currency)]
    sheet.write_column(0, 0, [name for name, _ in facts], bold)
    sheet.write_column(0, 1, [value for _, value in facts])
    sums = [("Paid", net + found.recovered), ("Recovered", found.recovered), ("Expenditure", net)]
    sums += [(f"{donor['name']}, {donor['share_percent']} %", donor["spent"]) for donor in found.donors]
    for row, (name, cents) in enumerate(sums, len(facts) + 1):
        sheet.write(row, 0, name, bold)
        sheet.write(row, 1, cents / 100, amount)
    sheet.autofit()
