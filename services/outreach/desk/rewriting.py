"""What is written anew as a whole, and so begins as it stands now? A table, read from the log.

Each command has the fields of its events; what only the occasion says (the reason, the day) is left empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.outreach.desk.visit import Visit
from shared.kernel.event import Ref
from shared.kernel.subject import TOKEN

AS_IT_STANDS: Mapping[str, tuple[str, str, str]] = {
    "membership.SetMembershipRules": ("membership", "membership_rules", "rules"),
    "membership.SetEthicsRules": ("membership", "ethics_rules", "rules"),
    "membership.SetWorkingRules": ("membership", "working_rules", "working-rules"),
    "membership.DefineTerritory": ("membership", "territory", "territory"),
    "outreach.DefineNewsletter": ("outreach", "newsletter", "newsletter"),
    "outreach.DefineLogframe": ("outreach", "logframe", ".logframe"),
    "grants.AmendFund": ("grants", "fund", ".fund"),
    "membership.ChangeOrganisationDetails": ("membership", "organisation", ".organisation"),
}
"""By the command: the entity, and its id or, after a dot, the field that says it."""
OCCASION = ("reason", "decision_ref", "effective_on")
TELLING = {
    "organisation": ("OrganisationRegistered", "OrganisationDetailsChanged"),
    "fund": ("FundOpened", "FundAmended"),
}
"""Where an entity has other events, too: those that say how it stands."""


async def as_it_stands(visit: Visit, command: str, known: Mapping[str, Any]) -> dict[str, Any]:
    if command not in AS_IT_STANDS:
        return {}
    service, entity, id = AS_IT_STANDS[command]
    id = str(known.get(id[1:], "")) if id.startswith(".") else id
    if not TOKEN.fullmatch(id):
        return {}
    found: dict[str, Any] = {}
    for event in await visit.tools.log.load(Ref(service, entity, id)):
        name = event.data.type_name.rpartition(".")[2]
        if entity not in TELLING or name in TELLING[entity]:
            said = event.data.model_dump(mode="json")
            found |= {field: value for field, value in said.items() if value is not None}
    return {field: value for field, value in found.items() if field not in OCCASION}
