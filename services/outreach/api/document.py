"""What does the API offer? One OpenAPI 3.1 document, made of the catalogue and the read models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.outreach.api.examples import example
from services.outreach.api.query import COMPARISONS, CURSOR, MOST, USUAL, Columns
from services.outreach.api.reading import MODELS, PUBLIC
from services.outreach.desk.commands import Offer
from services.outreach.exports.formats import FORMATS
from services.outreach.projections import READERS
from shared.kernel.handler import Answer
from shared.kernel.problem import CONTENT_TYPE, Problem
from shared.kernel.projection import Projection
from shared.kernel.shape import json_schema

Part = dict[str, Any]
ABOUT = """Everything that a person can do at the desk, a program can do here: the same commands under
the same rules, refused in the same sentences, as problem details (RFC 9457).

**Commands** are given by POST with a bearer token. `Idempotency-Key` is the command's id: whatever is sent
again under it is answered as the first time, for ever. The answer's `position` is that of the last event
recorded; a read with `after=<position>` waits until it shows it.

**Read models** of `portal` are public; those of `reporting` need a token of one of
the roles that each names (`x-roles`).
Filter by any field: `state=held`, one of several as `state=held&state=cancelled`, compared as
`starts_at.gte=2016-01-01` (also `.lte`, `.gt`, `.lt`, `.ne`). Sort (`sort=-starts_at`), go on with `cursor`;
`as_of=2015-04-21` folds the log up to the end of that day. HEAD answers like GET, without the body."""
TAGS = {
    "membership": "Commands about organisations, members, positions, ethics, learning, accounts.",
    "council": "Commands about bodies and seats, elections, meetings, commitments, consultations, dialogues.",
    "grants": "Commands about funds, claims of travel costs, payments.",
    "outreach": "Commands about hubs, publications, the newsletter, logframes and reports.",
    "portal": "Read models for everybody; nothing in them is about a private person.",
    "reporting": "Read models for the roles that each names (`x-roles`).",
    "files": "Whole read models as files.",
}
PROBLEMS = {
    "400": "The request cannot be read.",
    "401": "No token, or one that is expired or not ours.",
    "403": "The person may not do this.",
    "404": "There is nothing of that name.",
    "409": "A rule says no, or the key was another command's; `detail` is the sentence, `type` its name.",
    "413": "Too long.",
    "415": "Not JSON.",
    "422": "The command does not fit its schema; `errors` says where.",
    "503": "Nobody answers now; repeating with the same key is safe.",
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The command's id; made up if it is left out, and said in the answer.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$"},
    "example": "7f3a9c1e-5b0d-4c1e-9a57-2f6f0f1f7a10",
}
ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def document(offers: Iterable[Offer], columns: Mapping[str, Columns], base: str) -> Part:
    schemas: Part = {}
    _component(schemas, "Answer", Answer.model_json_schema())
    _component(schemas, "Problem", Problem.model_json_schema())
    paths: Part = {}
    for offer in offers:
        paths[f"/api/{offer.service}/{offer.command}"] = {"post": _command(offer, schemas)}
    for name, projection in MODELS.items():
        many, one = _model(projection, columns[name], schemas)
        paths[f"/api/{projection.database}/{projection.name}"] = {"get": many}
        paths[f"/api/{projection.database}/{projection.name}/{{id}}"] = {"get": one}
    paths["/api/files/{read_model}/{format}"] = {"get": _file()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "CiviKos",
            "version": "1",
            "description": ABOUT,
        },
        "servers": [{"url": base.rstrip("/")}],
        "tags": [{"name": name, "description": words} for name, words in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _command(offer: Offer, schemas: Part) -> Part:
    _component(schemas, offer.name, offer.schema)
    roles = ", ".join(f"{role} of the same {own}" if own else role for role, own in offer.roles)
    return {
        "operationId": offer.name,
        "tags": [offer.service],
        "summary": offer.words,
        "description": f"{offer.help}\n\nBy: {roles}.",
        "security": [{"token": []}],
        "x-roles": [role for role, _ in offer.roles],
        "parameters": [KEY],
        "requestBody": {"required": True, "content": _json(_ref(offer.name), example(offer.schema))},
        "responses": {
            "200": {"description": "Recorded.", "content": _json(_ref("Answer"))},
            **_problems("400", "401", "403", "404", "409", "413", "415", "422", "503"),
        },
    }


def _model(projection: Projection, columns: Columns, schemas: Part) -> tuple[Part, Part]:
    name, public = projection.full_name, projection.database == PUBLIC
    _component(schemas, name, json_schema(projection))
    shared: Part = {"tags": [projection.database], **({} if public else _for(READERS[name]))}
    codes = ("400", "404", "503") if public else ("400", "401", "403", "404", "503")
    page: Part = {
        "type": "object",
        "properties": {
            "position": {"type": "integer", "description": "How far the read model is in the log"},
            "as_of": {"type": "string", "format": "date-time"},
            "items": {"type": "array", "items": _ref(name)},
            "next": {"type": ["string", "null"], "description": "The cursor of what follows"},
        },
        "required": ["items", "next"],
    }
    many: Part = {
        "operationId": f"list {name}",
        "summary": projection.title,
        "parameters": [*_paging(columns), *_filters(columns)],
        "responses": {"200": {"description": "Some of them.", "content": _json(page)}, **_problems(*codes)},
    }
    one: Part = {
        "operationId": f"read {name}",
        "summary": f"One of: {projection.title}",
        "parameters": [ID, AFTER, AS_OF],
        "responses": {"200": {"description": "It.", "content": _json(_ref(name))}, **_problems(*codes)},
    }
    return shared | many, shared | one


def _for(roles: Sequence[str]) -> Part:
    described = f"For: {', '.join(roles)}."
    return {"description": described, "security": [{"token": []}], "x-roles": [*roles]}


def _file() -> Part:
    """Every read model as a table, in every format."""
    types = [format.media_type.partition(";")[0] for format in FORMATS.values()]
    binary: Part = {"schema": {"type": "string", "format": "binary"}}
    content = dict.fromkeys(types, binary) | {"application/json": {"schema": {"type": "object"}}}
    return {
        "operationId": "file of a read model",
        "tags": ["files"],
        "summary": "A whole read model as a file; `portal` for everybody, `reporting` for those who read it.",
        "security": [{"token": []}, {}],
        "parameters": [_in_path("read_model", [*MODELS]), _in_path("format", [*FORMATS])],
        "responses": {
            "200": {"description": "The file.", "content": content},
            **_problems("400", "401", "403", "404", "503"),
        },
    }


def _in_path(name: str, values: list[str]) -> Part:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "enum": values}}


AFTER = {
    "name": "after",
    "in": "query",
    "description": "Wait until the model shows this position of the log (5 seconds at most).",
    "schema": {"type": "integer", "minimum": 0, "maximum": 2**53},
    "example": 1,
}
AS_OF = {
    "name": "as_of",
    "in": "query",
    "description": "As it was at the end of this day, folded from the log.",
    "schema": {"type": "string", "format": "date"},
    "example": "2015-04-21",
}


def _paging(columns: Columns) -> list[Part]:
    field = f"-?({'|'.join(columns.sortable)})"
    return [
        _query("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}, "How many."),
        _query(
            "sort",
            {"type": "string", "pattern": f"^{field}(,{field})*$"},
            "Fields by comma; - turns it round.",
        ),
        _query("cursor", {"type": "string", "pattern": CURSOR}, "`next` of the page before."),
        AFTER,
        AS_OF,
    ]


def _filters(columns: Columns) -> list[Part]:
    comparing = ", ".join(f".{name}" for name in COMPARISONS)
    said = f"One of these; compared with {comparing}."
    return [
        _query(name, {"type": "array", "items": _filtered(columns, name)}, said) for name in columns.types
    ]


def _filtered(columns: Columns, name: str) -> Part:
    type_ = columns.types[name]
    if name in columns.choices:
        return {"type": "string", "enum": [*columns.choices[name]]}
    if type_ in ("integer", "number"):
        return {"type": "integer", "minimum": -(2**53), "maximum": 2**53}
    return {"type": type_}


def _query(name: str, schema: Part, description: str) -> Part:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _problems(*codes: str) -> Part:
    content = {CONTENT_TYPE: {"schema": _ref("Problem")}}
    return {code: {"description": PROBLEMS[code], "content": content} for code in codes}


def _json(schema: Part, example: Any = None) -> Part:
    shown = {} if example is None else {"example": example}
    return {"application/json": {"schema": schema, **shown}}


def _ref(name: str) -> Part:
    return {"$ref": f"#/components/schemas/{name}"}


def _component(schemas: Part, name: str, schema: Part) -> None:
    """Its own definitions become components, too: references are within the whole document."""
    for inner, one in schema.get("$defs", {}).items():
        schemas[f"{name}.{inner}"] = _moved(one, name)
    schemas[name] = _moved({key: value for key, value in schema.items() if key != "$defs"}, name)


def _moved(part: Any, name: str) -> Any:
    match part:
        case {"$ref": str() as ref, **rest}:
            return {**_moved(rest, name), "$ref": ref.replace("#/$defs/", f"#/components/schemas/{name}.")}
        case dict():
            return {key: _moved(value, name) for key, value in part.items()}
        case list():
            return [_moved(value, name) for value in part]
        case _:
            return part
