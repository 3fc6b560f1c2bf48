"""Does `docker compose up --wait` lead to the same platform? For real, on the images that are given."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from shared.cli.secrets import Secrets
from tests.shared.cli.running import free_port

pytestmark = pytest.mark.containers

ROOT = Path(__file__).parents[2]
PROJECT = f"civikos-test-{os.getpid()}"
PROCESSES = {"nats", "mongo", "membership", "council", "grants", "outreach", "projector"}
DOCUMENT = """{
    "document": "test", "title": {"en": "A document for the test"},
    "effective_on": "2015-01-01", "required": false,
    "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}"""
PUBLISH = ("give", "membership", "PublishDocument", DOCUMENT, "--as")


class Composed:
    """The project of docker-compose.yml, with settings of its own."""

    def __init__(self, env_file: Path) -> None:
        self.port, self.image = free_port(), f"{PROJECT}:local"
        self._command = ("docker", "compose", "--project-name", PROJECT, "--env-file", str(env_file))
        self._env = {
            **os.environ,
            "CIVIKOS_IMAGE": self.image,
            "CIVIKOS_PUBLIC_PORT": str(self.port),
            "NATS_PORT": str(free_port()),
        }

    def __call__(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*self._command, *arguments], cwd=ROOT, env=self._env, capture_output=True, text=True, timeout=600
        )
        assert not check or done.returncode == 0, _end(done.stdout) + _end(done.stderr)
        return done

    def cli(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self("run", "--rm", "--no-deps", "-T", "cli", *arguments, check=check)

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            text: str = answer.read().decode()
            return text

    def health(self) -> Mapping[str, str]:
        rows = (json.loads(line) for line in self("ps", "--format", "json").stdout.splitlines())
        return {row["Service"]: row["Health"] for row in rows}


def _end(text: str) -> str:
    return "\n".join(text.splitlines()[-60:])


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composed]:
    env_file = tmp_path_factory.mktemp("compose") / ".env"
    Secrets.fresh().write(env_file)
    compose = Composed(env_file)
    try:
        compose("up", "--build", "--wait", "--wait-timeout", "240")
        yield compose
    finally:
        compose("--profile", "*", "down", "--volumes", "--timeout", "20", check=False)
        subprocess.run(["docker", "image", "rm", "--force", compose.image], capture_output=True, check=False)


def test_every_container_is_healthy(composed: Composed) -> None:
    assert composed.health() == dict.fromkeys(PROCESSES, "healthy")


def test_the_platform_says_itself_that_it_is_up(composed: Composed) -> None:
    assert "Everything is up." in composed.cli("status").stdout


def test_a_command_reaches_the_log_and_is_refused_to_others(composed: Composed) -> None:
    assert "membership.DocumentPublished" in composed.cli(*PUBLISH, "secretariat").stdout
    refused = composed.cli(*PUBLISH, "hub:peje", check=False)
    assert refused.returncode == 1
    assert "Not allowed (403)" in refused.stderr


def test_the_pages_show_the_demo_programme(composed: Composed) -> None:
    composed("run", "--rm", "--no-deps", "-T", "demo")
    assert "<html" in composed.page("/")
    assert "Pejë" in composed.page("/sq/organisations")


def test_the_read_models_are_what_the_log_says(composed: Composed) -> None:
    done = composed.cli("verify")
    assert "hash chains" in done.stdout
    assert "differ" not in done.stdout


def test_the_data_survive_new_containers(composed: Composed) -> None:
    composed("down", "--timeout", "20")
    composed("up", "--wait", "--wait-timeout", "240")
    assert "membership.document.test" in composed.cli("history", "membership.document.test").stdout
    assert "Everything is up." in composed.cli("status").stdout


def test_processes_run_without_root_and_without_development_tools(composed: Composed) -> None:
    assert composed("exec", "-T", "grants", "id", "-u").stdout.strip() != "0"
    modules = (
        "import importlib.util as u; print([m for m in ('pytest', 'fiftyone', 'mypy') if u.find_spec(m)])"
    )
    assert composed("exec", "-T", "grants", "python", "-c", modules).stdout.strip() == "[]"
