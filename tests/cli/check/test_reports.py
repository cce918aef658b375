"""The formats in which findings are written, byte by byte or against their schema."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import jsonschema
import pytest

from sphinxext_archdoc.cli._reports import format_names
from tests.cli.conftest import Run

BOIL = "docs/adr/0001-boil.md"
STEEP = "docs/adr/0002-steep.md"
TEXT = """\
docs/adr/0001-boil.md:3:7: note date-format The date '12 May 2024' is in a form of its own; \
write 2024-05-12.
    3 | Date: 12 May 2024
      |       ^^^^^^^^^^^
docs/adr/0001-boil.md:11:24: error dead-link The link to ../Pots.md leads to no file; \
the file is called docs/pots.md.
   11 | Cold water, see [pots](../Pots.md) and [two](0002-stew.md).
      |                        ^^^^^^^^^^
docs/adr/0001-boil.md:11:46: error dead-link The link to 0002-stew.md leads to no file; \
correct it, or remove it.
   11 | Cold water, see [pots](../Pots.md) and [two](0002-stew.md).
      |                                              ^^^^^^^^^^^^
docs/adr/0002-steep.md:1:1: warning no-successor ADR-2 is superseded, but nothing says by \
which decision.
    1 | # 2. Steep
      | ^^^^^^^^^^
2 errors, 1 warning and 1 note in 2 documents.
2 findings can be fixed with --fix; --diff shows how.
"""
GITHUB = """\
::notice file=docs/adr/0001-boil.md,line=3,endLine=3,col=7,endColumn=18,title=date-format::\
The date '12 May 2024' is in a form of its own; write 2024-05-12.
::error file=docs/adr/0001-boil.md,line=11,endLine=11,col=24,endColumn=34,title=dead-link::\
The link to ../Pots.md leads to no file; the file is called docs/pots.md.
::error file=docs/adr/0001-boil.md,line=11,endLine=11,col=46,endColumn=58,title=dead-link::\
The link to 0002-stew.md leads to no file; correct it, or remove it.
::warning file=docs/adr/0002-steep.md,line=1,endLine=1,col=1,endColumn=11,title=no-successor::\
ADR-2 is superseded, but nothing says by which decision.
"""


def written(run: Run, style: str, *words: str | Path) -> str:
    """Return what is written in a format."""
    done = run("check", "--format", style, *words)
    assert (done.status, done.err) == (1, "")
    return done.out


def test_text(run: Run, tea: Path) -> None:
    assert written(run, "text") == TEXT


def test_github(run: Run, tea: Path) -> None:
    assert written(run, "github") == GITHUB


@pytest.mark.parametrize("style", ["github", "sarif"])
def test_paths_of_annotations_lead_from_the_current_folder(
    style: str, run: Run, tea: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tea.parent)
    assert f"{tea.name}/{BOIL}" in written(run, style, "--root", tea.name)
    assert "repository/" not in written(run, "text", "--root", tea.name)


def test_json(run: Run, tea: Path) -> None:
    data = json.loads(written(run, "json"))
    assert data["summary"] == {"errors": 2, "warnings": 1, "notes": 1, "known": 0, "fixed": 0}
    assert len({finding["fingerprint"] for finding in data["findings"]}) == 4
    first = data["findings"][0]
    assert re.fullmatch(r"[0-9a-f]{20}", first.pop("fingerprint"))
    assert first == {
        "path": BOIL,
        "line": 3,
        "column": 7,
        "end_column": 18,
        "severity": "note",
        "code": "date-format",
        "message": "The date '12 May 2024' is in a form of its own; write 2024-05-12.",
        "fixable": True,
    }


def test_sarif_is_valid(run: Run, tea: Path) -> None:
    (tea / "archdoc.toml").write_text("nonsense = 1\n")
    (tea / "docs/adr/0003 ä.md").write_text((tea / STEEP).read_text().replace("2.", "3."))
    data = json.loads(written(run, "sarif"))
    schema().validate(data)
    (result,) = [r for r in data["runs"][0]["results"] if r["ruleId"] == "date-format"]
    rule = data["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == "date-format"
    assert result["level"] == "note"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == BOIL
    assert place["region"] == {"startLine": 3, "startColumn": 7, "endColumn": 18}
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "2024-05-12"}


def schema() -> jsonschema.Draft4Validator:
    """Return the schema of the standard.

    It is the file of that name of https://www.npmjs.com/package/@microsoft/jest-sarif (MIT).
    """
    text = (Path(__file__).parent / "sarif-2.1.0-rtm.5.json").read_text("utf-8")
    return jsonschema.Draft4Validator(json.loads(text))


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        (("version",), "2.0"),
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "message"), "text"),
        (("runs", 0, "results", 0, "ruleIndex"), -2),
        (("runs", 0, "results", 0, "surprise"), 1),
        (("runs", 0, "columnKind"), "bytes"),
    ],
)
def test_schema_of_sarif_refuses(
    pointer: tuple[str | int, ...], value: object, run: Run, tea: Path
) -> None:
    data = json.loads(written(run, "sarif"))
    owner = data
    for name in pointer[:-1]:
        owner = owner[name]
    owner[pointer[-1]] = value
    assert not schema().is_valid(data)


def test_junit(run: Run, tea: Path) -> None:
    (tea / "docs/adr/0003-ok.md").write_text(
        (tea / STEEP).read_text().replace("2. Steep", "3. A & B").replace("Superseded", "Accepted")
    )
    suites = ElementTree.fromstring(written(run, "junit"))
    assert suites.attrib == {
        "name": "sphinx-archdoc",
        "tests": "3",
        "failures": "2",
        "errors": "0",
        "skipped": "0",
    }
    cases = {case.attrib["name"]: case for case in suites.iter("testcase")}
    assert sorted(cases) == [BOIL, STEEP, "docs/adr/0003-ok.md"]
    assert list(cases["docs/adr/0003-ok.md"]) == []
    failure = cases[BOIL].find("failure")
    assert failure is not None
    assert failure.attrib == {"message": "dead-link", "type": "dead-link"}
    notes = cases[BOIL].find("system-out")
    assert notes is not None
    assert "date-format" in (notes.text or "")


def test_marks_stand_below_wide_characters_and_tabs(run: Run, tea: Path) -> None:
    text = (tea / BOIL).read_text().replace("Cold water,", "冷水\t\x1b[31m,")
    (tea / BOIL).write_text(text)
    lines = written(run, "text", "--select", "dead-link").splitlines()
    assert lines[1:3] == [
        "   11 | 冷水  [31m, see [pots](../Pots.md) and [two](0002-stew.md).",
        f"      | {' ' * (2 + 2 + 19)}^^^^^^^^^^",
    ]


def test_long_line_is_cut_around_the_finding(run: Run, tea: Path) -> None:
    text = (tea / BOIL).read_text().replace("Cold water", "Cold " * 50000 + "water")
    (tea / BOIL).write_text(text + "x" * 500)
    lines = written(run, "text", "--select", "dead-link").splitlines()
    assert all(len(line) < 130 for line in lines)
    start = lines[2].index("^")
    assert lines[1][start : start + 10] == "../Pots.md"


@pytest.mark.parametrize(
    ("words", "variables", "colored"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colors(
    words: list[str],
    variables: dict[str, str],
    colored: bool,
    run: Run,
    tea: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    out = written(run, "text", *words)
    assert ("\033[" in out) == colored
    assert re.sub(r"\033\[\d*m", "", out) == TEXT


def test_file_has_no_colors(run: Run, tea: Path) -> None:
    assert written(run, "text", "--color", "always", "--output", "out.txt") == ""
    assert (tea / "out.txt").read_text() == TEXT


@pytest.mark.parametrize("style", format_names())
def test_every_format_writes_without_findings(style: str, run: Run, tea: Path) -> None:
    done = run("check", "--format", style, "--select", "no-status")
    assert (done.status, done.err) == (0, "")
