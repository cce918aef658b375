"""Directives say the same in MyST and reStructuredText, on pages and in documents.

Each folder of ``snippets`` is a case: ``myst.md`` and ``rst.rst`` hold the same directives
(``OWNER`` is another word in each place), ``expected.txt`` what both show, ``warnings.txt``
their warnings: the line in MyST, that in reStructuredText, the code, and words of the message.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docutils import nodes

from sphinxext_archdoc.model import Record
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.rows import DecisionFacts, Row, row_of
from tests.conftest import Tree
from tests.sphinx_ext.conftest import Built, Site, package
from tests.sphinx_ext.outline import outline

SNIPPETS = Path(__file__).parent / "snippets"
CASES = sorted(folder.name for folder in SNIPPETS.iterdir())
MARKUPS = {"md": "myst.md", "rst": "rst.rst"}
PLACES = ("page", "document")

HEAD = {
    "md": "---\norphan: 1\npackage: {package}\n---\n# Page\n\n",
    "rst": ":orphan:\n:package: {package}\n\nPage\n====\n\n",
}
HEIGHT = 6
"""Lines of a head."""
DEFINED = """\
---
orphan: 1
package: shown
---
# Defined

(somewhere)=

````{architecture-decision} Defined in a directive
:id: 9
:status: accepted

**Context**: See [above](#somewhere), [core](../packages/core/ARCHITECTURE.md) and a note[^note].

## Decision

Yes.

![flow](../packages/core/flow.svg)

```{component} Inner
Is in it.
```

[^note]: Said below, see [](defined.md).
````
"""
ADR = (
    "# 7. Cache at the edge\n\n## Status\n\nAccepted\n\n## Context\n\nSlow.\n\n"
    "## Decision\n\nYes.\n"
)
TREE = {
    "packages/core/ARCHITECTURE.md": package("core", "Use queues", "Keep order"),
    "packages/core/flow.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "packages/log/docs/adr/0007-edge.md": ADR,
    "packages/shown/ARCHITECTURE.md": package(
        "shown",
        "Use queues",
        "Keep order",
        extra="## Key Interfaces\n\n### Store\n\n```typescript\ninterface Store { get(): void }\n"
        "```\n\n## Technology Stack\n\n- **Language**: Go\n\n## Future Improvements\n\n"
        "- Shard it\n\n",
    ),
    "packages/shown/docs/adr/0007-edge.md": ADR,
    "docs/defined.md": DEFINED,
    "packages/spare/package.json": '{"name": "spare"}',
    "packages/far/package.json": '{"name": "@wide/scoped"}',
    "packages/twin-a/package.json": '{"name": "@a/twin"}',
    "packages/twin-a/ARCHITECTURE.md": package("twin", "One"),
    "packages/twin-b/package.json": '{"name": "@b/twin"}',
    "packages/twin-b/ARCHITECTURE.md": package("twin", "Two"),
}


def _owner(case: str, markup: str, place: str) -> str:
    return f"{place}-{markup}-{case}"


def _path(case: str, markup: str, place: str) -> str:
    if place == "page":
        return f"docs/pages/{markup}-{case}.{markup}"
    return f"packages/{_owner(case, markup, place)}/ARCHITECTURE.{markup}"


def _docname(case: str, markup: str, place: str) -> str:
    return (
        f"pages/{markup}-{case}" if place == "page" else f"packages/{_owner(case, markup, place)}"
    )


def _pages() -> Iterator[tuple[str, str]]:
    for case in CASES:
        for markup, name in MARKUPS.items():
            text = (SNIPPETS / case / name).read_text(encoding="utf-8")
            for place in PLACES:
                owner = _owner(case, markup, place)
                yield f"packages/{owner}/package.json", f'{{"name": "{owner}"}}'
                head = HEAD[markup].format(package=owner)
                assert head.count("\n") == HEIGHT
                yield _path(case, markup, place), head + text.replace("OWNER", owner)


@dataclasses.dataclass(frozen=True)
class Corpus:
    """All cases, built."""

    built: Built
    doctrees: dict[str, nodes.document]
    """What was written, by the name of the page."""


@pytest.fixture(scope="module")
def corpus(new_site: Callable[[Tree], Site]) -> Corpus:
    """All cases on pages and in documents of packages, each package with one of them."""
    doctrees: dict[str, nodes.document] = {}
    site = new_site({**TREE, **dict(_pages())})
    keep = {"doctree-resolved": lambda _app, doctree, name: doctrees.update({name: doctree})}
    return Corpus(site.build(clean=True, handlers=keep), doctrees)


@pytest.fixture(scope="module")
def built(corpus: Corpus) -> Built:
    """The build of all cases."""
    return corpus.built


def _neutral(text: str, case: str, markup: str, place: str) -> str:
    """Return *text* without what is only of this place."""
    text = text.replace(_owner(case, markup, place), "PACKAGE")
    text = text.replace(f" {markup}-{case}.html", " PACKAGE.html")
    return re.sub(r" (?:\.\./)*(?:packages/)?(?=\S+\.html)", " ", text)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("case", CASES)
def test_what_is_shown(corpus: Corpus, case: str, markup: str, place: str) -> None:
    doctree = corpus.doctrees[_docname(case, markup, place)]
    found = _neutral(outline(doctree), case, markup, place)
    file = SNIPPETS / case / "expected.txt"
    if os.environ.get("REGENERATE") and (markup, place) == ("md", "page"):
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("case", CASES)
def test_warnings(built: Built, case: str, markup: str, place: str) -> None:
    path = _path(case, markup, place)
    file = SNIPPETS / case / "warnings.txt"
    expected = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    found = sorted(w for w in built.warnings if w.startswith(f"{path}:"))
    wanted = []
    for line in expected:
        in_markdown, in_restructuredtext, code, words = line.split(" ", 3)
        number = int(in_markdown if markup == "md" else in_restructuredtext) + HEIGHT
        wanted.append((f"{path}:{number}: WARNING: ", words, f" [archdoc.{code}]"))
    assert len(found) == len(wanted), found
    for warning, (start, words, end) in zip(found, sorted(wanted), strict=True):
        assert warning.startswith(start)
        assert words in warning
        assert warning.endswith(end)


def test_there_are_no_other_warnings(built: Built) -> None:
    paths = tuple(f"{_path(c, m, p)}:" for c in CASES for m in MARKUPS for p in PLACES)
    assert [w for w in built.warnings if not w.startswith(paths)] == []


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("case", CASES)
def test_sphinx_notes_what_the_core_reads_in_a_document(
    built: Built, case: str, markup: str
) -> None:
    path, docname = _path(case, markup, "document"), _docname(case, markup, "document")
    domain = architecture_domain(built.app.env)
    read = {_place(r): _bare(row_of(r, anchor="", digest=0)) for r in _records(built, path)}
    targets = domain.register.on_page(docname)
    noted = {(t.object_type, t.line, t.package, t.key): _bare(t.row) for t in targets}
    assert noted == read
    assert len(targets) == len(noted)


def _bare(row: Row) -> Row:
    """Return *row* without what only a page knows."""
    facts = row.facts if isinstance(row.facts, DecisionFacts) else None
    return row._replace(anchor="", digest=0, facts=facts)


def _place(record: Record) -> tuple[str, int, str, str]:
    return record.object_type, record.location.line, record.package, record.key


def _records(built: Built, path: str) -> list[Record]:
    return list(architecture_domain(built.app.env).site.reader.read(path).records)


@pytest.mark.parametrize("case", CASES)
def test_records_are_the_same_in_both_markups(built: Built, case: str) -> None:
    def said(markup: str) -> str:
        records = _records(built, _path(case, markup, "document"))
        text = repr([_without_place(dataclasses.asdict(r)) for r in records])
        text = text.replace(_owner(case, markup, "document"), "OWNER").replace("``", "`")
        # HTML, tables, pictures, code, links and roles are written in other ways.
        other = {"blocks", "headings", "interfaces", "lines", "titles"}
        return "" if case in other else text

    assert said("md") == said("rst")


def _without_place(value: Any) -> Any:
    """Return *value* without lines, and the text of what leads to its place by itself."""
    if isinstance(value, dict):
        left_out = {"line", "end_line", "path", *(("text",) if "reference" in value else ())}
        return {k: _without_place(v) for k, v in value.items() if k not in left_out}
    return [_without_place(v) for v in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("case", CASES)
def test_a_page_and_a_document_give_the_same_records(built: Built, case: str, markup: str) -> None:
    register = architecture_domain(built.app.env).register
    page = register.on_page(_docname(case, markup, "page"))
    document = register.on_page(_docname(case, markup, "document"))
    of_page, of_document = (repr([_bare(t.row) for t in targets]) for targets in (page, document))
    owners = [_owner(case, markup, place) for place in PLACES]
    assert of_page.replace(owners[0], "OWNER") == of_document.replace(owners[1], "OWNER")


def test_every_id_is_on_a_page_once(built: Built) -> None:
    for file in built.out.rglob("*.html"):
        ids = re.findall(r'\bid="([^"]+)"', file.read_text(encoding="utf-8"))
        assert len(ids) == len(set(ids)), file
