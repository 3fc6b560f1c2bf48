"""`civikos give`: a command to a service, by hand."""

from __future__ import annotations

import json
import sys
import uuid
from typing import Annotated, Any

import nats.errors
import typer
from nats.aio.client import Client
from rich.markup import escape

from shared.cli.reach import DEFAULT, Data, reach
from shared.cli.screen import err, out
from shared.cli.token import AsOf, Person, signed
from shared.cli.trouble import Trouble

PATIENCE = 20.0
Roles = Annotated[
    list[str], typer.Option("--as", metavar="ROLE[:BOUND]", help="As who it is given; may be repeated.")
]


async def give(
    service: Annotated[str, typer.Argument(help="membership, council, grants or outreach.")],
    command: Annotated[str, typer.Argument(help="Its name; `civikos catalogue` lists them.")],
    roles: Roles,
    body: Annotated[str, typer.Argument(metavar="[JSON or -]", help="Its fields; -: from input.")] = "{}",
    person: Person = "p-operator",
    id: Annotated[
        str,
        typer.Option(help="The command's id; the same for the same entity is not done again."),
    ] = "",
    as_of: AsOf = None,
    data: Data = DEFAULT,
) -> None:
    """Give a command and print the answer; exit code 1 if it is refused.

    For example:  civikos give council ScheduleMeeting '{"meeting": "council-2015-04-21", …}' --as secretariat
    """
    text = sys.stdin.read() if body == "-" else body
    reached = reach(data)
    token = signed(reached, roles, person, as_of=as_of)
    headers = {
        "Authorization": f"Bearer {token}",
        "Civikos-Command-Id": id or str(uuid.uuid4()),
    }
    async with reached.nats() as nc:
        answer = await answered(nc, service, command, _json(text), headers)
    if "status" in answer:
        print_problem(answer)
        raise typer.Exit(1)
    out.print_json(data=answer)


async def answered(
    nc: Client, service: str, command: str, body: bytes, headers: dict[str, str]
) -> dict[str, Any]:
    try:
        message = await nc.request(f"civikos.command.{service}.{command}", body, PATIENCE, headers=headers)
    except nats.errors.NoRespondersError:
        raise Trouble(
            f"nobody takes {service} {command}: the service is down, or has no such command "
            f"(`civikos catalogue {service}` lists them)."
        ) from None
    except TimeoutError:
        raise Trouble("no answer in time; giving it again with the same --id is safe.") from None
    return json.loads(message.data)  # type: ignore[no-any-return]


def _json(text: str) -> bytes:
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Trouble(f"the fields are not JSON: {error}.") from None
    return text.encode()


def print_problem(problem: dict[str, Any]) -> None:
    err.print(f"[bold red]{escape(problem['title'])}[/] ({problem['status']}): {escape(problem['detail'])}")
    for error in problem.get("errors", ()):
        err.print(f"  {error['pointer']}: {error['detail']}", markup=False)
