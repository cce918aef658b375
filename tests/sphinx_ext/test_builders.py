"""Every builder finishes without a warning, and shows the same decisions."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.sphinx_ext.conftest import INDEX, Built, Site, package

TITLES = [
    "Use queues",
    "Keep order",
    "Render early",
    "Cache at the edge",
    "Never cache",
    "Written in words",
    "Sessions in cookies",
]
EXTRA = """\
## Component Relationships

```mermaid
graph TD
  A[Engine] --> B[Wheel]
```

## Key Interfaces

### Store

```typescript
interface Store { get(): void }
```

See [web](../web/ARCHITECTURE.md), [order](#decision-2-keep-order) and a note[^note].

![dot](dot.png)

[^note]: Said below.

## Security Considerations

- Nobody reads what is not theirs.

## Performance Considerations

"""
RESTRUCTUREDTEXT = """\
Words
=====

Design Decisions
----------------

Decision 1: Written in words
~~~~~~~~~~~~~~~~~~~~~~~~~~~~

:Context: See :arch:decision:`core#2` and `core <../core/ARCHITECTURE.md>`__ [#]_.
:Decision: Yes.

.. [#] A note in words.
"""
DEFINED = """\
# Sessions

````{architecture-decision} Sessions in cookies
:id: 4
:status: accepted
:supersedes: core#1
:deciders: Ada, Grace

## Context

They have to be found[^why].

:Decision: In a signed cookie.

```{component} Janitor
Removes what nobody asks for.
```

[^why]: By every process.
````

```{architecture-decision} core#1
```

```{architecture-decision} words#1
```

```{architecture-decision} 4
:as: card
```

```{interface} core#Store
```
"""
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154"
    "789c6360606060000000050001a5f645400000000049454e44ae426082"
)
TREE: dict[str, str | bytes] = {
    "packages/core/ARCHITECTURE.md": package("core", "Use queues", "Keep order", extra=EXTRA),
    "packages/core/dot.png": DOT,
    "packages/words/ARCHITECTURE.rst": RESTRUCTUREDTEXT,
    "docs/sessions.md": DEFINED,
    "packages/web/ARCHITECTURE.md": package("web", "Render early"),
    "packages/web/docs/adr/0001-edge.md": "# 1. Cache at the edge\n\nDate: 2024-05-11\n\n"
    "## Status\n\nSuperseded by [2. Never cache](0002-never.md)\n\n## Context\n\nX.\n\n"
    "## Decision\n\nY.\n\n## Consequences\n\nZ.\n",
    "packages/web/docs/adr/0002-never.md": "# 2. Never cache\n\n## Status\n\nAccepted\n\n"
    "Supersedes [1. Cache at the edge](0001-edge.md)\n\n## Context\n\nX.\n\n## Decision\n\nY.\n\n"
    "## Consequences\n\nZ.\n",
    "docs/index.md": f"{INDEX}\n```{{toctree}}\nsessions\n```\n",
}
PRODUCING = ["html", "dirhtml", "singlehtml", "latex", "epub", "text", "man", "texinfo", "xml"]
SETTINGS = {
    "project": "Site",
    "version": "1",
    "copyright": "us",
    "man_pages": [("index", "site", "Site", [], 1)],
}


def _text(built: Built, builder: str) -> str:
    """Return all that a builder wrote, as text."""
    if builder == "epub":
        book = next(built.out.glob("*.epub"))
        with zipfile.ZipFile(book) as archive:
            names = [n for n in archive.namelist() if n.endswith("xhtml")]
            return "\n".join(archive.read(name).decode() for name in names)
    suffixes = {".html", ".tex", ".txt", ".1", ".texi", ".xml"}
    files = [p for p in built.out.rglob("*") if p.suffix in suffixes and "_sources" not in p.parts]
    return "\n".join(_read(path) for path in sorted(files))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("builder", [*PRODUCING, "gettext", "dummy", "pseudoxml", "linkcheck"])
def test_a_builder_finishes_without_a_warning(site: Site, builder: str) -> None:
    site.write(TREE)
    assert site.build(builder, clean=True, nitpicky=True, **SETTINGS).warnings == []


@pytest.mark.parametrize("builder", PRODUCING)
def test_a_builder_shows_every_decision_once_in_the_index(site: Site, builder: str) -> None:
    site.write(
        {
            **TREE,
            "docs/index.md": "# Site\n\n```{architecture-packages}\n```\n\n"
            "STARTOFINDEX\n\n```{decision-index}\n:columns: title\n```\n\nENDOFINDEX\n\n"
            "```{toctree}\nsessions\n```\n",
        }
    )
    built = site.build(builder, clean=True, **SETTINGS)
    found = re.search("STARTOFINDEX(.*?)ENDOFINDEX", _text(built, builder), re.DOTALL)
    assert found is not None
    words = " ".join(re.sub(r"<[^>]*>|\\[A-Za-z]+\*?(\[[^]]*\])?|[{}]", " ", found[1]).split())
    for title in TITLES:
        assert words.count(title) == 1, (title, words)


def test_a_diagram_is_told_where_there_is_no_picture(site: Site) -> None:
    site.write(TREE)
    for builder in ("text", "man", "latex", "texinfo"):
        built = site.build(builder, clean=True, archdoc_diagrams=["browser"], **SETTINGS)
        assert "Wheel" in _text(built, builder), builder


def test_views_are_not_for_translation(site: Site) -> None:
    site.write(TREE)
    built = site.build("gettext", clean=True, gettext_compact=False)
    assert "No decisions match" not in _all_pot(built)
    assert "Why Keep order came up." in _all_pot(built)


def _all_pot(built: Built) -> str:
    return "\n".join(_read(path) for path in built.out.rglob("*.pot"))
