"""After any edit, an incremental build gives what a clean one gives."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.sphinx_ext.conftest import INDEX, Built, Site, outputs, package

START = {
    "packages/core/package.json": '{"name": "core"}',
    "packages/core/ARCHITECTURE.md": package("core", "Use queues", "Keep order"),
    "packages/web/package.json": '{"name": "web"}',
    "packages/web/ARCHITECTURE.md": package(
        "web", "Render early", extra="See [the core](../core/ARCHITECTURE.md).\n\n"
    ),
    "packages/web/docs/adr/0001-cache.md": "# 1. Cache\n\n## Status\n\nAccepted\n\n"
    "## Context\n\nSlow.\n\n## Decision\n\nCache.\n\n## Consequences\n\nStale.\n",
    "packages/web/docs/adr/0002-no-cache.md": "# 2. No cache\n\n## Status\n\nAccepted\n\n"
    "## Context\n\nStale.\n\n## Decision\n\nNone.\n\n## Consequences\n\nSlow.\n",
    "docs/roles.md": "# Roles\n\n{arch:decision}`core#2` and {arch:component}`web#engine-of-web`\n",
    "docs/index.md": INDEX + "\n```{toctree}\nroles\n```\n",
}

ADR_2 = "packages/web/docs/adr/0002-no-cache.md"
CORE = "packages/core/ARCHITECTURE.md"

Edit = Callable[[Site], None]


def _replace(path: str, old: str, new: str) -> Edit:
    def edit(site: Site) -> None:
        file = site.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def _add(path: str, text: str) -> Edit:
    return lambda site: (site.write({path: text}), None)[1]


def _remove(*paths: str) -> Edit:
    return lambda site: [(site.root / path).unlink() for path in paths] and None


def _move(old: str, new: str) -> Edit:
    def edit(site: Site) -> None:
        (site.root / new).parent.mkdir(parents=True, exist_ok=True)
        (site.root / old).rename(site.root / new)

    return edit


EDITS: dict[str, Edit] = {
    "title of a decision": _replace(CORE, "Decision 2: Keep order", "Decision 2: Lose order"),
    "title of a decision file": _replace(ADR_2, "# 2. No cache", "# 2. Never cache"),
    "status": _replace(ADR_2, "Accepted", "Rejected"),
    "relation": _replace(ADR_2, "Accepted", "Accepted\n\nSupersedes [1. Cache](0001-cache.md)"),
    "prose": _replace(CORE, "Why Keep order came up.", "Order matters."),
    "summary": _replace(CORE, "The package core does its part.", "The core of it all."),
    "number": _replace(CORE, "### Decision 2:", "### Decision 7:"),
    "new decision": _replace(
        CORE,
        "## Design Decisions\n",
        "## Design Decisions\n\n### Decision 9: Late\n\n**Decision**: Yes.\n",
    ),
    "decision removed": _replace(CORE, "### Decision 1: Use queues", "**Old**: Use queues"),
    "new decision file": _add(
        "packages/web/docs/adr/0003-more.md",
        "# 3. More\n\n## Status\n\nProposed\n\n## Context\n\nX.\n\n## Decision\n\nY.\n",
    ),
    "decision file removed": _remove("packages/web/docs/adr/0001-cache.md"),
    "decision file moved": _move(ADR_2, "packages/core/docs/adr/0002-no-cache.md"),
    "new package": _add("packages/api/ARCHITECTURE.md", package("api", "Answer fast")),
    "package removed": _remove(CORE, "packages/core/package.json"),
    "package renamed": _replace("packages/core/package.json", '"core"', '"@acme/kernel"'),
    "new page with a view": _add(
        "docs/other.md",
        "---\norphan: true\n---\n# Other\n\n```{decision-index}\n:package: web\n```\n",
    ),
    "page with a view removed": _replace("docs/index.md", "```{decision-index}\n```\n", ""),
    "deeper document": _add("packages/core/src/mcp/ARCHITECTURE.md", package("mcp", "Speak MCP")),
    "configuration file": _add("archdoc.toml", 'repository-url = "https://github.com/acme/shop"\n'),
    "heading alias": _add("archdoc.toml", '[heading-aliases]\n"Core Components" = ["Parts"]\n'),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_incremental_build_equals_a_clean_one(site: Site, name: str) -> None:
    site.write(START)
    site.build(clean=True)
    EDITS[name](site)
    incremental = _bodies(site.build())
    clean = _bodies(site.build(clean=True, into="clean"))
    # Sphinx leaves the output of a page that is gone where it was.
    assert incremental.keys() >= clean.keys()
    for path, body in clean.items():
        assert incremental[path] == body, path


def test_a_parallel_build_equals_a_serial_one(site: Site) -> None:
    site.write(START)
    site.write({f"packages/p{n}/ARCHITECTURE.md": package(f"p{n}", "Go") for n in range(12)})
    serial = outputs(site.build(clean=True).out)
    parallel = outputs(site.build(clean=True, into="parallel", parallel=2).out)
    assert serial == parallel


def test_nothing_is_read_or_written_when_nothing_changed(site: Site) -> None:
    site.write(START)
    site.build(clean=True)
    again = site.build()
    assert (again.read, again.written) == ([], [])


def test_an_edit_of_prose_writes_its_page_and_those_that_list_it(site: Site) -> None:
    site.write(START)
    site.build(clean=True)
    EDITS["prose"](site)
    built = site.build()
    assert built.read == ["packages/core"]
    assert built.written == ["index", "packages/core"]


def test_an_edit_of_a_status_writes_the_pages_that_show_it(site: Site) -> None:
    site.write(START)
    site.build(clean=True)
    EDITS["status"](site)
    built = site.build()
    assert built.read == ["packages/web/decisions/0002-no-cache"]
    assert built.written == ["index", "packages/web", "packages/web/decisions/0002-no-cache"]


def test_an_edit_of_a_title_writes_the_pages_that_refer_to_it(site: Site) -> None:
    site.write(START)
    site.build(clean=True)
    EDITS["title of a decision"](site)
    assert site.build().written == ["index", "packages/core", "roles"]


BODY = re.compile(r'<div class="body" role="main">(.*?)<div class="clearer">', re.DOTALL)


def _bodies(built: Built) -> dict[str, bytes]:
    """Return the bodies of pages, and other files whole."""
    found = {}
    for path, content in outputs(built.out).items():
        if path.endswith(".html") and path != "search.html":
            match = BODY.search(content.decode())
            assert match, path
            content = match[1].encode()
        if path != "objects.inv" and not path.startswith("_sources/"):
            found[path] = content
    inventory = built.out / "objects.inv"
    found["objects.inv"] = inventory.read_bytes()
    return found
