"""The layers are what they are said to be, in the sources and at run time."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import sphinxext_archdoc

PROJECT = Path(__file__).parents[1]
PACKAGE = Path(sphinxext_archdoc.__file__).parent
HOSTS = {"sphinx", "myst_parser", "sphinxcontrib"}
CORE = sorted(
    path.relative_to(PACKAGE).as_posix()
    for path in PACKAGE.rglob("*.py")
    if "sphinx_ext" not in path.parts
)


def imported_at(path: Path) -> set[str]:
    """Return the top-level names of all packages that the module at *path* imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.partition(".")[0])
    return names


def loaded_by(statement: str) -> set[str]:
    """Return the top-level names of what a fresh interpreter has loaded after *statement*."""
    code = f"import sys\n{statement}\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("contract", ["layers", "sphinx", "docutils"])
def test_imports_keep_the_contract(contract: str) -> None:
    # In a process of its own: the linter turns off all loggers that there are.
    code = (
        "import sys; from importlinter.cli import lint_imports; "
        "sys.exit(lint_imports(*sys.argv[1:2], tuple(sys.argv[2:]), no_cache=True, no_logo=True))"
    )
    configuration = str(PROJECT / "pyproject.toml")
    done = subprocess.run(
        [sys.executable, "-c", code, configuration, contract],
        capture_output=True,
        text=True,
        check=False,
        cwd=PROJECT,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", [m for m in CORE if m != "__init__.py"])
def test_core_module_does_not_import_a_host(module: str) -> None:
    assert imported_at(PACKAGE / module).isdisjoint(HOSTS)


@pytest.mark.parametrize(
    "statement",
    [
        "import sphinxext_archdoc",
        "import sphinxext_archdoc.loader",
        "import sphinxext_archdoc.cli",
        "from sphinxext_archdoc.formats import formats; formats('decision')",
    ],
)
def test_importing_the_core_does_not_load_a_host(statement: str) -> None:
    assert loaded_by(statement).isdisjoint(HOSTS | {"docutils"})


def test_loaded_hosts_are_noticed() -> None:
    assert loaded_by("import sphinxext_archdoc.sphinx_ext.domain") >= {"sphinx", "docutils"}
