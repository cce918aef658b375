"""``sphinx-archdoc completion``: what the shells themselves make of the scripts."""

from __future__ import annotations

import argparse
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc.cli import _shells, completion
from sphinxext_archdoc.cli._main import build_parser, commands

from .conftest import Run

BASH = """
source ./script
compopt() { :; }
COMP_WORDS=("$@")
COMP_CWORD=$(( $# - 1 ))
_sphinx_archdoc
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = 'source ./script; complete -C "$argv" | string split -f1 \\t; true'

ASKED = [
    ("st", {"status"}),
    ("new ", {"package", "decision"}),
    ("new decision --t", {"--title", "--template"}),
    ("new decision --template m", {"madr"}),
    ("list --format ", {"table", "json", "csv"}),
    ("list --format=", set()),
    # The value of an option is no command.
    ("list --package new --st", {"--status"}),
    ("init --docs fol", {"folder"}),
    ("export --output fil", {"file.txt"}),
    ("completion ", {"bash", "fish", "zsh"}),
]


@pytest.fixture
def place(run: Run, tmp_path: Path) -> Callable[[str], Path]:
    """Return a folder with the script for a shell, and something to complete."""

    def place(shell: str) -> Path:
        outcome = run("completion", shell)
        assert (outcome.status, outcome.err) == (0, "")
        (tmp_path / "script").write_text(outcome.out, "utf-8")
        (tmp_path / "folder").mkdir()
        (tmp_path / "file.txt").touch()
        return tmp_path

    return place


def answer(words: list[str], folder: Path) -> set[str]:
    """Run a shell, and return the lines that it prints."""
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return {line.rstrip("/") for line in done.stdout.splitlines() if line}


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash(place: Callable[[str], Path]) -> None:
    folder = place("bash")
    for line, expected in ASKED:
        words = f"sphinx-archdoc {line}".split(" ")
        found = answer(["bash", "-c", BASH, "bash", *words], folder)
        assert {word for word in found if word not in ("-h", "--help")} == expected, line


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish(place: Callable[[str], Path]) -> None:
    folder = place("fish")
    for line, expected in ASKED:
        if "=" not in line:
            found = answer(["fish", "-c", FISH, f"sphinx-archdoc {line}"], folder)
            assert found == expected, line


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_the_shells_can_read_their_scripts(place: Callable[[str], Path], shell: str) -> None:
    folder = place(shell)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    assert answer([shell, "-n", "./script"], folder) == set()


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_every_command_and_option_is_there(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    tree = _shells.command_tree(build_parser())
    assert {c.words[0] for c in tree.commands} == {command.NAME for command in commands()}
    for command in tree.walk():
        for option in command.options:
            for flag in option.flags:
                if shell == "fish":
                    assert f" -{'l' if flag[1] == '-' else 's'} {flag.lstrip('-')}" in script
                else:
                    assert flag in script


def test_texts_with_marks_of_the_shells(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser(prog="sphinx-archdoc")
    inner = parser.add_subparsers().add_parser("its", help="it's [a]: $(touch x) `touch x` \\")
    inner.add_argument("--what", help="100%% 'of' [it]: $(touch x)", metavar="WH:AT")
    tree = _shells.command_tree(parser)
    for shell, write in _shells.SHELLS.items():
        if shell == "bash" or shutil.which(shell) is None:
            continue  # bash is told no texts
        (tmp_path / "script").write_text(write(tree), "utf-8")
        assert answer([shell, "-n", "./script"], tmp_path) == set()


def test_shells_are_those_that_there_is_a_script_for() -> None:
    assert tuple(sorted(_shells.SHELLS)) == completion.SHELLS
