"""How does the command line ask the active projector?"""

from __future__ import annotations

import json
from typing import Any

import nats.errors
from nats.aio.client import Client

from shared.cli.trouble import Trouble
from shared.kernel.control import SUBJECT


async def ask(nc: Client, question: str, **fields: object) -> dict[str, Any]:
    """
    Raises:
        Trouble: no projector is active, or it cannot answer this.
    """
    body = json.dumps(fields).encode()
    try:
        answer = json.loads((await nc.request(f"{SUBJECT}.{question}", body, timeout=10)).data)
    except (nats.errors.NoRespondersError, TimeoutError):
        raise Trouble("the projector does not answer: no process keeps the read models now.") from None
    if "problem" in answer:
        raise Trouble(f"{answer['problem']}.")
    return answer  # type: ignore[no-any-return]
