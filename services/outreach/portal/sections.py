"""What can a reader go to from every page? The menu's table: the first part of the address, and its words."""

from __future__ import annotations

from services.outreach.portal.marking import N_

SECTIONS: tuple[tuple[str, str], ...] = (
    ("bodies", N_("Bodies")),
    ("meetings", N_("Meetings")),
    ("elections", N_("Elections")),
    ("positions", N_("Positions")),
    ("commitments", N_("Commitments")),
    ("consultations", N_("Consultations")),
    ("dialogues", N_("Dialogues")),
    ("timeline", N_("Timeline")),
    ("organisations", N_("Organisations")),
    ("trainings", N_("Learning")),
    ("news", N_("News")),
    ("hubs", N_("Information centres")),
    ("figures", N_("Figures")),
)
"""In the order of the menu; long words break it, so keep them to one or two."""
