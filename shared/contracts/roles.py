"""The roles of the platform; one person may hold several."""

from shared.kernel.access import Role

CSO = Role("cso")
SECRETARIAT = Role("secretariat")
BOARD = Role("board")
PANEL = Role("panel")
GOVERNMENT = Role("government")
FINANCE = Role("finance")
HUB = Role("hub")
AUDITOR = Role("auditor")
ADMIN = Role("admin")

BOUND = {"cso": "organisation", "government": "institution", "hub": "hub"}
"""The roles that a person holds for one thing, and what that is."""

PUBLIC = Role("public")
"""Anybody, by the public pages; no account has it."""

ROLES = (CSO, SECRETARIAT, BOARD, PANEL, GOVERNMENT, FINANCE, HUB, AUDITOR, ADMIN)
