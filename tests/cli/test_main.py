"""Commands are found, explain themselves, and end as commands should."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinxext_archdoc import __version__
from sphinxext_archdoc.cli import _main
from sphinxext_archdoc.cli._main import build_parser

from .conftest import Run

COMMANDS = [command.NAME for command in _main.commands()]


def run_module(*words: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "sphinxext_archdoc", *words]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_help_lists_all_commands(run: Run) -> None:
    outcome = run("--help")
    assert outcome.status == 0
    listed = re.findall(r"^    (\S+)(?: +\S.*)?$", outcome.out, re.MULTILINE)
    assert listed == COMMANDS == sorted(COMMANDS)
    assert {"export", "list"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_shows_examples(run: Run, name: str) -> None:
    outcome = run(name, "--help")
    assert outcome.status == 0
    assert f"  sphinx-archdoc {name}" in outcome.out.partition("examples:")[2]


def test_version(run: Run) -> None:
    assert run("--version").out == f"sphinx-archdoc {__version__}\n"


@pytest.mark.parametrize("words", [[], ["nonsense"], ["export", "--nonsense"]])
def test_wrong_use(run: Run, words: list[str]) -> None:
    outcome = run(*words)
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("usage: sphinx-archdoc")


@pytest.mark.parametrize("name", ["export", "list"])
def test_a_root_that_is_no_folder(run: Run, tmp_path: Path, name: str) -> None:
    outcome = run(name, "--root", tmp_path / "absent")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == f"sphinx-archdoc: {tmp_path / 'absent'} is no folder.\n"


def test_nothing_above_a_given_root_is_looked_at(run: Run, shop: Path) -> None:
    (shop / "archdoc.toml").write_text('documents = ["nothing"]\n')
    inner = run("list", "packages", "--root", shop / "packages" / "core")
    assert "ARCHITECTURE.md" in inner.out
    assert "ARCHITECTURE.md" not in run("list", "packages", "--root", shop).out


def test_the_root_is_found_upwards(run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop / "packages" / "core")
    assert run("export") == run("export", "--root", shop)


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield a parser and all below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)


@pytest.mark.parametrize("parser", list(parsers(build_parser())), ids=lambda p: str(p.prog))
def test_every_help_has_examples_that_parse(parser: argparse.ArgumentParser) -> None:
    assert "\nexamples:\n" in parser.format_help()
    lines = [line.strip() for line in parser.format_help().splitlines()]
    calls = [line for line in lines if line.startswith("sphinx-archdoc ") and "COMMAND" not in line]
    for call in calls:
        words = shlex.split(re.split(r"[|>]| && ", call)[0])
        try:
            build_parser().parse_args(words[1:])
        except SystemExit as exit:
            pytest.fail(f"{call}: {exit.code}")


def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch, shop: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sphinxext_archdoc.loader.load_catalog", interrupted)
    assert run("list", "--root", shop).status == 130


def test_as_a_module_in_a_plain_locale(shop: Path, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "PYTHON"))}
    environment |= {"LANG": "C", "LC_ALL": "C", "XDG_CACHE_HOME": str(tmp_path)}
    done = run_module("list", "--root", str(shop), env=environment, cwd=Path(__file__).parents[2])
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Record décisions" in done.stdout.decode("utf-8")


def test_a_reader_that_has_seen_enough(shop: Path, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "sphinxext_archdoc", "export", "--root", str(shop)],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
            cwd=Path(__file__).parents[2],
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_help_loads_nothing_that_reads() -> None:
    code = (
        "import sys\nfrom sphinxext_archdoc.cli import _main\n"
        "_main.build_parser()\nprint(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    heavy = {"sphinx", "docutils", "markdown_it", "yaml", "tree_sitter", "sqlite3", "platformdirs"}
    ours = {"sphinxext_archdoc.loader", "sphinxext_archdoc.catalog", "sphinxext_archdoc.model"}
    assert not (heavy | ours) & set(done.stdout.split())


def test_only_the_command_that_is_asked_for_is_imported() -> None:
    assert [command.NAME for command in _main.commands("check")] == ["check"]
    assert [command.NAME for command in _main.commands("--help")] == COMMANDS
    assert [command.NAME for command in _main.commands("_main")] == COMMANDS
