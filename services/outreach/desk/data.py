"""Which tables may I take along that are not public? Each read model of `reporting` as a file, explained."""

from __future__ import annotations

from starlette.responses import Response

from services.outreach.desk import readers
from services.outreach.desk.visit import Visit, given_out
from services.outreach.exports.dictionary import described
from services.outreach.exports.formats import FORMATS, TooLarge
from services.outreach.exports.reading import exported, table
from services.outreach.portal.page import File
from services.outreach.projections import READERS, REPORTING
from shared.kernel.mongo import Database
from shared.kernel.projection import Projection

ALL_READERS = [role for model in REPORTING for role in READERS[model.full_name]]
"""Who may read at least one of them."""
MODELS = {projection.name: projection for projection in REPORTING}
LARGE = 413


async def data(visit: Visit) -> Response:
    db = _reporting(visit)
    read = [model for _, model in sorted(MODELS.items()) if _reads(visit, model)]
    if not read:
        return visit.not_allowed(ALL_READERS)
    words = visit.language.words
    models = [{"name": m.name, "title": words(m.title), "count": await db.count(m.name)} for m in read]
    return visit.show("desk/data.html", models=models, formats=[*FORMATS])


async def dictionary(visit: Visit) -> Response:
    """What each column means."""
    model = _model(visit)
    if isinstance(model, Response):
        return model
    found = await table(_reporting(visit), model)
    return visit.show("desk/dictionary.html", **described(model, found.documents), formats=[*FORMATS])


async def file(visit: Visit) -> Response:
    model, format = _model(visit), visit.request.path_params["format"]
    if isinstance(model, Response):
        return model
    if format not in FORMATS:
        return visit.not_found()
    try:
        content = await exported(_reporting(visit), model, format)
    except TooLarge:
        return visit.show("desk/too_large.html", LARGE, name=model.name)
    return given_out(File(content, FORMATS[format].media_type, f"{model.name}.{format}", inline=False))


def _model(visit: Visit) -> Projection | Response:
    """The one that the address names, or why it is not shown."""
    model = MODELS.get(visit.request.path_params["model"])
    if model is None:
        return visit.not_found()
    return model if _reads(visit, model) else visit.not_allowed(READERS[model.full_name])


def _reads(visit: Visit, model: Projection) -> bool:
    return readers.reads_model(visit.person, model.full_name)


def _reporting(visit: Visit) -> Database:
    return visit.tools.mongo.database("reporting")
