"""Repositories with planted defects: each is found at its place, and nothing else is.

A case is a file with the tree of a repository; what is in ``base.txt`` is there too. Its last
file ``EXPECTED`` says what is found, without messages; a case without it is free of findings.
The sign for NUL stands for that byte.
The folder of a case is the code that it is about, or says what several are about.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.checking import Inspector, check
from sphinxext_archdoc.checking.files import RepositoryFiles
from sphinxext_archdoc.checking.source import SourceLines
from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.loader import load_catalog
from sphinxext_archdoc.rules import rules
from tests.conftest import Tree, files_of

HERE = Path(__file__).parent
CASES = sorted(
    path.relative_to(HERE / "cases").with_suffix("").as_posix()
    for path in (HERE / "cases").rglob("*.txt")
)
OF_SEVERAL = {"ignores", "settings", "mixtures"}
"""Folders of cases that are about more than one code."""


def tree_of(case: str) -> tuple[dict[str, str | bytes | None], list[str]]:
    """Return the files of a case, and what is to be found in them."""
    files = dict(files_of((HERE / "base.txt").read_text(encoding="utf-8")))
    text = (HERE / "cases" / f"{case}.txt").read_text(encoding="utf-8")
    files |= files_of(text.replace("\N{SYMBOL FOR NULL}", "\0"))
    expected = files.pop("EXPECTED", "")
    assert isinstance(expected, str)
    return files, expected.splitlines()


def found_in(root: Path) -> list[Finding]:
    """Return all findings in a repository, each read for itself."""
    settings = load_root_settings(root)
    catalog = load_catalog(settings, inspect=Inspector(settings.config), processes=1)
    return list(check(catalog, settings).findings)


def shown(findings: list[Finding], root: Path) -> list[str]:
    """Return where each finding is, its severity and its code."""
    source = SourceLines(RepositoryFiles(root))
    return [
        f"{f.path or '.'}:{f.line or 1}:{source.columns(f)[0] if f.line else 1} "
        f"{f.severity} {f.code}"
        for f in findings
    ]


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, repository: Callable[[Tree], Path]) -> None:
    files, expected = tree_of(case)
    root = repository(files)
    found = found_in(root)
    assert shown(found, root) == expected, "\n".join(f.message for f in found)


@pytest.mark.parametrize("code", rules())
def test_rule_has_a_case_that_breaks_it_and_one_that_keeps_it(code: str) -> None:
    expectations = [tree_of(case)[1] for case in CASES if case.startswith(f"{code}/")]
    assert any(line.endswith(f" {code}") for lines in expectations for line in lines)
    assert [] in expectations


def test_folders_are_codes() -> None:
    assert {case.partition("/")[0] for case in CASES} - OF_SEVERAL == set(rules())
