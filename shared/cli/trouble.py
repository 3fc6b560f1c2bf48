"""What is said when something stands in the way: one clear sentence, and the exit code 1."""

from __future__ import annotations

import asyncio
import functools
import inspect
from collections.abc import Callable
from typing import Any

import typer
from nats.errors import BadSubjectError

from shared.cli.screen import err
from shared.kernel.log import LogError


class Trouble(Exception):
    """Its text is the sentence for the person at the terminal."""


def plainly(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command as typer runs it: coroutines get a loop, trouble becomes its sentence."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            result = command(*args, **kwargs)
            if inspect.iscoroutine(result):
                asyncio.run(result)
        except Trouble as trouble:
            err.print(f"civikos: {trouble}", style="red", markup=False, soft_wrap=True)
            raise typer.Exit(1) from None
        except BadSubjectError:
            err.print("civikos: a name holds a character that names cannot have.", style="red")
            raise typer.Exit(1) from None
        except LogError as reason:
            err.print(f"civikos: {reason}", style="red", markup=False, soft_wrap=True)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            raise typer.Exit(130) from None

    return run
