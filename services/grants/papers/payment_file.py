"""How does the bank read a released batch? ISO 20022 pain.001 in two versions, or CSV."""

from __future__ import annotations

import csv
import io
from typing import Any, Literal
from xml.etree import ElementTree

from pydantic import Field
from sepaxml import SepaTransfer  # type: ignore[import-untyped]
from sepaxml.validation import try_valid_xml  # type: ignore[import-untyped]

from services.grants.domain.batch import BatchId
from services.grants.domain.batch_record import Batch, Released, Settled
from shared.contracts import grants
from shared.kernel.entity import Command, NotNow, Refusal
from shared.kernel.papers import File

Format = Literal["pain.001.001.09", "pain.001.001.03", "csv"]


class PaymentFile(Command):
    """Ask for the payments of a released batch as the bank's file."""

    batch: BatchId = Field(description="The batch")
    format: Format = Field("pain.001.001.09", description="ISO 20022 in one of two versions, or CSV")


class PayeeErased(Refusal):
    """The account for the claim {claim} was erased at the traveller's wish, so the file cannot be made any
    more. Record that payment as failed.
    """


def payment_file(asked: PaymentFile, batch: Batch) -> File:
    """The same payments each time, whatever became of the claims since.

    Raises:
        NotNow: the batch is not released.
        PayeeErased: a traveller has been forgotten.
    """
    if not isinstance(batch, Released | Settled):
        raise NotNow(asked, batch, "payment batch")
    for line in batch.lines:
        if line.payee.value is None or line.iban.value is None:
            raise PayeeErased(claim=line.claim)
    if asked.format == "csv":
        return File(f"{asked.batch}.csv", "text/csv; charset=utf-8", _csv(batch))
    content = _pain(asked.batch, asked.format, batch)
    return File(f"{asked.batch}.{asked.format}.xml", "application/xml", content)


def _pain(id: str, schema: Format, batch: Released | Settled) -> bytes:
    """Checked against the schema by the library."""
    transfer = SepaTransfer(_payer(batch), schema=schema, clean=True)
    for line in batch.lines:
        transfer.add_payment(_payment(line, batch))
    content = _named(transfer.export(validate=False), id, schema, batch)
    try_valid_xml(content, schema)
    return content


def _named(content: bytes, id: str, schema: Format, batch: Released | Settled) -> bytes:
    """The library takes ids and a time by chance. With the batch's own, the file is the same each time, and a
    bank that is sent it twice knows it again.
    """
    space = f"urn:iso:std:iso:20022:tech:xsd:{schema}"
    own = {"MsgId": id, "PmtInfId": id, "CreDtTm": f"{batch.prepared_on.isoformat()}T00:00:00"}
    tree = ElementTree.fromstring(content)
    ElementTree.register_namespace("", space)
    for name, text in own.items():
        for node in tree.iter(f"{{{space}}}{name}"):
            node.text = text
    named: bytes = ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True)
    return named


def _payer(batch: Released | Settled) -> dict[str, Any]:
    account = batch.account
    bic = {"BIC": account.bic} if account.bic else {}
    # "domestic": no promise that both banks are reached by SEPA
    basis = {"batch": True, "currency": batch.currency, "domestic": True}
    return {"name": account.name, "IBAN": account.iban, **bic, **basis}


def _payment(line: grants.BatchLine, batch: Released | Settled) -> dict[str, Any]:
    return {
        "name": line.payee.value,
        "IBAN": line.iban.value,
        "amount": line.cents,
        "execution_date": batch.pay_on,
        "description": f"{line.claim} {line.meeting}",
        "endtoend_id": line.claim,
    }


COLUMNS = ("end_to_end_id", "payee", "iban", "amount", "currency", "pay_on", "description")


def _csv(batch: Released | Settled) -> bytes:
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for line in batch.lines:
        amount = f"{line.cents // 100}.{line.cents % 100:02}"
        about = f"{line.claim} {line.meeting}"
        payee = _harmless(line.payee.value or "")
        rows.writerow((line.claim, payee, line.iban.value, amount, batch.currency, batch.pay_on, about))
    return text.getvalue().encode("utf-8-sig")


def _harmless(text: str) -> str:
    """No spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
