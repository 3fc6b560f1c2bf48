"""What does a data directory promise?"""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from shared.cli.home import Home
from shared.cli.secrets import DESK_KEY, MONGO_USERS, NATS_USERS, Secrets, mongo_password, nats_password
from shared.cli.trouble import Trouble
from shared.kernel.token import public_keys


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "data")
    made.prepare()
    return made


def test_the_secrets_are_made_once_and_are_the_owners_alone(home: Home) -> None:
    first = home.secrets()
    assert stat.S_IMODE(home.secrets_file.stat().st_mode) == 0o600
    assert home.secrets() == first
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o700


def test_two_platforms_share_no_secret(tmp_path: Path) -> None:
    one, other = Secrets.fresh().values, Secrets.fresh().values
    assert not set(one.values()) & set(other.values())


def test_the_secrets_survive_being_written_as_an_env_file(home: Home) -> None:
    secrets = Secrets.fresh()
    secrets.write(home.secrets_file)
    read = Secrets.read(home.secrets_file)
    assert read == secrets
    assert read.values["CIVIKOS_TOKEN_KEYS"] == public_keys(read.signing_key, short=(read.values[DESK_KEY],))
    assert {nats_password(user) for user in NATS_USERS} <= read.values.keys()
    assert {mongo_password(user) for user in MONGO_USERS} <= read.values.keys()


def test_a_directory_of_an_earlier_version_gets_a_key_for_the_desk(home: Home) -> None:
    kept = {name: value for name, value in home.secrets().values.items() if name != DESK_KEY}
    Secrets(kept).write(home.secrets_file)
    completed = home.secrets()
    assert {**completed.values, "CIVIKOS_TOKEN_KEYS": ""} == {
        **kept,
        DESK_KEY: completed.values[DESK_KEY],
        "CIVIKOS_TOKEN_KEYS": "",
    }
    assert home.secrets() == completed


def test_a_directory_in_use_is_refused_with_the_process_that_uses_it(home: Home) -> None:
    with (
        home.lock(),
        pytest.raises(Trouble, match=r"is in use by another civikos up \(process \d+\)\."),
        home.lock(),
    ):
        raise AssertionError("locked twice")


def test_a_directory_is_free_again_afterwards(home: Home) -> None:
    with home.lock():
        pass
    with home.lock():
        assert home.path.exists()


def test_too_little_space_is_said_before_anything_starts(home: Home) -> None:
    with pytest.raises(Trouble, match=r"^the disk is full: \d+ MB are free at .*, 1000000000000 MB"):
        home.check_space(needed=10**18)
    home.check_space(needed=1)


def test_a_directory_with_other_peoples_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Trouble, match="holds other files"):
        Home(tmp_path).prepare()


def test_a_place_that_cannot_be_a_directory_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="cannot be made: Not a directory"):
        Home(tmp_path / "file" / "data").prepare()


def test_erasing_takes_everything_but_the_lock(home: Home) -> None:
    home.secrets()
    (home.folder("mongo") / "some").write_text("data")
    with home.lock():
        home.erase()
        assert [path.name for path in home.path.iterdir()] == ["lock"]


def test_where_nothing_runs_one_is_told_how_to_start(home: Home) -> None:
    with pytest.raises(Trouble, match="start it with `civikos up`"):
        home.running()
