"""What the small programme tells the public: a notice, corrected news, and news taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from shared.contracts import outreach
from shared.contracts.outreach import Acknowledgement, Subject
from shared.kernel.event import Ref
from shared.testing.recorded import Chronicle
from tests.services.outreach import given_newsletter as letters
from tests.services.outreach import given_reports as reports

FUND = "logistics"
SHOWN = Acknowledgement(
    statement={"sq": "Paguar nga dhuruesi", "sr": "Plaća donator", "en": "Paid by the sample donor"},
    disclaimer={"sq": "Jo mendimi i dhuruesit", "sr": "Nije stav donatora", "en": "Not the donor's opinion"},
    designation={"sq": "Pa paragjykim", "sr": "Bez prejudiciranja", "en": "Without prejudice"},
)
RULES = outreach.VisibilityRulesSet(
    version=1,
    shown=SHOWN,
    languages=("sq", "sr", "en"),
    marked_names=("Kosovo",),
    effective_on=date(2014, 11, 1),
    set_on=date(2014, 11, 1),
)
SUBMITTED = outreach.PublicationSubmitted(submitted_by="p-2", submitted_on=date(2015, 4, 20))
HOSTILE = "</p><script>alert('x')</script>"


def publication(id: str) -> Ref:
    return Ref("outreach", "publication", id)


def drafted(title: dict[Any, str], text: dict[Any, str], kind: Any = "news") -> outreach.PublicationDrafted:
    return outreach.PublicationDrafted(
        kind=kind,
        title=title,
        text=text,
        agreement=FUND,
        shown=SHOWN,
        drafted_by="p-2",
        drafted_on=date(2015, 4, 20),
    )


def published(
    title: dict[Any, str], text: dict[Any, str], on: date, kind: Any = "news", about: Subject | None = None
) -> outreach.PublicationPublished:
    return outreach.PublicationPublished(
        kind=kind,
        title=title,
        text=text,
        about=about,
        agreement=FUND,
        rules=1,
        shown=SHOWN,
        published_by="p-3",
        published_on=on,
    )


def tell(log: Chronicle) -> None:
    log.add(Ref("outreach", "visibility", FUND), RULES)
    log.add(Ref("outreach", "standing", "standing"), _chosen())
    title = {"sq": "Këshilli mblidhet", "sr": "Savet se sastaje", "en": "The Council meets"}
    text = {"sq": "Më 21 prill.", "sr": "Dana 21. aprila.", "en": "On 21 April.\n\nIn Prishtinë."}
    subject = Subject(entity="meeting", id="council-2015-04-21")
    notice = published(title, text, date(2015, 4, 16), "notice", subject)
    log.add(publication("council-meets"), drafted(title, text, "notice"), SUBMITTED, notice, at=_at(16))
    title, text = {"en": "What the Council decided"}, {"en": f"Much.\n\n{HOSTILE}"}
    decided = published(title, text, date(2015, 4, 22))
    corrected = outreach.PublicationCorrected(
        correction=1,
        title=title,
        text={"en": f"Two things.\n\n{HOSTILE}"},
        what={"en": "The number was missing"},
        corrected_by="p-3",
        corrected_on=date(2015, 4, 23),
    )
    log.add(publication("council-decided"), drafted(title, text), SUBMITTED, decided, at=_at(22))
    log.add(publication("council-decided"), corrected, at=_at(23))
    gone = published({"en": "A rumour"}, {"en": "It never happened."}, date(2015, 4, 24))
    retracted = outreach.PublicationRetracted(
        reason={"en": "It never happened"}, retracted_by="p-3", retracted_on=date(2015, 4, 25)
    )
    rumour = drafted({"en": "A rumour"}, {"en": "It never happened."})
    log.add(publication("rumour"), rumour, SUBMITTED, gone, retracted, at=_at(25))


def _at(day: int) -> datetime:
    return datetime(2015, 4, day, 9, tzinfo=UTC)


def _chosen() -> outreach.AgreementChosen:
    return outreach.AgreementChosen(agreement=FUND, chosen_on=date(2014, 11, 1))


def report(log: Chronicle) -> None:
    """Two reports by one logframe, the second handed in as well."""
    log.add(Ref("outreach", "logframe", reports.LOGFRAME), reports.defined)
    first = Ref("outreach", "report", "inception")
    log.add(first, reports.opened, reports.written, reports.closed, reports.frozen)
    log.add(first, reports.earlier)
    second = Ref("outreach", "report", reports.REPORT)
    log.add(second, reports.opened, reports.written, reports.closed)
    counted = {"counted_to": len(log)}
    log.add(second, reports.frozen.model_copy(update=counted), reports.submitted.model_copy(update=counted))


def newsletter(log: Chronicle) -> None:
    """One reader, one issue, one letter."""
    log.add(Ref("outreach", "newsletter", "newsletter"), letters.defined)
    subscription = Ref("outreach", "subscription", letters.READER)
    log.add(subscription, letters.requested, letters.confirmed)
    issue = Ref("outreach", "issue", letters.ISSUE)
    log.add(issue, letters.compiled, letters.frozen, letters.released)
    delivery = Ref("outreach", "delivery", f"{letters.ISSUE}--{letters.READER}")
    log.add(delivery, letters.begun, letters.delivery("taken"))
