"""Mermaid's own command, played by a script."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from sphinxext_archdoc.renderers import Failure, Options, Picture, mmdc
from sphinxext_archdoc.renderers._sources import first_line, original_line

COMMAND = """
import json, sys
from pathlib import Path
words = sys.argv[1:]
if words == ["--version"]:
    print("11.0.0")
    sys.exit()
options = dict(zip(words[::2], words[1::2]))
source = Path(options["--input"]).read_text(encoding="utf-8")
settings = json.loads(Path(options["--configFile"]).read_text())
if "wrong" in source:
    print("Error: Parse error on line 2:\\n wrong\\n-^\\nExpecting 'A'", file=sys.stderr)
    sys.exit(1)
if "crash" in source:
    print("no browser", file=sys.stderr)
    sys.exit(1)
text = json.dumps([options["--theme"], settings, source], sort_keys=True).replace("<", "")
svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>x</script><text>'
Path(options["--output"]).write_text(svg + text + "</text></svg>", encoding="utf-8")
"""


@pytest.fixture
def options(tmp_path: Path) -> Options:
    """How the script is called."""
    script = tmp_path / "mmdc.py"
    script.write_text(COMMAND, encoding="utf-8")
    return Options(command=(sys.executable, str(script)))


def test_the_version_is_asked(options: Options) -> None:
    assert mmdc.version(options) == "11.0.0"


@pytest.mark.parametrize(
    "command", [(), ("no-such-program-anywhere",), (sys.executable, "-c", "1/0")]
)
def test_what_cannot_be_run_has_no_version(command: tuple[str, ...]) -> None:
    assert mmdc.version(Options(command=command)) == ""


def test_pictures_are_clean_and_their_labels_texts(options: Options, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    settings.write_text('{"flowchart": {"htmlLabels": true}, "theme": "base"}')
    found = mmdc.render("graph TD\n", Options(command=options.command, settings=str(settings)))
    assert isinstance(found, Picture)
    assert "<script" not in found.svg
    theme, used, _source = json.loads(found.svg.partition("<text>")[2].partition("</text>")[0])
    assert theme == "neutral"
    assert used == {"flowchart": {"htmlLabels": False}, "htmlLabels": False, "theme": "base"}


def test_themes_for_dark_pages_are_not_used(options: Options) -> None:
    found = mmdc.render('%%{init: {"theme": "dark"}}%%\ngraph TD\n', options)
    assert isinstance(found, Picture)
    assert "dark" not in found.svg


def test_mistakes_are_found_at_their_line(options: Options) -> None:
    found = mmdc.render("%% comment\ngraph TD\n wrong\n", options)
    assert found == Failure(message="Expecting 'A'", line=3, is_mistake=True)


def test_a_command_that_fails_is_asked_again(options: Options) -> None:
    found = mmdc.render("crash", options)
    assert found == Failure(message="mmdc fails: no browser", is_lasting=False)


def test_settings_that_cannot_be_read_are_told(options: Options, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.json")
    found = mmdc.render("graph TD\n", Options(command=options.command, settings=missing))
    assert isinstance(found, Failure)
    assert not found.is_lasting


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        ("graph\na\n", 0, 0),
        ("graph\na\n", 2, 2),
        ("graph\na\n", 9, 2),
        ("", 1, 0),
        ("%%{init\n" * 5, 1, 0),
        ("---\na: 1\n---\n\n%% x\ngraph\n", 1, 6),
    ],
)
def test_lines_are_those_of_the_source(source: str, line: int, expected: int) -> None:
    assert original_line(source, line) == expected


def test_long_sources_take_no_time() -> None:
    for source in ("%%{" * 300_000, "%%{\n" * 100_000, " \n" * 300_000, "%%{}}%%" * 100_000):
        original_line(source, 5)


def test_messages_become_one_line() -> None:
    assert first_line("") == "unknown error"
    assert len(first_line("x" * 1000)) == 200
