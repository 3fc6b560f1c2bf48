"""What can programs do? The readable reference of the API: an overview, and a page for each part of it."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

from starlette.responses import Response

from services.outreach.api.examples import example
from services.outreach.api.fields import fields
from services.outreach.api.query import Columns
from services.outreach.api.reading import MODELS, PUBLIC
from services.outreach.desk import naming
from services.outreach.desk.commands import Offer
from services.outreach.desk.visit import Visit
from services.outreach.exports.dictionary import about, columns
from services.outreach.portal.marking import N_
from services.outreach.projections import READERS
from shared.kernel.projection import Projection

EVERYBODY = N_("everybody")
ANSWERS = {
    "200": N_("Done, or read."),
    "400": N_("The request cannot be read; the sentence says what is wrong with it."),
    "401": N_("No token, or one that is expired or not ours."),
    "403": N_("None of this person's roles may do it."),
    "404": N_("There is nothing of that name."),
    "409": N_("A rule says no; the sentence is the one that people read."),
    "422": N_("The command does not fit its schema; each finding names its field."),
    "503": N_("Nobody answers now; sending it again under the same key is safe."),
}


async def programs(visit: Visit) -> Response:
    services = await _services(visit)
    return visit.show(
        "desk/programs.html",
        services=services,
        databases=[(name, _models(name)) for name in _databases()],
        whom=partial(_whom, visit),
        answers=ANSWERS,
        base=_base(visit),
    )


async def program(visit: Visit) -> Response:
    """The commands of one service, or the read models of one database."""
    part, services = visit.request.path_params["part"], await _services(visit)
    if part in services:
        commands = [_command(visit, offer) for offer in services[part]]
        return visit.show("desk/program_commands.html", part=part, commands=commands, base=_base(visit))
    if part in _databases():
        models = [_model(visit, projection) for projection in _models(part)]
        return visit.show("desk/program_models.html", part=part, models=models, base=_base(visit))
    return visit.not_found()


async def _services(visit: Visit) -> dict[str, list[Offer]]:
    found: dict[str, list[Offer]] = {}
    for offer in (await visit.tools.commands.all()).values():
        found.setdefault(offer.service, []).append(offer)
    return found


def _databases() -> list[str]:
    """What everybody reads first."""
    return sorted({model.database for model in MODELS.values()}, key=lambda name: name != PUBLIC)


def _models(database: str) -> list[Projection]:
    found = (model for model in MODELS.values() if model.database == database)
    return sorted(found, key=lambda model: model.name)


def _command(visit: Visit, offer: Offer) -> dict[str, Any]:
    return {
        "offer": offer,
        "roles": [(naming.role(visit.language, role), own) for role, own in offer.roles],
        "fields": fields(offer.schema),
        # it stands between the shell's quotes
        "example": json.dumps(example(offer.schema), ensure_ascii=False, indent=2).replace("'", "’"),
    }


def _model(visit: Visit, projection: Projection) -> dict[str, Any]:
    asked = Columns.of(projection)
    return {
        "projection": projection,
        "about": about(projection),
        "whom": _whom(visit, projection),
        "columns": columns(projection),
        "filters": asked.types,
        "values": asked.choices,
        "sorts": asked.sortable,
    }


def _whom(visit: Visit, projection: Projection) -> str:
    roles = [naming.role(visit.language, role) for role in READERS.get(projection.full_name, ())]
    return ", ".join(roles) or visit.language.words(EVERYBODY)


def _base(visit: Visit) -> str:
    return visit.tools.settings.public_url.rstrip("/")
