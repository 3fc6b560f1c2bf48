"""Is this process alive, is it ready, what does it count? Three routes for operators."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Checks = Callable[[], Mapping[str, bool]]
"""Each part that must work, by name."""


def probes(checks: Checks) -> list[Route]:
    """/live: the process runs. /ready: every part works, by name (503 otherwise). /metrics: Prometheus."""

    async def live(_: Request) -> Response:
        return JSONResponse({"live": True})

    async def ready(_: Request) -> Response:
        parts = checks()
        return JSONResponse(
            {"ready": all(parts.values()), "parts": dict(parts)}, 200 if all(parts.values()) else 503
        )

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [Route("/live", live), Route("/ready", ready), Route("/metrics", metrics)]
