"""How much is asked at each hub, and is it answered?"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from urllib.parse import quote

from services.outreach.portal.charts.chart import Chart, Column, Rows, alphabetical, number
from services.outreach.portal.charts.shapes import paired, stacked
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask
from services.outreach.projections.portal import hubs
from services.outreach.projections.portal.territory import places

RECEIVED, GIVEN = N_("Received"), N_("Answers given")
ANSWERED, OPEN = N_("Answered"), N_("Not answered yet")


async def _by_hub(ask: Ask) -> Rows:
    towns, rows = (await places(ask.db)).municipalities, Rows()
    for hub in await hubs.everyone(ask.db):
        town = ask.language.plain(towns.get(hub["seat"], {"en": hub["seat"]}))
        asked, answers = (
            sum(month[figure] for month in hub["months"]) for figure in ("enquiries", "answers")
        )
        for order, (state, n) in enumerate(((ANSWERED, answers), (OPEN, asked - answers))):
            if n:
                said = str(ask.language.say(state))
                to = f"hubs/{quote(hub['_id'])}"
                rows.append({"hub": town, "state": said, "enquiries": n, "order": order, "to": to})
    return alphabetical(rows, "hub")


BY_HUB = Chart(
    id="enquiries-by-hub",
    title=N_("Enquiries at the information centres"),
    unit=N_("enquiries since the opening"),
    source=N_("Counted from the enquiries and answers that the centres logged."),
    columns=(
        Column("hub", N_("Municipality")),
        Column("state", N_("State")),
        Column("enquiries", N_("Enquiries"), number),
    ),
    rows=_by_hub,
    marks=lambda rows, language: stacked(rows, "hub", "enquiries", "state"),
)


async def _by_month(ask: Ask) -> Rows:
    """From `reporting`: of the days from `first` to `last`; of those `hubs` alone, if the query names any."""
    first, last = ask.query.get("first", ""), ask.query.get("last") or "9"
    where = {"hub": {"$in": ask.query["hubs"].split()}} if "hubs" in ask.query else {}
    found = await ask.db.find("hubs", where, fields=["logged_on", "answered_on"])
    counts: dict[str, Counter[str]] = {}
    for words, day in ((RECEIVED, "logged_on"), (GIVEN, "answered_on")):
        days = [row[day] for row in found if row[day] and first <= row[day] <= last]
        counts[words] = Counter(each[:7] for each in days)
    return [
        {"month": month, "label": f"{month[5:]}/{month[:4]}", "what": str(ask.language.say(words))}
        | {"n": counts[words][month], "order": order, "to": _days_of(month)}
        for month in _months({*counts[RECEIVED], *counts[GIVEN]})
        for order, words in enumerate(counts)
    ]


def _days_of(month: str) -> str:
    """The same page, of this month alone."""
    last = monthrange(int(month[:4]), int(month[5:]))[1]
    return f"desk/outreach?from={month}-01&to={month}-{last}"


def _months(found: set[str]) -> list[str]:
    """From the first to the last, with those between them in which nothing was."""
    numbers = [int(month[:4]) * 12 + int(month[5:]) - 1 for month in found]
    through = range(min(numbers), max(numbers) + 1) if numbers else range(0)
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in through]


BY_MONTH = Chart(
    id="enquiries-by-month",
    title=N_("Enquiries and answers, month by month"),
    unit=N_("enquiries that came and answers that were given in the month"),
    source=N_("Counted from the enquiries and answers that the centres logged."),
    columns=(
        Column("month", N_("Month"), lambda language, month: language.month(month)),
        Column("what", N_("What")),
        Column("n", N_("How many"), number),
    ),
    rows=_by_month,
    marks=lambda rows, language: paired(rows, "label", "n", "what"),
)
"""For the desk: the public reads the figures since the opening."""
