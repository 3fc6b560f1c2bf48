"""Can the import be tried before there is a platform?"""

from __future__ import annotations

from pathlib import Path

from shared.cli.register_file import TEMPLATE
from tests.shared.cli.running import civikos


def test_the_template_is_printed_without_a_platform() -> None:
    said = civikos("import", "organisations", "--template")
    assert (said.returncode, said.stdout) == (0, TEMPLATE)


def test_without_a_file_or_with_one_that_is_not_there_it_says_so(tmp_path: Path) -> None:
    nothing = civikos("import", "organisations")
    assert nothing.returncode == 1
    assert "name the file to import" in nothing.stderr
    gone = civikos("import", "organisations", str(tmp_path / "gone.csv"))
    assert gone.returncode == 1
    assert "gone.csv cannot be read" in gone.stderr


def test_a_statement_is_about_one_subject() -> None:
    for subject in ((), ("--person", "p-1", "--organisation", "5900001-1")):
        said = civikos("statement", *subject)
        assert said.returncode == 1
        assert "name one: --organisation NUMBER or --person ID" in said.stderr
    odd = civikos("statement", "--person", "p 1")
    assert "is not an id" in odd.stderr
