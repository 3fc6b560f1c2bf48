"""Open data: every public read model as a file, and what each of its columns means."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from services.outreach.exports.dictionary import described
from services.outreach.exports.formats import FORMATS
from services.outreach.exports.reading import exported, table
from services.outreach.portal import linked
from services.outreach.portal.page import Ask, File, NotFound, Page
from services.outreach.projections import PORTAL
from shared.kernel.projection import Projection

MODELS = {projection.name: projection for projection in PORTAL}


async def open_data(ask: Ask) -> Page:
    rows = [
        {"name": name, "title": ask.language.words(projection.title), "count": await ask.db.count(name)}
        for name, projection in sorted(MODELS.items())
    ]
    return Page(
        "open_data.html",
        {
            "models": rows,
            "formats": [*FORMATS],
            "licence": ask.licence,
            "linked": linked.catalogue(ask, PORTAL),
        },
    )


async def data_dictionary(ask: Ask) -> Page:
    projection = _model(ask)
    found = await table(ask.db, projection)
    about = described(projection, found.documents)
    names = [column.name for column in about["columns"]]
    return Page(
        "data_dictionary.html",
        {
            **about,
            "formats": [*FORMATS],
            "licence": ask.licence,
            "linked": linked.dataset(ask, projection, names),
        },
    )


def file_of(format: str) -> Callable[[Ask], Awaitable[File]]:
    async def file(ask: Ask) -> File:
        projection = _model(ask)
        content = await exported(ask.db, projection, format)
        return File(content, FORMATS[format].media_type, f"{projection.name}.{format}", inline=False)

    return file


def _model(ask: Ask) -> Projection:
    if ask.id not in MODELS:
        raise NotFound
    return MODELS[ask.id]
