"""Which commands does `civikos` have? One table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from shared.cli.catalogue import catalogue
from shared.cli.demo import demo
from shared.cli.expenditure import expenditure
from shared.cli.export import export
from shared.cli.give import give
from shared.cli.import_organisations import import_organisations
from shared.cli.log import history, log
from shared.cli.parked import list_parked, retry_parked, show_parked
from shared.cli.payments import payment_file, payment_results
from shared.cli.provision import provision
from shared.cli.read import read
from shared.cli.rebuild import rebuild
from shared.cli.secrets import print_secrets
from shared.cli.statement import statement
from shared.cli.status import status
from shared.cli.token import token
from shared.cli.trouble import plainly
from shared.cli.up import up
from shared.cli.verify import verify

Command = Callable[..., Any]

COMMANDS: dict[str, dict[str, Command]] = {
    "Run": {"up": up, "demo": demo, "status": status},
    "Look": {
        "log": log,
        "history": history,
        "read": read,
        "export": export,
        "statement": statement,
        "catalogue": catalogue,
        "verify": verify,
    },
    "Act": {"token": token, "give": give, "rebuild": rebuild},
    "Pay and account": {
        "payment-file": payment_file,
        "payment-results": payment_results,
        "expenditure": expenditure,
    },
    "Deploy": {"secrets": print_secrets, "provision": provision},
}
IMPORTS: dict[str, Command] = {"organisations": import_organisations}
PARKED: dict[str, Command] = {"list": list_parked, "show": show_parked, "retry": retry_parked}
GROUPS: dict[str, tuple[str, dict[str, Command]]] = {
    "import": ("Enter many things at once, from a file.", IMPORTS),
    "parked": ("Entities that a read model set aside because an event could not be folded.", PARKED),
}


def _app() -> typer.Typer:
    app = typer.Typer(
        name="civikos",
        help="The working system of a civil-society platform: run it, look at it, act on it.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for panel, commands in COMMANDS.items():
        for name, command in commands.items():
            app.command(name, rich_help_panel=panel)(plainly(command))
    for group, (words, rows) in GROUPS.items():
        inner = typer.Typer(help=words)
        for name, command in rows.items():
            inner.command(name)(plainly(command))
        app.add_typer(inner, name=group, rich_help_panel="Act", no_args_is_help=True)
    return app


app = _app()

if __name__ == "__main__":
    app()
