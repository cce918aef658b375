"""A repository with records in both markups, links of all kinds and an image."""

from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc.cli import main
from sphinxext_archdoc.renderers import Failure, Options, Outcome, Picture

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
TEA = """
==> package.json <==
{"workspaces": ["packages/*"]}

==> packages/pot/package.json <==
{"name": "@tea/pot", "description": "Keeps it warm."}

==> packages/pot/ARCHITECTURE.md <==
# Architecture - pot

## System Overview

Keeps tea warm, see [boil](../../docs/adr/0001-boil.md) and [decision 2](#decision-2-no-handle).

## Design Decisions

### Decision 1: A lid

**Status**: Accepted

**Decision**: Yes. See [the other][two] and the [source](src/lid.ts).

### Decision 2: No handle

**Status**: Rejected

**Decision**: No.

[two]: #decision-2-no-handle

==> packages/pot/src/lid.ts <==
export {};

==> docs/adr/0001-boil.md <==
---
status: accepted
date: 2025-05-11
deciders: [Ana, Björn]
tags: [water]
---

# Boil first

## Context and Problem Statement

Cold water[^1], see [steep](0002-steep.rst),
[a lid](../../packages/pot/ARCHITECTURE.md#decision-1-a-lid), [notes](../notes.txt),
[gone](gone.md) and <https://tea.example/>.

![A kettle](kettle.png) ![Far](https://img.example/far.png) ![Not there](no.png)

| Leaf | Degrees |
|------|---------|
| Oolong | 90 |

- [ ] buy a kettle
- [x] find water

```mermaid
graph TD
    K[Kettle] --> P[Pot]
```

### Details

Setext
------

```text
[gone](gone.md) # no heading
```

[^1]: Below 80 degrees.

## Decision Outcome

Boil.

==> docs/adr/0002-steep.rst <==
2. Steep
========

:Status: superseded by `1. Boil <0001-boil.md>`_
:Date: 2025-05-12

Context
-------

See :doc:`notes` and `the first <0001-boil.md>`_.

.. mermaid::

   graph TD
     A --> B

Decision
--------

.. image:: kettle.png
   :alt: A kettle

Steep.

==> docs/notes.txt <==
Notes.
"""
Export = Callable[..., str]


class Painter:
    """A renderer that draws all but what it is told not to."""

    NAME = "painter"
    RANK = 1
    WORKERS = 1

    def __init__(self, installed: str = "1") -> None:
        self.installed = installed

    def version(self, options: Options) -> str:
        """Return the version."""
        return self.installed

    def render(self, source: str, options: Options) -> Outcome:
        """Draw *source*."""
        if "broken" in source:
            return Failure(message="line 2 is no arrow", line=2, is_mistake=True)
        return Picture(svg='<svg width="9" height="9" viewBox="0 0 9 9"><rect width="9"/></svg>')


@pytest.fixture(autouse=True)
def painter(monkeypatch: pytest.MonkeyPatch) -> Painter:
    """What draws diagrams."""
    painter = Painter()
    monkeypatch.setattr(
        "sphinxext_archdoc.exporting.diagrams.renderers", lambda: {painter.NAME: painter}
    )
    return painter


@pytest.fixture
def tea(repository: Callable[..., Path]) -> Path:
    """The root of the repository."""
    root = repository(TEA)
    (root / "docs/adr/kettle.png").write_bytes(PIXEL)
    return root


@pytest.fixture
def problems() -> list[str]:
    """What the last export complained of."""
    return []


@pytest.fixture
def export(
    tea: Path,
    tmp_path: Path,
    problems: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Export:
    """Export something, and return what is written."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name, **_: tmp_path / "caches")

    def export(style: str, *words: str | Path) -> str:
        command = ["export", "--format", style, "--root", str(tea), *map(str, words)]
        assert main(command) == 0
        written = capsys.readouterr()
        problems[:] = written.err.splitlines()
        return written.out

    return export
