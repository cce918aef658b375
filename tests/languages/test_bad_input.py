"""No text makes a reader fail; what is around a damage is read."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.languages import Reading, language_of_path, languages
from sphinxext_archdoc.languages.javascript import declarations as javascript
from sphinxext_archdoc.languages.typescript import declarations as typescript

from .test_cases import CASES, parts

PROJECT = Path(__file__).parents[2]
NAMES = [x.NAME for x in languages()]
DEPTH = 5_000
NESTED = {
    "object": "interface A { a: " + "{ b: " * DEPTH + "1" + "; }" * DEPTH + "; c: 2 }",
    "generic": "interface A { a: " + "P<" * DEPTH + "1" + ">" * DEPTH + "; c: 2 }",
    "parentheses": "interface A { a: " + "(" * DEPTH + "1" + ")" * DEPTH + "; c: 2 }",
    "functions": "interface A { a: " + "() => " * DEPTH + "1; c: 2 }",
    "namespaces": "namespace N { " * DEPTH + "interface A { c: 2 }" + "}" * DEPTH,
    "intersection": "type A = " + "B & " * DEPTH + "{ c: 2 }",
    "alias": "type A = " + "(" * DEPTH + "{ c: 2 }" + ")" * DEPTH,
    "bodies": "function f() " + "{ if (x) " * DEPTH + "{}" + "}" * DEPTH + "\ntype A = { c: 2 }",
}


@pytest.mark.parametrize("form", NESTED)
def test_deep_nesting(form: str) -> None:
    last = typescript(NESTED[form], ".ts").declarations[-1]
    assert last.name == "A"
    assert (last.members[-1].name, last.members[-1].signature) == ("c", "c: 2")


OPENINGS = ["{ b: ", "(", "P<", "[", "`${", "namespace A {\n", "/*", '"', "class A:\n ", "@a("]
READ_ALL = f"""
import sys
from sphinxext_archdoc.languages import languages
language = next(x for x in languages() if x.NAME == sys.argv[1])
for opening in sys.argv[2:]:
    language.declarations("interface A {{ a: " + opening * {DEPTH})
    language.declarations(opening * {DEPTH})
"""


@pytest.mark.parametrize("name", NAMES)
def test_deep_nesting_that_never_ends(name: str) -> None:
    """In a process of its own: a parser that recurses ends more than the test."""
    command = [sys.executable, "-c", READ_ALL, name, *OPENINGS]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
    assert (done.returncode, done.stderr) == (0, "")


def test_many_members() -> None:
    lines = "".join(f"  /** No. {n}. */\n  m{n}(a: string): void;\n" for n in range(50_000))
    (found,) = typescript(f"interface A {{\n{lines}}}", ".ts").declarations
    assert len(found.members) == 50_000
    assert found.members[-1].doc == "No. 49999."


def test_many_overloads() -> None:
    lines = "".join(f"  m(a: {n}): void;\n" for n in range(50_000))
    (member,) = typescript(f"interface A {{\n{lines}}}", ".ts").declarations[0].members
    assert member.overloads == 50_000
    assert member.signature.endswith("; m(a: 49999): void")


@pytest.mark.parametrize(
    "grown",
    [
        pytest.param(lambda n: "x:\n{" * n, id="open braces"),
        pytest.param(lambda n: "interface A {\n a: ;\n" + " b: string;\n" * n, id="members"),
        pytest.param(lambda n: "interface A {\n a: ;\n" + "\n" * n + "}", id="line breaks"),
        pytest.param(lambda n: "interface A {\n" + "  /** d */\n  // x\n" * n, id="comments"),
        pytest.param(lambda n: "\nfoo(x) {\n" * n, id="bodies that never end"),
        pytest.param(lambda n: "`" * n + "type A = ;", id="backticks"),
        pytest.param(lambda n: '"\\' * n + "type A = ;", id="quotes"),
        pytest.param(lambda n: "=\ntype\n" * n + "{", id="unfinished lines"),
        pytest.param(lambda n: "class A { m( {\n" * n, id="unclosed parameters"),
    ],
)
def test_time_grows_no_faster_than_the_text(grown: Callable[[int], str]) -> None:
    """Eight times the text may take twenty times as long, but not the sixty-four of a square."""
    little, much = (min(seconds(grown(n)) for _ in range(2)) for n in (500, 4_000))
    assert much < 20 * max(little, 0.01)


def seconds(text: str) -> float:
    begin = time.process_time()
    typescript.__wrapped__(text, ".ts")  # type: ignore[attr-defined]
    return time.process_time() - begin


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text",
    ["\0\1\2binary", "caf\ufffd" * 100, "\ud800 lone", "\ufeff", "", "\n", "\r\n\r\n", "'\"`{[(<"],
    ids=repr,
)
def test_what_is_no_code_declares_nothing(name: str, text: str) -> None:
    language = next(x for x in languages() if name == x.NAME)
    assert language.declarations(text).declarations == ()


def test_what_a_program_wrote_on_one_line_is_not_read() -> None:
    code = "class A{}\n" + "a(b,c=>({d:1}));" * 40_000
    assert javascript(code) == Reading(error_line=2)
    assert [d.name for d in javascript(code.replace(";", ";\n")).declarations] == ["A"]


@pytest.mark.parametrize("name", NAMES)
def test_binary_is_an_error_on_its_first_line(name: str) -> None:
    language = next(x for x in languages() if name == x.NAME)
    assert language.declarations("interface A {}\n\0").error_line == 1


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_beginning_of_a_case_can_be_read(case: Path) -> None:
    name, text, _ = parts(case)
    known = language_of_path(name)
    assert known is not None
    language, suffix = known
    for end in range(0, len(text), 7):
        reading = language.declarations(text[:end], suffix)
        lines = text.count("\n", 0, end) + 1
        assert 0 <= reading.error_line <= lines
        assert all(1 <= x.line <= x.end_line <= lines for x in reading.declarations)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_damage_loses_no_other_declaration(data: st.DataObject) -> None:
    """Whatever stands in the middle, the declarations before and after it are found."""
    damage = data.draw(st.text("{}()[]<>;:,=?|&'\"`/*\\@# \nabc", max_size=30))
    # These can go on to the end of the text, or be the label of a statement.
    opens = any(mark in damage for mark in ("`", "/*")) or damage.rstrip().endswith(":")
    text = f"interface Before {{ a: 1 }}\n{damage}\nexport interface After {{ b: 2 }}\n"
    found = {x.name: [m.name for m in x.members] for x in typescript(text, ".ts").declarations}
    assert found.get("Before") == ["a"]
    if not opens:
        assert found.get("After") == ["b"]
