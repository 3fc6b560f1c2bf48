"""Where does a platform on one machine keep its data? One directory, used by one `civikos up` at a time."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from shared.cli.secrets import Secrets
from shared.cli.trouble import Trouble

NEEDED = 1_000_000_000
"""Bytes that must be free to begin: the database alone takes 300 MB at once."""


@dataclass(frozen=True)
class Home:
    """The data directory and the names of what lies in it."""

    path: Path

    @property
    def run_file(self) -> Path:
        """Addresses and process ids of the running platform."""
        return self.path / "run.json"

    @property
    def secrets_file(self) -> Path:
        return self.path / "secrets.env"

    def folder(self, name: str) -> Path:
        folder = self.path / name
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def has_data(self) -> bool:
        return self.secrets_file.exists()

    def prepare(self) -> None:
        """Makes the directory, or says why that cannot be.

        Raises:
            Trouble: it cannot be written, or holds something that is not ours.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Trouble(f"the data directory {self.path} cannot be made: {error.strerror}.") from None
        if not os.access(self.path, os.W_OK):
            raise Trouble(f"the data directory {self.path} cannot be written by this user.")
        if not self.has_data and any(p.name != "lock" for p in self.path.iterdir()):
            raise Trouble(f"{self.path} holds other files: give an empty or new directory with --data.")

    def erase(self) -> None:
        """Removes everything but the lock, which we hold."""
        for path in self.path.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.name != "lock":
                path.unlink()

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Holds the directory; the system lets go of it when this process ends, however it ends.

        Raises:
            Trouble: another `civikos up` holds it.
        """
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Trouble(f"the data directory {self.path} is in use by {_holder(file)}.") from None
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            yield

    def check_space(self, needed: int = NEEDED) -> None:
        """
        Raises:
            Trouble: too little is free.
        """
        free = shutil.disk_usage(self.path).free
        if free < needed:
            raise Trouble(
                f"the disk is full: {free // 1_000_000} MB are free at {self.path}, "
                f"{needed // 1_000_000} MB are needed to start."
            )

    def secrets(self) -> Secrets:
        """This platform's secrets; made the first time."""
        if not self.has_data:
            Secrets.fresh().write(self.secrets_file)
        kept = Secrets.read(self.secrets_file)
        complete = kept.completed()
        if complete is not kept:
            complete.write(self.secrets_file)
        return complete

    def running(self) -> dict[str, Any]:
        """What the last `civikos up` wrote about itself.

        Raises:
            Trouble: nothing runs here.
        """
        try:
            return json.loads(self.run_file.read_text())  # type: ignore[no-any-return]
        except FileNotFoundError:
            raise Trouble(
                f"nothing runs on the data directory {self.path}: start it with `civikos up`."
            ) from None

    def write_run(self, run: dict[str, Any]) -> None:
        """Replaces the file in one step, so that a reader never sees half of it."""
        fresh = self.run_file.with_suffix(".new")
        fresh.write_text(json.dumps(run, indent=2) + "\n")
        fresh.replace(self.run_file)


def _holder(file: IO[str]) -> str:
    file.seek(0)
    pid = file.read().strip()
    return f"another civikos up (process {pid})" if pid else "another civikos up"
