"""What can a reader go to from every page? The menu's tables: the first part of an address, and its words."""

from __future__ import annotations

from services.outreach.portal.marking import N_

SECTIONS: tuple[tuple[str, str], ...] = (
    ("bodies", N_("Bodies")),
    ("meetings", N_("Meetings")),
    ("decisions", N_("Decisions")),
    ("calendar", N_("Calendar")),
    ("elections", N_("Elections")),
    ("positions", N_("Positions")),
    ("commitments", N_("Commitments")),
    ("strategies", N_("Strategies")),
    ("consultations", N_("Consultations")),
    ("dialogues", N_("Dialogues")),
    ("timeline", N_("Timeline")),
    ("organisations", N_("Organisations")),
    ("documents", N_("Binding documents")),
    ("trainings", N_("Learning")),
    ("news", N_("News")),
    ("newsletter", N_("Newsletter")),
    ("reports", N_("Reports to the donor")),
    ("open-data", N_("Open data")),
    ("hubs", N_("Information centres")),
    ("figures", N_("Figures")),
)
"""Every section, with one or two words."""

FIRST = ("commitments", "meetings", "consultations", "bodies", "organisations", "news")
"""What the head of every page names; all others stand in the menu."""

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("Who"), ("bodies", "organisations", "documents", "elections", "hubs")),
    (
        N_("What is done and owed"),
        ("meetings", "calendar", "decisions", "commitments", "strategies", "timeline"),
    ),
    (N_("What is asked and answered"), ("positions", "consultations", "dialogues")),
    (N_("Take part and look closer"), ("news", "newsletter", "trainings", "figures", "reports", "open-data")),
)
"""The menu; a section that no group names stands in the last."""

Section = tuple[str, str]


def first() -> tuple[Section, ...]:
    return _known(FIRST, dict(SECTIONS))


def grouped() -> tuple[tuple[str, tuple[Section, ...]], ...]:
    words = dict(SECTIONS)
    *others, (last, keys) = GROUPS
    named = {key for _, group in GROUPS for key in group}
    groups = (*others, (last, (*keys, *(key for key in words if key not in named))))
    return tuple((title, _known(group, words)) for title, group in groups)


def _known(keys: tuple[str, ...], words: dict[str, str]) -> tuple[Section, ...]:
    return tuple((key, words[key]) for key in keys)
