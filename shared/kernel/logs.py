"""How does a process tell what it does? structlog: JSON for machines, readable in a terminal."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog


def configure(process: str, format: str, level: str) -> None:
    """Sets up structlog and routes the standard library's records (servers, drivers) through it."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        lambda _logger, _name, event: {"process": process, **event},
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_renderers(format))
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for chatty in ("uvicorn", "faststream", "pymongo", "nats"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _renderers(format: str) -> list[Any]:
    without_meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if format == "json":
        return [without_meta, structlog.processors.dict_tracebacks, structlog.processors.JSONRenderer()]
    return [
        without_meta,
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        ),
    ]
