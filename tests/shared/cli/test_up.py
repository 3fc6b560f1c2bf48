"""Does one command bring the whole platform up, keep it up, and take it down? All of it is real."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nats
import pytest
from pymongo import MongoClient
from typer.testing import CliRunner

from shared.cli.home import Home
from shared.cli.main import COMMANDS, app
from tests.shared.cli.running import Platform, alive, civikos

EVERYTHING = {"nats-server", "mongod", "mail", "membership", "council", "grants", "outreach", "projector"}
DOCUMENT = """{
    "document": "statute", "title": {"en": "Statute"}, "effective_on": "2015-01-01",
    "sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}"""
PUBLISH = ("give", "membership", "PublishDocument", DOCUMENT, "--as")


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with Platform(tmp_path_factory.mktemp("platform") / "data") as running:
        yield running


def test_every_process_is_up_and_ready(platform: Platform) -> None:
    status = platform.status()
    assert {row["name"] for row in status["processes"] if row["ready"]} == EVERYTHING
    assert status["down"] == []
    assert {row["state"] for row in status["read_models"]} <= {"filling", "following"}
    assert {row["name"] for row in status["streams"]} >= {"CIVIKOS_LOG", "CIVIKOS_TIMERS"}


def test_the_addresses_are_said(platform: Platform) -> None:
    assert f"http://127.0.0.1:{platform.port}/" in platform.said
    assert "<html" in platform.page()


def test_the_status_is_readable_for_people(platform: Platform) -> None:
    done = platform.civikos("status")
    assert done.returncode == 0, done.stderr
    for word in (*EVERYTHING, "CIVIKOS_LOG", "policies-grants", "portal.organisations", "Everything is up."):
        assert word in done.stdout


def test_a_command_is_given_and_stands_in_the_log(platform: Platform) -> None:
    given = platform.civikos(*PUBLISH, "secretariat")
    assert given.returncode == 0, given.stderr
    assert '"type": "membership.DocumentPublished"' in given.stdout
    history = platform.civikos("history", "membership.document.statute")
    assert "DocumentPublished" in history.stdout


def test_a_read_model_is_read_as_it_was_known_then(platform: Platform) -> None:
    platform.civikos(*PUBLISH, "secretariat")
    now = platform.civikos("read", "portal.documents", "statute")
    assert '"en": "Statute"' in now.stdout
    before = platform.civikos("read", "portal.documents", "--at", "0")
    assert (before.returncode, before.stdout.strip()) == (0, "[]")
    assert platform.civikos("read", "portal.documents", "--on", "2014-12-31").stdout.strip() == "[]"
    assert "there was no other then" in platform.civikos("read", "portal.documents", "other").stderr
    assert "is not a day" in platform.civikos("read", "portal.documents", "--on", "yesterday").stderr
    assert "there is no read model portal.nothing" in platform.civikos("read", "portal.nothing").stderr


def test_a_refusal_is_printed_as_its_sentence(platform: Platform) -> None:
    given = platform.civikos(*PUBLISH, "hub:peje")
    assert given.returncode == 1
    assert "Not allowed (403)" in given.stderr


def test_a_command_that_nobody_takes_is_said_in_a_sentence(platform: Platform) -> None:
    given = platform.civikos("give", "membership", "Nonsense", "--as", "secretariat")
    assert given.returncode == 1
    assert "nobody takes membership Nonsense" in given.stderr


def test_a_second_start_on_the_same_data_is_refused(platform: Platform) -> None:
    done = civikos("up", "--port", str(platform.port + 1), data=platform.data)
    assert done.returncode == 1
    assert f"is in use by another civikos up (process {platform.process.pid})." in done.stderr


@pytest.mark.parametrize("name", ["grants", "projector", "nats-server", "mongod"])
def test_a_dead_child_is_started_again(platform: Platform, name: str) -> None:
    dead = platform.pids[name]
    os.kill(dead, signal.SIGKILL)
    platform.wait(lambda: platform.pids[name] not in (None, dead))
    platform.wait(lambda: platform.civikos("status").returncode == 0)
    assert f"{name} was ended by SIGKILL; starting it again" in platform.said


def test_the_read_models_are_what_the_log_says_after_all_that(platform: Platform) -> None:
    done = platform.civikos("verify")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "differ" not in done.stdout


def test_a_read_model_is_rebuilt_beside_the_live_one(platform: Platform) -> None:
    done = platform.civikos("rebuild", "portal.organisations")
    assert done.returncode == 0, done.stderr
    assert "generation 2 is live" in done.stdout


def test_a_document_that_was_changed_by_hand_is_found_and_a_rebuild_mends_it(platform: Platform) -> None:
    with MongoClient[dict[str, Any]](platform.run["addresses"]["mongo"]) as client:
        audit = client["reporting"]["audit__g1"]
        audit.update_one({}, {"$set": {"by": "somebody-else"}})
    found = platform.civikos("verify")
    assert found.returncode == 1
    assert "differs in by" in found.stderr
    assert platform.civikos("rebuild", "reporting.audit").returncode == 0
    assert platform.civikos("verify").returncode == 0


async def test_an_event_that_was_smuggled_into_the_log_is_found(platform: Platform) -> None:
    password = Home(platform.data).secrets().nats("membership")
    nc = await nats.connect(
        platform.run["addresses"]["nats"],
        user="membership",
        password=password,
        inbox_prefix=b"_INBOX_membership",
    )
    await nc.jetstream().publish("civikos.log.membership.document.forged.1.DocumentPublished", b"{}")
    await nc.close()
    found = platform.civikos("verify")
    assert found.returncode == 1
    assert "membership.document.forged: version 1 is not what was recorded" in found.stderr


def test_ctrl_c_leaves_nothing_running_and_the_next_start_finds_the_data(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with Platform(data) as first:
        assert first.civikos(*PUBLISH, "secretariat").returncode == 0
        pids = list(first.pids.values())
        began = time.monotonic()
        assert first.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 15
    assert alive(pids) == []
    assert not (data / "run.json").exists()
    with Platform(data) as second:
        assert "membership.document.statute" in second.civikos("log").stdout
        second.stop(signal.SIGTERM)
    refused = civikos("up", "--fresh", data=data)
    assert refused.returncode == 1
    assert "add --yes" in refused.stderr
    with Platform(data, "--fresh", "--yes") as third:
        assert third.civikos("log").stdout == ""


def test_a_taken_port_is_said_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = civikos("up", "--port", str(other.getsockname()[1]), data=tmp_path / "data")
    assert done.returncode == 1
    assert "is taken by another program" in done.stderr
    assert "Traceback" not in done.stderr


def test_where_nothing_runs_every_command_says_so(tmp_path: Path) -> None:
    for command in (["status"], ["verify"], ["log"], ["parked", "list"], ["token", "--as", "admin"]):
        done = CliRunner().invoke(app, [*command, "--data", str(tmp_path / "data")])
        assert done.exit_code == 1


def test_every_command_explains_itself() -> None:
    runner = CliRunner()
    commands = runner.invoke(app, ["--help"]).stdout
    for name in (*(name for group in COMMANDS.values() for name in group), "parked"):
        assert f"  {name} " in commands
        said = runner.invoke(app, [name, "--help"])
        assert said.exit_code == 0
        assert f"Usage: civikos {name}" in said.stdout
