"""What is found in a repository: one file of ``cases`` is one repository.

A case begins with a line that says what it shows; files follow, then what is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.config import load_settings
from sphinxext_archdoc.discovery import discover

CASES = sorted((Path(__file__).parent / "cases").rglob("*.txt"))


def shown(workspace: Workspace) -> str:
    return "\n".join(lines_of(workspace)) + "\n"


def lines_of(workspace: Workspace) -> Iterator[str]:
    for package in workspace.packages:
        says = f" ({package.description})" if package.description else ""
        yield f"{package.kind} package {package.name} in {package.path}{says}"
        yield from (f"  needs {name}" for name in package.dependencies)
        yield from (f"  document {path}" for path in package.documents)
        for log in package.logs:
            yield f"  log {log.folder}" + (f" called {log.qualifier}" if log.qualifier else "")
            yield from (f"    {path.removeprefix(log.folder + '/')}" for path in log.files)
    for found in workspace.diagnostics:
        # What a parser says after the colon is its own and changes with its version.
        about = found.message.partition(" valid ")[0]
        yield f"{found.code} {found.path}:{found.line} {about}"


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_case(case: Path, repository: Callable[[str], Path]) -> None:
    tree, _, expected = case.read_text(encoding="utf-8").partition("==> EXPECTED <==\n")
    root = repository(tree.partition("\n")[2])
    assert shown(discover(load_settings(root))) == expected
