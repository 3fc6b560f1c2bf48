"""How does a person come in, and go out? By a link in a letter; in the demo by one click."""

from __future__ import annotations

import asyncio
from email.message import EmailMessage
from functools import partial
from typing import Any

import structlog
from starlette.responses import Response

from services.outreach.desk import naming
from services.outreach.desk.accounts import Account
from services.outreach.desk.links import Addressee
from services.outreach.desk.lookup import Lookup
from services.outreach.desk.queue import bound_words, fetch_bound
from services.outreach.desk.visit import Visit, local
from services.outreach.portal.marking import N_
from shared.kernel.mail import letter

log = structlog.get_logger()
SUBJECT = N_("Your way in to CiviKos")
LETTER = N_(
    "Good day,\n\nthis link signs you in at the desk of CiviKos. It works once, within a quarter of an hour:"
    "\n\n"
    "%(link)s\n\nIf you did not ask for it, do nothing: nobody can come in without it.\n"
)
AT_ONCE = 50
"""Letters on their way at most: who asks for more is no person."""
_sending: set[asyncio.Task[None]] = set()


async def sign_in(visit: Visit) -> Response:
    """Asks for the address. What is answered never tells whether somebody has an account."""
    next_ = local(visit.request.query_params.get("next", "")) or ""
    if visit.sent is None:
        return visit.show("desk/sign_in.html", next=next_, asked="", error=False)
    email = visit.text("email")
    if "@" not in email or len(email) > 254:
        return visit.show("desk/sign_in.html", 422, next=visit.text("next"), asked=email, error=True)
    if len(_sending) >= AT_ONCE:
        log.error("signin.too_many")
        return visit.show("desk/unreachable.html", 503, kept=[])
    # in a task of its own, so that the time of the answer tells nothing either
    task = asyncio.create_task(_send(visit, email, local(visit.text("next")) or ""))
    _sending.add(task)
    task.add_done_callback(_sending.discard)
    return visit.show("desk/link_sent.html", asked=email)


async def _send(visit: Visit, email: str, next_: str) -> None:
    tools = visit.tools
    try:
        account = await tools.accounts.at(email)
        if account is None or account.email is None:
            log.info("signin.unknown_address")
        elif not await tools.links.may_ask(account.person):
            log.warning("signin.asked_too_often", person=account.person)
        else:
            await tools.post.send(_letter(visit, account, account.email, next_))
    except Exception as error:  # nobody waits for this answer
        log.error("signin.not_sent", error=str(error) or repr(error))


def _letter(visit: Visit, account: Account, email: str, next_: str) -> EmailMessage:
    base = visit.tools.settings.public_url.rstrip("/")
    back = f"&next={next_}" if next_ else ""
    link = f"{base}{visit.path('enter')}?link={visit.tools.links.made(account.person, email)}{back}"
    say = visit.language.translations.gettext
    return letter(email, say(SUBJECT), say(LETTER) % {"link": link}, name=account.name or "")


async def enter(visit: Visit) -> Response:
    """Opening the link shows a button: programs that look into letters open links, too; that is no use."""
    query = visit.request.query_params
    if visit.sent is None:
        account = await _reached(visit, visit.tools.links.addressee(query.get("link", "")))
        if account is None:
            return visit.show("desk/link_gone.html", 410)
        next_ = local(query.get("next", "")) or ""
        return visit.show("desk/enter.html", link=query["link"], next=next_, who=account)
    account = await _reached(visit, await visit.tools.links.used(visit.text("link")))
    if account is None:
        return visit.show("desk/link_gone.html", 410)
    return _entered(visit, account)


async def _reached(visit: Visit, addressee: Addressee | None) -> Account | None:
    """The account, if the link went to the address that it has now."""
    account = await visit.tools.accounts.of(addressee.person) if addressee else None
    return account if account and addressee and addressee.is_at(account.email) else None


def _entered(visit: Visit, account: Account) -> Response:
    response = visit.go(local(visit.text("next")) or visit.path())
    visit.tools.sessions.begin(response, account.person)
    log.info("signin.entered", person=account.person)
    return response


async def sign_out(visit: Visit) -> Response:
    if visit.session is not None and not visit.session.accepts(visit.text(".csrf")):
        return visit.show("desk/elsewhere.html", 403)
    response = visit.go(visit.path("sign-in"))
    visit.tools.sessions.end(response)
    return response


async def personas(visit: Visit) -> Response:
    """Development only, by an explicit setting: one click is somebody."""
    if not visit.tools.settings.personas:
        return visit.not_found()
    if visit.sent is not None:
        account = await visit.tools.accounts.of(visit.text("person"))
        if account is not None:
            return _entered(visit, account)
    everybody = await visit.tools.accounts.everybody(visit.tools.giver.nc)
    roles: dict[str, list[Account]] = {}
    for account in everybody:
        for role in sorted({grant.role for grant in account.grants}):
            roles.setdefault(role, []).append(account)
    lookup = Lookup(visit.tools.mongo, visit.language)
    await fetch_bound(lookup, [grant for account in everybody for grant in account.grants])
    named = [(role, naming.role(visit.language, role), who) for role, who in sorted(roles.items())]
    shown: dict[str, Any] = {"roles": named, "everybody": everybody, "bound": partial(bound_words, lookup)}
    return visit.show("desk/personas.html", 200, **shown)
