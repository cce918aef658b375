"""After any edit, an incremental build gives what a clean one gives."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

import pytest

from tests.conftest import Tree
from tests.sphinx_ext.conftest import Built, Site, outputs, package
from tests.sphinx_ext.edits import ADR_1, ADR_2, CORE, EDITS, START, WEB, Files

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
