"""How far has the money gone, and how long does a claim wait? From the `reporting` database, for staff."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate
from statistics import mean
from typing import Any

from services.outreach.portal.charts.chart import Chart, Column, Rows, number
from services.outreach.portal.charts.shapes import area, bars, stacked
from services.outreach.portal.language import Language
from services.outreach.portal.marking import N_
from services.outreach.portal.page import Ask

PARTS = {"spent": N_("Spent"), "reserved": N_("Reserved"), "free": N_("Free")}
STEPS = {
    "approved": N_("until it was approved"),
    "authorised": N_("then until it was authorised"),
    "paid": N_("then until it was paid"),
}


def euros(language: Language, value: Any) -> str:
    return language.money(round(value * 100), "EUR")


async def _headings(ask: Ask) -> Rows:
    funds = await ask.db.find("funds", sort=[("_id", 1)])
    return [
        {
            "heading": ask.language.plain(heading["title"]) + (f" · {fund['_id']}" if funds[1:] else ""),
            "part": str(ask.language.say(words)),
            "amount": heading[part] / 100,
            "order": order,
        }
        for fund in funds
        for heading in fund["headings"]
        for order, (part, words) in enumerate(PARTS.items())
    ]


async def _burn(ask: Ask) -> Rows:
    """Spent so far at the end of each month in which something was spent or came back."""
    months: dict[str, int] = defaultdict(int)
    for fund in await ask.db.find("funds"):
        for month in fund["months"]:
            months[month["month"]] += month["spent"]
    so_far = accumulate(months[month] for month in sorted(months))
    return [
        {"month": f"{month}-01", "amount": cents / 100}
        for month, cents in zip(sorted(months), so_far, strict=True)
    ]


async def _turnaround(ask: Ask) -> Rows:
    waited: dict[str, list[int]] = defaultdict(list)
    for claim in await ask.db.find("claims", fields=["steps"]):
        for step in claim["steps"]:
            waited[step["step"]].append(step["days"])
    return [
        {"step": str(ask.language.say(words)), "days": round(mean(waited[step]), 1)}
        for step, words in STEPS.items()
        if waited[step]
    ]


HEADINGS = Chart(
    id="envelope",
    title=N_("The envelope, heading by heading"),
    unit=N_("euros spent, reserved for approved claims, and free"),
    source=N_("From the movements of every fund."),
    columns=(
        Column("heading", N_("Heading")),
        Column("part", N_("State")),
        Column("amount", N_("Amount"), euros),
    ),
    rows=_headings,
    marks=lambda rows, language: stacked(rows, "heading", "amount", "part"),
)
BURN = Chart(
    id="spent-over-time",
    title=N_("Spent over time"),
    unit=N_("euros, all funds together, less what came back"),
    source=N_("From the payments and recoveries of every fund."),
    columns=(
        Column("month", N_("Month"), lambda language, day: language.day(day)),
        Column("amount", N_("Spent so far"), euros),
    ),
    rows=_burn,
    marks=lambda rows, language: area("month", "amount", every="month"),
)
TURNAROUND = Chart(
    id="turnaround",
    title=N_("How long a claim waits"),
    unit=N_("days on average, step by step"),
    source=N_("From the days of every claim's steps."),
    columns=(Column("step", N_("Step")), Column("days", N_("Days"), number)),
    rows=_turnaround,
    marks=lambda rows, language: bars(rows, "step", "days"),
)
