"""How do people subscribe to the newsletter, confirm, choose and leave, without script and account?

No form here needs protection against forgery: none of them acts by a cookie. Who may act for a subscription
is who has the code from its letter, and the code stands in the form itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from services.outreach.domain.subscription import (
    SUBSCRIPTION,
    Active,
    AlreadySubscribed,
    AskedJustNow,
    ChangeTopics,
    ConfirmedTooLate,
    ConfirmSubscription,
    NoSuchTopic,
    NotInThatLanguage,
    Requested,
    Subscribe,
    Subscription,
    Unknown,
    Unsubscribe,
    WrongCode,
)
from services.outreach.newsletter.addresses import new_code, subscription_of
from services.outreach.newsletter.entities import state_of
from services.outreach.newsletter.giving import Giving
from services.outreach.portal.language import KNOWN
from services.outreach.portal.marking import N_
from services.outreach.portal.pace import Pace
from services.outreach.portal.page import Page
from services.outreach.portal.site import Site
from services.outreach.projections.portal.newsletter import the_newsletter
from shared.kernel.entity import Command, Refusal
from shared.kernel.log import Log, Unavailable
from shared.kernel.mongo import Database
from shared.kernel.settings import Settings

LONGEST = 26
LARGEST = 10_000
"""Bytes of a form."""
NO_ADDRESS = N_("This is no e-mail address. Write it like name@example.org.")
NO_TOPIC = N_("Choose at least one topic.")
WRONG_LINK = N_(
    "This link is not valid, or not any more. Take the one in the latest letter, or subscribe again."
)
TOO_LATE = N_("This link is not good any more. Subscribe again, and a new letter comes.")
NOT_THAT = N_("The newsletter has no such topic or language. Choose one of these.")
NOT_NOW = N_("This is not possible now. Nothing was changed.")
TOO_OFTEN = N_("Too many tries from here. Wait ten minutes, then try again.")
Fields = dict[str, list[str]]
Show = Callable[[str, dict[str, Any], int], Response]


@dataclass(frozen=True)
class Forms:
    site: Site
    db: Database
    log: Log
    giving: Giving
    settings: Settings
    pace: Pace

    def routes(self) -> list[Route]:
        rows: list[Route] = []
        for code in KNOWN:
            at = f"/{code}/newsletter"
            rows += [
                Route(at, self._page(code, self.ask)),
                Route(at, self._page(code, self.subscribe), methods=["POST"]),
                Route(f"{at}/{{id}}", self._page(code, self.manage)),
                Route(f"{at}/{{id}}", self._page(code, self.change), methods=["POST"]),
                Route(f"{at}/{{id}}/leave", self._page(code, self.manage)),
                Route(f"{at}/{{id}}/leave", self._page(code, self.leave, paced=False), methods=["POST"]),
            ]
        return rows

    def _page(
        self, code: str, answer: Callable[[Request, Show], Awaitable[Response]], paced: bool = True
    ) -> Callable[[Request], Awaitable[Response]]:
        """`paced`: but for leaving, which mail providers ask for many readers from one address (RFC 8058)."""

        async def serve(request: Request) -> Response:
            def show(template: str, shown: dict[str, Any], status: int = 200) -> Response:
                return self.site.show(request, code, Page(template, shown), status)

            try:
                if paced and request.method == "POST" and not self.pace.allows(_caller(request)):
                    return show("newsletter_said.html", {"said": TOO_OFTEN}, 429)
                return await answer(request, show)
            except Unavailable:
                return show("unreachable.html", {}, 503)

        return serve

    # ── subscribe ───────────────────────────────────────────────────────────────────────────────
    async def ask(self, request: Request, show: Show) -> Response:
        return await self._form(request, show, {}, [])

    async def subscribe(self, request: Request, show: Show) -> Response:
        fields = await _fields(request)
        email = _one(fields, "email")
        try:
            command = Subscribe(
                subscription=subscription_of(self.settings, email),
                email=email,
                code=new_code(),
                topics=tuple(fields.get("topics", ())),
                language=_one(fields, "language"),
            )
            await self.giving.for_anybody(command)
        except ValidationError as error:
            places = {str(part["loc"][0]) for part in error.errors()}
            wrong = [said for place, said in (("email", NO_ADDRESS), ("topics", NO_TOPIC)) if place in places]
            return await self._form(request, show, fields, wrong)
        except (AlreadySubscribed, AskedJustNow):
            pass  # whoever asks must not learn whether somebody else takes the newsletter
        except Refusal as refusal:
            return await self._form(request, show, fields, [_words(refusal)])
        return show("newsletter_asked.html", {}, 200)

    async def _form(self, request: Request, show: Show, fields: Fields, wrong: list[str]) -> Response:
        shown = {
            "newsletter": await the_newsletter(self.db),
            "email": _one(fields, "email"),
            "chosen": fields.get("topics", []),
            "chosen_language": _one(fields, "language"),
            "wrong": wrong,
        }
        return show("newsletter.html", shown, 422 if wrong else 200)

    # ── with the code from a letter ─────────────────────────────────────────────────────────────
    async def manage(self, request: Request, show: Show) -> Response:
        """Opening a link changes nothing: mail programmes open links, too."""
        code = request.query_params.get("code", "")
        return await self._managed(request, show, code)

    async def _managed(self, request: Request, show: Show, code: str, said: str = "") -> Response:
        id = request.path_params["id"]
        known = len(id) <= LONGEST and id.isalnum() and id.isascii()
        state: Subscription = await state_of(self.log, SUBSCRIPTION, id) if known else Unknown()
        if not isinstance(state, Requested | Active) or not code or state.code != code:
            return show("newsletter_said.html", {"said": said or WRONG_LINK}, 200 if said else 404)
        shown = {
            "newsletter": await the_newsletter(self.db),
            "subscription": id,
            "code": code,
            "confirmed": isinstance(state, Active),
            "chosen": state.topics,
            "chosen_language": state.language,
            "said": said,
        }
        return show("newsletter_manage.html", shown, 200)

    async def change(self, request: Request, show: Show) -> Response:
        fields = await _fields(request)
        id, code = request.path_params["id"], _one(fields, "code")
        command: type[Command] = ConfirmSubscription if "confirm" in fields else ChangeTopics
        body: dict[str, Any] = {"subscription": id, "code": code}
        if command is ChangeTopics:
            body |= {"topics": fields.get("topics", ()), "language": _one(fields, "language")}
        return await self._given(request, show, command, body, CONFIRMED if "confirm" in fields else CHANGED)

    async def leave(self, request: Request, show: Show) -> Response:
        """By the button on the page, or by a mail programme (RFC 8058), whose code stands in the address."""
        fields = await _fields(request)
        code = request.query_params.get("code", "") or _one(fields, "code")
        by = "mail_programme" if "List-Unsubscribe" in fields else "link"
        body = {"subscription": request.path_params["id"], "code": code, "by": by}
        return await self._given(request, show, Unsubscribe, body, LEFT)

    async def _given(
        self, request: Request, show: Show, command: type[Command], body: dict[str, Any], said: str
    ) -> Response:
        try:
            await self.giving.for_anybody(command.model_validate(body))
        except ValidationError:
            return await self._managed(request, show, str(body["code"]), NO_TOPIC)
        except WrongCode:
            return show("newsletter_said.html", {"said": WRONG_LINK}, 404)
        except Refusal as refusal:
            return await self._managed(request, show, str(body["code"]), _words(refusal))
        return await self._managed(request, show, str(body["code"]), said)


WORDS: dict[type[Refusal], str] = {
    ConfirmedTooLate: TOO_LATE,
    NoSuchTopic: NOT_THAT,
    NotInThatLanguage: NOT_THAT,
}


def _words(refusal: Refusal) -> str:
    """The refusal as a message of ours, so that it is there in the reader's language."""
    return WORDS.get(type(refusal), NOT_NOW)


CONFIRMED = N_("Thank you: you get the newsletter from its next issue on.")
CHANGED = N_("Your choice is recorded.")
LEFT = N_("Your subscription has ended. Nothing more is sent to you.")


async def _fields(request: Request) -> Fields:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return {}
    return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=50)


def _one(fields: Fields, name: str) -> str:
    return fields.get(name, [""])[0].strip()


def _caller(request: Request) -> str:
    return request.client.host if request.client else ""
