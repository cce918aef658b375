"""What the package imports is declared, and what is declared is imported."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import sphinxext_archdoc

DISTRIBUTIONS = packages_distributions()
PACKAGE = Path(sphinxext_archdoc.__file__).parent
OPTIONAL = ("diagrams", "languages", "mermaidx", "pdf")
"""The extras that the package itself imports from."""
PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))[
    "project"
]


def declared(requirements: list[str]) -> set[str]:
    """Return the canonical names of the distributions that *requirements* name."""
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def imported() -> Iterator[tuple[str, str]]:
    """Yield the path of a module and the top-level name of each package that it imports."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            else:
                continue
            for name in names:
                yield path.relative_to(PACKAGE).as_posix(), name.partition(".")[0]


def distributions_of(name: str) -> set[str]:
    """Return the canonical names of the distributions that bring the package *name*."""
    return {canonicalize_name(found) for found in DISTRIBUTIONS.get(name, [])}


def test_every_import_is_declared() -> None:
    known = declared(PROJECT["dependencies"]) | declared(PROJECT["optional-dependencies"]["all"])
    for extra in OPTIONAL:
        known |= declared(PROJECT["optional-dependencies"][extra])
    missing = [
        (path, name)
        for path, name in imported()
        if name not in sys.stdlib_module_names | {"sphinxext_archdoc", ""}
        and distributions_of(name).isdisjoint(known)
    ]
    assert missing == []


def test_every_dependency_is_used() -> None:
    """Grammars are imported by name, so their names have to stand in some module."""
    sources = "".join(p.read_text(encoding="utf-8") for p in PACKAGE.rglob("*.py"))
    used = set().union(*(distributions_of(name) for _, name in imported()))
    named = (name for name in DISTRIBUTIONS if f'"{name}"' in sources)
    used = used.union(*map(distributions_of, named))
    wanted = declared(PROJECT["dependencies"])
    for extra in OPTIONAL:
        wanted |= declared(PROJECT["optional-dependencies"][extra])
    assert wanted - used - {"sphinxext-archdoc"} == set()
