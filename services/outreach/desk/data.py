"""Which tables may I take along that are not public? Each read model of `reporting` as a file, explained."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from services.outreach.desk import naming, readers
from services.outreach.desk.visit import Visit, given_out
from services.outreach.exports.dictionary import about, columns
from services.outreach.exports.formats import FORMATS, TooLarge
from services.outreach.exports.reading import exported, table
from services.outreach.portal.page import File
from services.outreach.projections import READERS, REPORTING
from shared.kernel.mongo import Database
from shared.kernel.problem import STATUS, NotAllowed
from shared.kernel.projection import Projection

ALL_READERS = {role for model in REPORTING for role in READERS[model.full_name]}
"""Who may read at least one of them."""
MODELS = {projection.name: projection for projection in REPORTING}
LARGE = 413


async def data(visit: Visit) -> Response:
    db = _reporting(visit)
    read = [model for _, model in sorted(MODELS.items()) if _reads(visit, model)]
    if not read:
        return _not_allowed(visit, ALL_READERS)
    words = visit.language.words
    models = [{"name": m.name, "title": words(m.title), "count": await db.count(m.name)} for m in read]
    return visit.show("desk/data.html", models=models, formats=[*FORMATS])


async def dictionary(visit: Visit) -> Response:
    """What each column means."""
    model = _model(visit)
    if isinstance(model, Response):
        return model
    found = await table(_reporting(visit), model)
    shown: dict[str, Any] = {
        "name": model.name,
        "title_of": model.title,
        "about": about(model),
        "version": model.version,
        "count": len(found.documents),
        "columns": columns(model, found.documents),
        "formats": [*FORMATS],
    }
    return visit.show("desk/dictionary.html", **shown)


async def file(visit: Visit) -> Response:
    model, format = _model(visit), visit.request.path_params["format"]
    if isinstance(model, Response):
        return model
    if format not in FORMATS:
        return visit.show("desk/not_found.html", 404)
    try:
        content = await exported(_reporting(visit), model, format)
    except TooLarge:
        return visit.show("desk/too_large.html", LARGE, name=model.name)
    return given_out(File(content, FORMATS[format].media_type, f"{model.name}.{format}", inline=False))


def _model(visit: Visit) -> Projection | Response:
    """The one that the address names, or why it is not shown."""
    model = MODELS.get(visit.request.path_params["model"])
    if model is None:
        return visit.show("desk/not_found.html", 404)
    return model if _reads(visit, model) else _not_allowed(visit, {*READERS[model.full_name]})


def _reads(visit: Visit, model: Projection) -> bool:
    return readers.reads_model(visit.person, model.full_name)


def _not_allowed(visit: Visit, roles: set[str]) -> Response:
    named = [naming.role(visit.language, role) for role in naming.ROLES if role in roles]
    return visit.show("desk/not_allowed.html", STATUS[NotAllowed], roles=named)


def _reporting(visit: Visit) -> Database:
    return visit.tools.mongo.database("reporting")
