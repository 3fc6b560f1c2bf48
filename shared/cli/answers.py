"""Does a process answer? Short looks at its HTTP probes."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from typing import Any

_direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))


async def healthy(url: str) -> bool:
    """It answers 200."""
    status, _ = await get(url)
    return status == 200


async def listens(host: str, port: int) -> bool:
    """Somebody takes connections there."""
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


async def get(url: str) -> tuple[int, Any]:
    """Status and JSON body; status 0 if nobody answers."""
    return await asyncio.to_thread(_get, url)


def _get(url: str) -> tuple[int, Any]:
    try:
        with _direct.open(url, timeout=3) as answer:
            return answer.status, _json(answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return error.code, _json(error.read())
    except (OSError, ValueError):
        return 0, None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None
