"""After any edit, an incremental build gives what a clean one gives."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from tests.conftest import Tree
from tests.sphinx_ext.conftest import Built, Site, outputs, package
from tests.sphinx_ext.edits import CORE, EDITS, START, Files

BODY = re.compile(r'<div class="body" role="main">(.*?)<div class="clearer">', re.DOTALL)


def bodies(built: Built) -> dict[str, bytes]:
    """Return the bodies of pages, and other files whole."""
    found = {}
    for path, content in outputs(built.out).items():
        if path == "search.html":
            continue
        if path.endswith(".html"):
            match = BODY.search(content.decode())
            assert match, path
            content = match[1].encode()
        if not path.startswith("_sources/"):
            found[path] = content
    return found


class Chain:
    """A site that is edited again and again, and only built incrementally."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.files: Files = dict(START)
        self.history: list[str] = []
        self.count = 0
        self.build(clean=True)

    def build(self, *, clean: bool = False) -> Built:
        """Build the site in one process or, every third time, in two."""
        self.count += 1
        return self.site.build(clean=clean, parallel=2 if self.count % 3 == 0 else 0)

    def edit(self, *names: str) -> None:
        """Make the edits of these names."""
        before = dict(self.files)
        for name in names:
            EDITS[name](self.files)
        self.history += names
        for path in before.keys() - self.files.keys():
            (self.site.root / path).unlink()
            for folder in (self.site.root / path).parents:
                if folder == self.site.root or any(folder.iterdir()):
                    break
                folder.rmdir()
        self.site.write({p: t for p, t in self.files.items() if before.get(p) != t})

    def check(self) -> None:
        """Compare an incremental build with a clean one."""
        incremental = bodies(self.build())
        clean = bodies(self.site.build(clean=True, into="clean"))
        # Sphinx leaves the output of a page that is gone where it was.
        wrong = [path for path, body in clean.items() if incremental.get(path) != body]
        if wrong:
            history, self.history = self.history, []
            self.build(clean=True)
            pytest.fail(f"{wrong} differ after {history}")


@pytest.fixture(scope="module")
def chain(new_site: Callable[[Tree], Site]) -> Chain:
    """The site of all edits."""
    return Chain(new_site(START))


@pytest.mark.parametrize("name", EDITS)
def test_an_incremental_build_equals_a_clean_one(chain: Chain, name: str) -> None:
    chain.edit(name)
    chain.check()


@pytest.mark.parametrize("seed", range(8))
def test_many_edits_at_once(chain: Chain, seed: int) -> None:
    chain.edit(*random.Random(seed).choices(list(EDITS), k=4))
    chain.check()


CACHE, NO_CACHE = "packages/web/decisions/0001-cache", "packages/web/decisions/0002-no-cache"
WORK = {
    "prose": ("packages/core", "index packages/core pulls"),
    "status": (NO_CACHE, f"index packages/web {NO_CACHE} pulls views"),
    "title of a decision": ("packages/core", "index packages/core packages/web pulls roles"),
    "title of a decision file": (NO_CACHE, f"index packages/web {NO_CACHE} pulls roles views"),
    "title of a document": ("packages/core", "index packages/core packages/web pulls"),
    "relation": (NO_CACHE, f"index packages/web {CACHE} {NO_CACHE} pulls views"),
    "summary out of a manifest": ("", "index views"),
    "description of a component": ("packages/web", "index packages/web pulls"),
    "new decision": ("packages/core", "index packages/core pulls views"),
    "new package": ("index packages/lib", "index packages/lib views"),
    "deeper document": (
        "packages/core packages/core/src/mcp",
        "index packages/core packages/core/src/mcp pulls views",
    ),
    "package renamed": (
        "defined packages/core whole",
        "defined index packages/core pulls roles views whole",
    ),
    "file that is linked to": ("packages/web", "index packages/web pulls"),
    "decision file removed": ("packages/web", "index packages/web pulls views"),
    "options of a view": ("views", "views"),
    "dependency": ("", ""),
}
"""Which pages are read and written after an edit. A page with a toctree of a page that is read
is written by Sphinx itself: ``index`` and the pages of packages."""


@pytest.fixture(scope="module")
def other(new_site: Callable[[Tree], Site]) -> Chain:
    """A site that is as in the beginning before each test."""
    return Chain(new_site(START))


@pytest.mark.parametrize("name", WORK)
def test_no_more_is_read_and_written_than_has_changed(other: Chain, name: str) -> None:
    other.edit(name)
    built = other.build()
    read, written = WORK[name]
    other.edit("all back to the start")
    other.build()
    assert (built.read, built.written) == (read.split(), written.split())


def test_nothing_is_read_or_written_when_nothing_changed(other: Chain) -> None:
    again = other.build()
    assert (again.read, again.written) == ([], [])


def test_a_page_is_written_again_when_a_day_has_passed_that_it_shows(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = "**Status**: Proposed\n\n**Date**: 2026-01-01\n\n**Context**: Why"
    site.write(
        {
            CORE: package("core", "Use queues").replace("**Context**: Why", waiting),
            "docs/state.md": "# State\n\n```{architecture-dashboard}\n```\n",
        }
    )
    written = []
    for day in (1767312000, 1798848000, 1798848000):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day))
        written.append(site.build().written)
    assert written[1:] == [["state"], []]


def test_indices_forget_the_only_page_that_is_gone(site: Site) -> None:
    page = "---\norphan: 1\n---\n# A\n\n```{architecture-decision} Go\n:id: 1\n\nYes.\n```\n"
    site.write({"docs/index.md": "# Site\n", "docs/a.md": page})
    assert "Go" in site.build(clean=True).page("arch-decisions.html")
    (site.root / "docs/a.md").unlink()
    incremental = bodies(site.build())
    clean = bodies(site.build(clean=True, into="clean"))
    assert {path: incremental[path] for path in clean} == clean


def test_a_parallel_build_equals_a_serial_one(site: Site) -> None:
    site.write(START)
    site.write({f"packages/p{n}/ARCHITECTURE.md": package(f"p{n}", "Go") for n in range(12)})
    serial = outputs(site.build(clean=True).out)
    parallel = outputs(site.build(clean=True, into="parallel", parallel=2).out)
    assert serial == parallel


DOCUMENTS = {
    name: package(name, f"Keep {name}", f"Leave {name}") for name in ("core", "lib", "web")
}
BARE = {
    "docs/conf.py": 'extensions = ["myst_parser"]\n',
    "docs/index.md": "# Site\n\n```{toctree}\npackages/core\npackages/lib\npackages/web\n```\n",
}


@pytest.mark.parametrize("old", ["# Architecture - lib", "## Core Components", "Decision 1: Keep"])
def test_what_is_around_a_body_is_no_worse_than_in_bare_sphinx(
    new_site: Callable[[Tree], Site], old: str
) -> None:
    """Sphinx leaves names of pages in the navigation of others as they were, and forgets the
    index entries of pages that are not written in the index of the search."""

    def stale(tree: Files, path: str, marks: str = "") -> set[str]:
        texts = {n: text.replace("### ", f"{marks}### ") for n, text in DOCUMENTS.items()}
        site = new_site({**tree, **{path.format(n): text for n, text in texts.items()}})
        site.build(clean=True)
        site.write({path.format("lib"): texts["lib"].replace(old, f"{old} anew")})
        incremental = outputs(site.build().out, search=True)
        clean = outputs(site.build(clean=True, into="clean").out, search=True)
        return {name for name, content in clean.items() if incremental.get(name) != content}

    ours = stale({}, "packages/{}/ARCHITECTURE.md")
    assert ours <= stale(BARE, "docs/packages/{}.md", "```{index} decision\n```\n\n")
