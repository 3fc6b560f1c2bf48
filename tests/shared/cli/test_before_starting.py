"""What is found out before anything starts: ports, programs."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from shared.cli import binaries
from shared.cli.ports import check_free, remembered
from shared.cli.trouble import Trouble


def test_a_taken_port_is_said_in_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Trouble, match=r"^port \d+ for the pages is taken by another program.*--port\.$"):
            check_free(other.getsockname()[1], "the pages")


def test_ports_are_different_and_remembered(tmp_path: Path) -> None:
    first = remembered(tmp_path / "ports", ("a", "b", "c"))
    assert len(set(first.values())) == 3
    assert remembered(tmp_path / "ports", ("a", "b", "c")) == first


def test_a_remembered_port_that_is_taken_is_replaced(tmp_path: Path) -> None:
    first = remembered(tmp_path / "ports", ("a", "b"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", first["a"]))
        other.listen()
        second = remembered(tmp_path / "ports", ("a", "b"))
    assert second["a"] != first["a"]
    assert second["b"] == first["b"]


def test_a_server_that_this_machine_lacks_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(Trouble, match=r"^there is no nats-server for this machine .*: install nats-server"):
        binaries.nats_server()


def test_both_servers_are_found_here() -> None:
    assert Path(binaries.nats_server()).name == "nats-server"
    assert Path(binaries.mongod()).name == "mongod"
