"""How long does a reader wait for a page?"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

import httpx

from services.outreach.portal.sitemap import NAMESPACE
from tests.bench.figures import Figure, Goal, Section, percentile
from tests.platform import Platform

A_SECOND = 50
OFTEN = 20
"""Requests from which the kind of page is told of by itself."""
METHOD = """\
The whole platform (`civikos up`), filled with the demo programme. For 40 seconds 50 requests a second, sent
on time whatever the answers do, without a browser's cache: half of them for the pages that list, half for the
single ones, each drawn by chance (seed 1) from all addresses of the site maps in all three languages. From
sending the request to the last byte of the page."""


async def measure(*, quick: bool = False) -> Section:
    with tempfile.TemporaryDirectory() as directory:
        platform = Platform(Path(directory) / "data")
        await platform.start()
        try:
            await _demo(platform)
            return await _measure(platform, 5 if quick else 40)
        finally:
            await platform.stop()


async def _demo(platform: Platform) -> None:
    code, said = await platform.civikos("demo")
    if code:
        raise RuntimeError(said)


async def _measure(platform: Platform, seconds: int) -> Section:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{platform.port}", timeout=30) as pages:
        lists, singles = await _addresses(pages)
        chance = random.Random(1)
        drawn = [chance.choice(chance.choice((lists, singles))) for _ in range(A_SECOND * seconds)]
        await _read(pages, drawn[: A_SECOND * 2])
        waited = await _read(pages, drawn)
    everything = [delay for delays in waited.values() for delay in delays]
    often = {section: delays for section, delays in waited.items() if len(delays) >= OFTEN}
    slowest = sorted(often, key=lambda section: -percentile(often[section], 99))[:3]
    figures = [
        Figure("all pages: p50", percentile(everything, 50), "ms"),
        Figure("all pages: p99", percentile(everything, 99), "ms", Goal(50, True, True)),
        *(Figure(f"{section}: p99", percentile(often[section], 99), "ms") for section in slowest),
    ]
    return Section("pages", "Pages at 50 requests a second", METHOD, figures)


async def _addresses(pages: httpx.AsyncClient) -> tuple[list[str], list[str]]:
    """Of lists and of single things."""
    found: list[str] = []
    for code in ("sq", "sr", "en"):
        root = ElementTree.fromstring((await pages.get(f"/{code}/sitemap.xml")).text)
        found += [loc.text or "" for loc in root.iter(f"{{{NAMESPACE}}}loc")]
    return [url for url in found if _depth(url) < 3], [url for url in found if _depth(url) >= 3]


def _depth(url: str) -> int:
    return len(httpx.URL(url).path.strip("/").split("/"))


async def _read(pages: httpx.AsyncClient, urls: list[str]) -> dict[str, list[float]]:
    """Milliseconds by kind of page."""
    waited: dict[str, list[float]] = defaultdict(list)
    began = time.perf_counter()

    async def one(url: str) -> None:
        sent = time.perf_counter()
        answer = await pages.get(url)
        answer.raise_for_status()
        _, _, *rest = httpx.URL(url).path.split("/")
        kind = "/".join(["", *rest[:1], *("{id}" for _ in rest[1:])]) or "/"
        waited[kind].append((time.perf_counter() - sent) * 1000)

    async with asyncio.TaskGroup() as group:
        for number, url in enumerate(urls):
            await asyncio.sleep(max(0.0, began + number / A_SECOND - time.perf_counter()))
            group.create_task(one(url))
    return waited
