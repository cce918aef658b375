"""After any edit of an interface, an incremental build gives what a clean one gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interfaces.conftest import CORE, SOURCE, TREE
from tests.sphinx_ext.conftest import Built, Site, outputs

PAGES = {
    "docs/index.md": "# Site\n\n```{architecture-packages}\n```\n\n"
    "```{toctree}\nshown\nlisted\n```\n",
    "docs/shown.md": "# Shown\n\n```{interface} core#Store\n```\n\n```{interface} Cache\n"
    ":source: packages/core/src/cache.ts\n```\n\n{arch:interface}`web#Page.store`\n",
    "docs/listed.md": "# Listed\n\n```{interface-index}\n:members:\n```\n",
}
DOCUMENT = "packages/core/ARCHITECTURE.md"
CODE = "packages/core/src/cache.ts"


def _replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _remove(root: Path) -> None:
    (root / CODE).unlink()


EDITS: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "name of a member": (
        _replace(DOCUMENT, "readonly size?", "readonly count?"),
        ["listed", "packages/core", "shown"],
    ),
    "documentation of a member": (
        _replace(DOCUMENT, "Gets a value.", "Gets one."),
        ["packages/core", "shown"],
    ),
    "name of an interface that others speak of": (
        _replace(DOCUMENT, "interface Entry {", "interface Value {"),
        ["listed", "packages/core", "shown"],
    ),
    "interface that another package speaks of": (
        _replace(DOCUMENT, "interface Store<", "interface Shop<"),
        ["listed", "packages/core", "packages/web", "shown"],
    ),
    "interface gone": (
        _replace(DOCUMENT, CORE[CORE.index("/** One value") : CORE.index("```\n", 200)], ""),
        ["listed", "packages/core", "shown"],
    ),
    "member in the source code": (_replace(CODE, "set(key", "put(key"), ["listed", "shown"]),
    "other declaration in the source code": (_replace(CODE, "secret = 1", "secret = 2"), ["shown"]),
    "source code gone": (_remove, ["listed", "shown"]),
    "package of the source code": (
        _replace("packages/core/package.json", '"core"', '"kernel"'),
        [],
    ),
}


def _pages(built: Built) -> dict[str, bytes]:
    found = outputs(built.out)
    names = ("index.html", "shown.html", "listed.html", "genindex.html", "arch-interfaces.html")
    parts = [*names, "packages/core.html", "packages/web.html", "objects.inv"]
    return {name: found[name] for name in parts}


@pytest.mark.parametrize("name", EDITS)
def test_an_incremental_build_equals_a_clean_one(site: Site, name: str) -> None:
    edit, written = EDITS[name]
    site.write({**TREE, CODE: SOURCE, **PAGES})
    site.build(clean=True)
    edit(site.root)
    built = site.build()
    # Sphinx writes the page again that lists what was read.
    if written:
        assert set(built.written) - {"index"} == set(written)
    assert _pages(built) == _pages(site.build(clean=True, into="clean"))
    again = site.build()
    assert (again.read, again.written) == ([], [])


def test_a_parallel_build_equals_a_serial_one(site: Site) -> None:
    site.write({**TREE, CODE: SOURCE, **PAGES})
    site.write({f"packages/p{n}/ARCHITECTURE.md": CORE for n in range(12)})
    serial = site.build(clean=True)
    assert _pages(serial) == _pages(site.build(clean=True, into="parallel", parallel=2))
