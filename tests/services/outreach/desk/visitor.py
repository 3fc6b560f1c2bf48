"""What a person does at the desk, without a browser: reads pages, fills forms, opens letters."""

from __future__ import annotations

import asyncio
import email
import email.policy
import html
import re
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx

WITHIN = 20.0


@dataclass
class Visitor:
    http: httpx.AsyncClient
    mail: Path

    async def read(self, path: str, status: int = 200) -> str:
        answer = await self.http.get(path)
        assert answer.status_code == status, (answer.status_code, words(answer.text)[:600])
        return answer.text

    async def send(self, path: str, **fields: Any) -> httpx.Response:
        """A form as a browser sends it, without what the page hides in it."""
        return await self.http.post(path, data=fields)

    async def enters_as(self, person: str, language: str = "en") -> None:
        """By one click, as in the demo."""
        answer = await self.send(f"/{language}/desk/personas", person=person)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/{language}/desk")

    async def fill(self, path: str, **fields: Any) -> httpx.Response:
        """Opens the form, keeps what stands in it, fills in the rest and sends it."""
        page = await self.read(path)
        return await self.send(path.partition("?")[0], **{**shown(page), **fields})

    async def letter(self, to: str, count: int = 1) -> EmailMessage:
        """The newest letter to an address, once so many are there."""
        async with asyncio.timeout(WITHIN):
            while len(found := self.letters(to)) < count:
                await asyncio.sleep(0.05)
        return found[-1]

    def letters(self, to: str) -> list[EmailMessage]:
        read = [
            email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            for path in sorted(self.mail.glob("*.eml"))
        ]
        return [letter for letter in read if isinstance(letter, EmailMessage) and to in str(letter["To"])]


def link_in(letter: EmailMessage) -> str:
    """The path of the link in a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"http://127\.0\.0\.1:\d+(/\S+)", body.get_content())
    assert found is not None, body.get_content()
    return found[1]


def shown(page: str) -> dict[str, str]:
    """What a form on the page would send if nothing were touched."""
    form = re.search(r'<form class="command".*?</form>', page, re.S)
    assert form is not None, words(page)
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form[0]):
        given = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if given.get("type") in ("radio", "checkbox") and " checked" not in tag:
            continue
        if given.get("type") != "file" and "name" in given:
            found[html.unescape(given["name"])] = html.unescape(given.get("value", ""))
    for name, value in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', form[0]):
        found[html.unescape(name)] = html.unescape(value)
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form[0], re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[html.unescape(name)] = html.unescape(chosen[1]) if chosen else ""
    return found


def words(page: str) -> str:
    """What is left without the tags, with single spaces."""
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", page).split()))
