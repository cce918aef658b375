"""A bad file costs one warning with a code, its name and a line; everything else is there."""

from __future__ import annotations

import re

import pytest

from tests.sphinx_ext.conftest import Site, package

BAD = "packages/bad/ARCHITECTURE.md"
GOOD = {"packages/good/ARCHITECTURE.md": package("good", "Stay calm")}
HEAD = (
    "# Architecture - bad\n\n## Design Decisions\n\n### Decision 1: Go on\n\n**Decision**: Yes.\n\n"
)

CASES: dict[str, tuple[str | bytes, str | None]] = {
    "not UTF-8": (HEAD.encode() + b"caf\xe9\n", "encoding"),
    "byte order mark": (b"\xef\xbb\xbf" + HEAD.encode(), None),
    "CRLF": (HEAD.replace("\n", "\r\n").encode(), None),
    "NUL bytes": (HEAD.encode() + b"a\0b\n", "encoding"),
    "no heading": ("Just a sentence.\n", "no-title"),
    "empty": ("", "no-title"),
    "5 MB on one line": (HEAD + "word " * 1_000_000 + "\n", "too-large"),
    "deep quotes": (HEAD + ">" * 3000 + " deep\n", "too-large"),
    "deep lists": (HEAD + "\n".join("  " * n + "- x" for n in range(300)) + "\n", "too-large"),
    "front matter that is no YAML": ("---\na: [\n---\n" + HEAD, "front-matter"),
    "a directive that never closes": (HEAD + "```{note}\nnever closed\n", "unclosed"),
    "a diagram with a configuration": (
        HEAD + "```mermaid\n---\nconfig:\n  theme: dark\n---\ngraph TD\n  A --> B\n```\n",
        None,
    ),
    "a diagram with a header that never closes": (
        HEAD + "```mermaid\n---\nconfig: {\ngraph TD\n  A --> B\n```\n",
        "diagram",
    ),
    "a script": (HEAD + "<script>alert(1)</script>\n", "raw-html"),
    "two records with one key": (
        HEAD + "### Decision 1: Go back\n\n**Decision**: No.\n",
        "duplicate-key",
    ),
}


OTHERS = {
    "a diagram with a header that never closes": [
        f"{BAD}:13: WARNING: 'mermaid': Invalid options format: expected ':' after key"
        " [myst.directive_option]"
    ],
}
"""What the parser itself says."""


@pytest.mark.parametrize("case", CASES)
def test_one_bad_file_costs_one_warning(site: Site, case: str) -> None:
    content, code = CASES[case]
    site.write({**GOOD, BAD: content})
    built = site.build(clean=True)
    ours = [line for line in built.warnings if "[archdoc." in line]
    if code is None:
        assert built.warnings == []
    else:
        assert [line for line in built.warnings if "archdoc" not in line] == OTHERS.get(case, [])
        assert len(ours) == 1, built.warnings
        assert re.match(rf"{re.escape(BAD)}:\d+: WARNING: .*\[archdoc\.{code}\]$", ours[0]), ours
    assert "Stay calm" in built.page("index.html")
    assert (built.out / "packages/bad.html").is_file()


@pytest.mark.parametrize(
    "case",
    [
        "not UTF-8",
        "byte order mark",
        "CRLF",
        "NUL bytes",
        "a script",
        "front matter that is no YAML",
    ],
)
def test_the_records_of_a_bad_file_are_kept(site: Site, case: str) -> None:
    site.write({BAD: CASES[case][0]})
    assert "Go on" in site.build(clean=True).page("index.html")


def test_both_records_with_one_key_are_shown(site: Site) -> None:
    site.write({BAD: CASES["two records with one key"][0]})
    page = site.build(clean=True).page("index.html")
    assert "Go on" in page
    assert "Go back" in page
    assert 'href="packages/bad.html#arch-decision-bad-1"' in page
    assert 'href="packages/bad.html#arch-decision-bad-1-2"' in page


HOSTILE = '<script>alert(1)</script> "quoted" & {{ braces }} \u202ertl \U0001f4a3' + "x" * 300


def test_hostile_titles_are_text(site: Site) -> None:
    site.write({BAD: package("bad", HOSTILE)})
    built = site.build(clean=True)
    for page in ("index.html", "packages/bad.html", "genindex.html", "arch-decisions.html"):
        assert "<script>alert(1)" not in built.page(page)
        assert "alert(1)" in built.page(page)


def test_ten_thousand_decisions_in_one_file(site: Site) -> None:
    titles = [f"Choice {n}" for n in range(10_000)]
    site.write({BAD: package("bad", *titles)})
    page = site.build("text", clean=True, source="docs").page("index.txt")
    assert "Choice 0" in page
    assert "Choice 9999" in page


def test_a_configured_path_does_not_leave_the_repository(site: Site) -> None:
    site.write(
        {
            **GOOD,
            "docs/conf.py": 'extensions = ["sphinxext_archdoc"]\narchdoc_packages = ["../../*"]\n',
        }
    )
    built = site.build("dummy", clean=True)
    assert any("[archdoc.outside]" in line for line in built.warnings)
    assert "packages/good" not in [n for n in built.read if n.startswith("..")]


def test_a_wrong_setting_names_the_value_and_the_default(site: Site) -> None:
    site.write(GOOD)
    built = site.build("dummy", clean=True, archdoc_navigation_depth="deep")
    assert len(built.warnings) == 1
    assert "archdoc_navigation_depth is 'deep'" in built.warnings[0]
    assert "[archdoc.config]" in built.warnings[0]
