"""Sample minutes in two revisions, and proposals for an agenda. Names are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from shared.contracts import council
from shared.contracts.council import Holder, Paper, Revision
from shared.kernel.event import Ref
from shared.testing.recorded import Chronicle

MEETING = Ref("council", "minutes", "council-2015-04-21")
FIRST = {
    "en": "# Minutes: The Council\n\n21.4.2015\n\n## Decisions\n\n- 1. Blocked issues\n- 2. <b>Tags</b>",
    "sq": "# Procesverbal: Këshilli\n\n## Vendimet\n\n- 1. Çështjet e bllokuara",
}
SECOND = {**FIRST, "en": FIRST["en"].replace("Blocked issues", "Blocked issues go to the chair")}


def proposed(number: int, title: str, **more: Any) -> council.AgendaItemProposed:
    facts = {
        "proposal": number,
        "title": {"en": title},
        "reason": {"en": f"Why: {title}"},
        "papers": (Paper(title={"en": f"Paper on {title}"}, sha256="cd" * 32),),
        "proposer": Holder(kind="organisation", id="5900001-1"),
        "proposed_by": "p-7",
        "proposed_on": "2015-04-02",
        **more,
    }
    return council.AgendaItemProposed.model_validate(facts)


PROPOSED = proposed(1, "The plan of work")
PROPOSED_IN_SECRET = proposed(2, "A hidden matter", confidential=True)
DRAFTED = council.MinutesDrafted(texts=FIRST, drafted_on=date(2015, 4, 22))
CORRECTED = council.MinutesCorrected(
    number=2, texts=SECOND, corrected="The chair was missing", corrected_on=date(2015, 4, 24)
)
ADOPTED = council.MinutesAdopted(number=2, adopted_on=date(2015, 5, 4))
PUBLISHED = council.MinutesPublished(
    number=2,
    texts=SECOND,
    before=(Revision(number=1, texts=FIRST),),
    corrected="The chair was missing",
    published_on=date(2015, 5, 5),
)


def add(log: Chronicle) -> Chronicle:
    return log.add(MEETING, DRAFTED, CORRECTED, ADOPTED, PUBLISHED)
