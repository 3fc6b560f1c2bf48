"""How does one mongod become a replica set of one, which transactions need?"""

from __future__ import annotations

from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure

NOT_INITIATED = 94


def configure(client: MongoClient[dict[str, Any]], member: str) -> None:
    """Initiates the set, or tells it its new address if the port of its last run was taken meanwhile."""
    try:
        config = client.admin.command("replSetGetConfig")["config"]
    except OperationFailure as failure:
        if failure.code == NOT_INITIATED:
            client.admin.command("replSetInitiate", {"_id": "rs0", "members": [{"_id": 0, "host": member}]})
        return
    if config["members"][0]["host"] != member:
        config["members"][0]["host"] = member
        config["version"] += 1
        client.admin.command("replSetReconfig", config, force=True)
