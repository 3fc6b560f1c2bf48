"""How do we speak to MongoDB?

The one module that imports motor. Motor's successor is pymongo's AsyncMongoClient with the same calls;
the switch is: the import and `Client`, `await` before the two `.aggregate(…)`, and `async with
client.start_session()` without its `await`.

Every write waits for a majority and the journal: less loses acknowledged writes when a server dies.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, Self, TypeVar

import bson
from bson.codec_options import CodecOptions
from bson.errors import BSONError
from motor.motor_asyncio import AsyncIOMotorClient, AsyncIOMotorClientSession
from pymongo import DeleteOne, IndexModel, ReadPreference, ReplaceOne, WriteConcern
from pymongo.errors import (
    BulkWriteError,
    DuplicateKeyError,
    OperationFailure,
    PyMongoError,
)
from pymongo.read_concern import ReadConcern

Client = AsyncIOMotorClient
Session = AsyncIOMotorClientSession
Document = dict[str, Any]
Filter = Mapping[str, Any]
Sort = Sequence[tuple[str, int]]
NO_ID: Filter = {"$in": []}
"""Nothing has it, and the server need not be asked: names of nobody are looked up on most pages."""
T = TypeVar("T")

DURABLE = WriteConcern("majority", j=True)
AWARE: CodecOptions[Any] = CodecOptions(tz_aware=True)
_EXISTS, _GONE = 48, 26
_REFUSED = (121, 11000)
"""What a validator and a unique index answer."""

MongoError = PyMongoError
Taken = DuplicateKeyError


LARGEST = 16 * 1024 * 1024
"""Bytes of a document that MongoDB holds at most."""


class RefusedDocument(Exception):
    """A document that MongoDB will not hold: against its schema, its unique index, or BSON itself."""

    def __init__(self, ids: Sequence[str], reason: str) -> None:
        super().__init__(reason)
        self.ids, self.reason = ids, reason


class Mongo:
    """One client; `app` names this process among those that use the server."""

    def __init__(self, url: str, app: str, patience: float | None = None) -> None:
        """`patience`: seconds that a call may take; None: the projector's batches may be long."""
        self.app = app
        limit: dict[str, Any] = {} if patience is None else {"timeoutMS": int(patience * 1000)}
        self._client: Client[Document] = Client(
            url, appName=app, tz_aware=True, serverSelectionTimeoutMS=5_000, **limit
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._client.close()

    def database(self, name: str) -> Database:
        return Database(self._client, name)

    async def ping(self) -> None:
        """Returns if a primary answers."""
        await self._client.admin.command("ping")

    async def transaction(self, work: Callable[[Session], Coroutine[Any, Any, T]]) -> T:
        """Runs `work` with all its reads and writes as one; after a transient error, again from its start."""
        async with await self._client.start_session() as session:
            result: T = await session.with_transaction(
                work, read_concern=ReadConcern("snapshot"), write_concern=DURABLE
            )
            return result

    async def end_stale_transactions(self) -> int:
        """Ends what a dead process of this name left open; its locks would block us for a minute."""
        cursor = self._client.admin.aggregate(
            [
                {"$currentOp": {"allUsers": False, "idleSessions": True}},
                {"$match": {"type": "idleSession", "appName": self.app, "transaction": {"$exists": True}}},
            ]
        )
        stale = [{"id": op["lsid"]["id"]} async for op in cursor]
        if stale:
            await self._client.admin.command({"killSessions": stale})
        return len(stale)


class Database:
    """Reading for pages, writing for the projector."""

    def __init__(self, client: Client[Document], name: str) -> None:
        self.name = name
        self._database = client.get_database(
            name, AWARE, ReadPreference.PRIMARY, DURABLE, ReadConcern("majority")
        )

    async def find(
        self,
        collection: str,
        where: Filter | None = None,
        *,
        sort: Sort = (),
        skip: int = 0,
        limit: int = 0,
        fields: Sequence[str] | None = None,
        session: Session | None = None,
    ) -> list[Document]:
        if where and where.get("_id") == NO_ID:
            return []
        cursor = self._database[collection].find(where or {}, fields, session=session)
        if sort:
            cursor = cursor.sort(list(sort))
        return await cursor.skip(skip).limit(limit).to_list(None)

    async def find_one(
        self, collection: str, where: Filter, *, sort: Sort = (), session: Session | None = None
    ) -> Document | None:
        found: Document | None = await self._database[collection].find_one(
            where, sort=list(sort) or None, session=session
        )
        return found

    async def count(self, collection: str, where: Filter | None = None) -> int:
        return await self._database[collection].count_documents(where or {})

    async def aggregate(self, collection: str, pipeline: Sequence[Filter]) -> list[Document]:
        return await self._database[collection].aggregate(list(pipeline)).to_list(None)

    async def insert(self, collection: str, document: Document, session: Session | None = None) -> None:
        """Raises Taken if the id is in use."""
        await self._database[collection].insert_one(document, session=session)

    async def update(
        self,
        collection: str,
        where: Filter,
        change: Filter,
        session: Session | None = None,
        upsert: bool = False,
    ) -> bool:
        """Changes one document; says whether there was one."""
        result = await self._database[collection].update_one(where, change, session=session, upsert=upsert)
        return result.matched_count == 1

    async def delete(self, collection: str, where: Filter, session: Session | None = None) -> int:
        return (await self._database[collection].delete_many(where, session=session)).deleted_count

    async def replace(
        self, collection: str, documents: Mapping[str, Document | None], session: Session | None = None
    ) -> None:
        """Writes each document once, in one call; None deletes.

        Raises:
            RefusedDocument: MongoDB will not hold one of them; nothing is written within a transaction.
        """
        if not documents:
            return
        writes = [_write(id, document) for id, document in documents.items()]
        try:
            await self._database[collection].bulk_write(writes, ordered=False, session=session)
        except BulkWriteError as error:
            refusal = _refusal(error)
            if refusal is None:
                raise
            raise refusal from error
        except (BSONError, OverflowError, OperationFailure) as error:
            refused = _not_bson(documents)
            if not refused:
                raise
            raise RefusedDocument(refused, str(error)) from error

    async def create(self, collection: str, schema: Document | None) -> None:
        """Creates the collection unless it exists; its documents must then follow the schema."""
        options: dict[str, Any] = {"validator": {"$jsonSchema": schema}} if schema else {}
        await self._unless(_EXISTS, {"create": collection, **options})

    async def create_view(self, view: str, collection: str) -> None:
        await self._unless(_EXISTS, {"create": view, "viewOn": collection, "pipeline": []})

    async def point_view(self, view: str, collection: str) -> None:
        """Readers of the view see the other collection from now on; no read fails or comes back empty."""
        await self._database.command({"collMod": view, "viewOn": collection, "pipeline": []})

    async def collections(self) -> dict[str, str]:
        """Every collection and view, each with the collection it shows (itself, if it is none)."""
        listed = await self._database.list_collections()
        return {c["name"]: c.get("options", {}).get("viewOn", c["name"]) async for c in listed}

    async def index(self, collection: str, keys: Sequence[Sequence[tuple[str, int]]], unique: bool) -> None:
        """Raises MongoError if documents contradict a unique index."""
        if keys:
            await self._database[collection].create_indexes(
                [IndexModel(list(one), unique=unique) for one in keys]
            )

    async def indexes(self, collection: str) -> list[tuple[tuple[str, int], ...]]:
        """The keys of every index."""
        return [tuple(one["key"].items()) async for one in self._database[collection].list_indexes()]

    async def drop(self, collection: str) -> None:
        await self._database.drop_collection(collection)

    async def _unless(self, code: int, command: Document) -> None:
        try:
            await self._database.command(command)
        except OperationFailure as error:
            if error.code != code:
                raise


def stored(document: Document) -> Document:
    """The document as MongoDB would give it back: lists for tuples, milliseconds, UTC."""
    return bson.decode(bson.encode(document), AWARE)


def _write(id: str, document: Document | None) -> ReplaceOne[Document] | DeleteOne:
    if document is None:
        return DeleteOne({"_id": id})
    return ReplaceOne({"_id": id}, {**document, "_id": id}, upsert=True)


def _refusal(error: BulkWriteError) -> RefusedDocument | None:
    refused = [e for e in (error.details or {}).get("writeErrors", ()) if e["code"] in _REFUSED]
    if not refused:
        return None
    return RefusedDocument([e["op"]["q"]["_id"] for e in refused], _reason(refused[0]))


def _reason(write_error: Filter) -> str:
    details = write_error.get("errInfo", {}).get("details", {}).get("schemaRulesNotSatisfied")
    return f"{write_error['errmsg']}: {details}" if details else str(write_error["errmsg"])


def _not_bson(documents: Mapping[str, Document | None]) -> list[str]:
    return [id for id, document in documents.items() if document is not None and not _fits(document)]


def _fits(document: Document) -> bool:
    try:
        return len(bson.encode(document)) <= LARGEST
    except (BSONError, OverflowError):
        return False
    return True
