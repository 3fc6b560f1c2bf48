"""What can programs do? The readable page about the API."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from starlette.responses import Response

from services.outreach.api.reading import MODELS, PUBLIC
from services.outreach.desk import naming
from services.outreach.desk.visit import Visit
from services.outreach.portal.marking import N_
from services.outreach.projections import READERS

EVERYBODY = N_("everybody")


async def programs(visit: Visit) -> Response:
    services: dict[str, list[Any]] = defaultdict(list)
    for offer in (await visit.tools.commands.all()).values():
        services[offer.service].append(offer)
    models = sorted(MODELS.values(), key=lambda p: (p.database != PUBLIC, p.name))
    return visit.show(
        "desk/programs.html",
        services=services,
        models=models,
        whom=[_whom(visit, model.full_name) for model in models],
        base=visit.tools.settings.public_url.rstrip("/"),
    )


def _whom(visit: Visit, model: str) -> str:
    roles = [naming.role(visit.language, role) for role in READERS.get(model, ())]
    return ", ".join(roles) or visit.language.words(EVERYBODY)
