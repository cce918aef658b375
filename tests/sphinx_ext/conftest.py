"""Sites that are really built, in a repository made of text."""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.conftest import Tree, write_tree

CONF = 'extensions = ["sphinxext_archdoc"]\n'
INDEX = """\
# Site

```{architecture-packages}
```

```{decision-index}
```
"""
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Built:
    """One finished build."""

    app: SphinxTestApp
    out: Path
    warnings: list[str]
    """One line each, with paths relative to the root of the repository."""
    read: list[str]
    """Names of the pages that were read, sorted."""
    written: list[str]
    """Names of the pages that were written, sorted."""

    def page(self, name: str) -> str:
        """Return the text of a file of the output."""
        return (self.out / name).read_text(encoding="utf-8")


class Site:
    """A repository with documentation in ``docs``."""

    def __init__(self, root: Path, write: Callable[[Tree], Path]) -> None:
        self.root = root
        self.write = write

    def build(
        self,
        builder: str = "html",
        *,
        clean: bool = False,
        parallel: int = 0,
        into: str = "build",
        force_all: bool = False,
        source: str = "docs",
        handlers: Mapping[str, Callable[..., Any]] | None = None,
        **settings: Any,
    ) -> Built:
        """Build the site; *clean* begins anew, otherwise the last build goes on.

        *handlers* are connected to the events of their names.
        """
        out = self.root.parent / into
        if clean and out.exists():
            shutil.rmtree(out)
        warning = io.StringIO()
        app = SphinxTestApp(
            builder,
            srcdir=self.root / source,
            builddir=out,
            confoverrides=settings,
            warning=warning,
            parallel=parallel,
        )
        read: list[str] = []
        written: list[str] = []
        app.connect("env-before-read-docs", lambda _a, _e, names: read.extend(names))
        for event, handler in (handlers or {}).items():
            app.connect(event, handler)
        write_documents = app.builder.write_documents
        app.builder.write_documents = lambda names: (  # type: ignore[method-assign]
            written.extend(names),
            write_documents(names),
        )[1]
        try:
            app.build(force_all=force_all)
        finally:
            # Takes back what the application registered in this process.
            app.cleanup()
        return Built(
            app=app,
            out=Path(app.outdir),
            warnings=self._lines(warning.getvalue()),
            read=sorted(read),
            written=sorted(written),
        )

    def _lines(self, text: str) -> list[str]:
        plain = ANSI.sub("", text).replace(f"{self.root}{os.sep}", "")
        return [line for line in plain.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Tree], Site]:
    """Makes sites as :func:`site` does, to be built once for many tests of a module."""

    def make(tree: Tree) -> Site:
        root = tmp_path_factory.mktemp("site") / "repository"
        (root / ".git").mkdir(parents=True)
        site = Site(root, lambda tree: write_tree(root, tree))
        site.write({"docs/conf.py": CONF, "docs/index.md": INDEX})
        site.write(tree)
        return site

    return make


@pytest.fixture
def site(repository: Callable[[Tree], Path]) -> Site:
    """A repository with ``docs/conf.py`` and an index of packages and decisions."""
    root = repository({"docs/conf.py": CONF, "docs/index.md": INDEX})
    return Site(root, repository)


def package(name: str, *decisions: str, extra: str = "") -> str:
    """Return the document of a package with decisions of these titles."""
    sections = "".join(
        f"\n### Decision {n}: {title}\n\n**Context**: Why {title} came up.\n\n"
        f"**Decision**: {title} it is.\n"
        for n, title in enumerate(decisions, 1)
    )
    return (
        f"# Architecture - {name}\n\n## System Overview\n\nThe package {name} does its part.\n\n"
        f"## Core Components\n\n- **Engine of {name}**: drives it\n\n{extra}"
        f"## Design Decisions\n{sections}"
    )


def outputs(folder: Path, *, search: bool = False) -> Mapping[str, bytes]:
    """Return the files of an output that must be the same in every build, by name.

    The index of the search, which Sphinx itself writes in another order, is there with *search*.
    """
    skipped = re.compile(r"(^|/)(\.buildinfo.*|\.doctrees/.*|_static/.*|searchindex\.js)$")
    if search:
        skipped = re.compile(r"(^|/)(\.buildinfo.*|\.doctrees/.*|_static/.*)$")
    return {
        path: (folder / path).read_bytes()
        for path in sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*"))
        if (folder / path).is_file() and not skipped.search(path)
    }
