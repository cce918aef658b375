"""A repository with something for every view, and pages that show it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Tree
from tests.sphinx_ext.conftest import CONF, Site, new_site

__all__ = ["new_site"]
"""The fixtures of the other tests that are used here too."""

CORE = """\
# Architecture - core

## System Overview

Keeps everything.

## Core Components

- **Engine**: drives it
- **Store**: keeps it

## Component Relationships

```mermaid
graph TD
  E[Engine] -->|writes| S[Store]
  E --> W[web]
```

## Key Interfaces

### Store

```typescript
interface Store {
  get(key: string): string;
}
```

## Design Decisions

### Decision 1: Use queues

**Status**: Superseded by [2](#decision-2-keep-order)

**Date**: 2024-03-05

**Context**: Work piles up.

**Decision**: Queues.

### Decision 2: Keep order

**Status**: Accepted

**Date**: 2025-01-20

**Context**: Order was lost.

**Decision**: One queue for each key.

## Technology Stack

- **Language**: TypeScript
- **Runtime**: Node.js 20
- **Database**: Postgres

## Performance Considerations

- A queue takes `4` ms.

## Security Considerations

- Nobody reads a queue of somebody else. See [web](../web/ARCHITECTURE.md).

## Future Improvements

- [x] Measure it
- [ ] Shard it
"""
WEB = """\
# Architecture - web

## System Overview

Shows everything.

## Technologies

- **Languages**: TypeScript
- **Runtime**: NodeJS
- **Database**: PostgreSQL

## Data Flow

## Error Handling

- Errors are shown.

## Monitoring and Logging

- Every click is counted.

## House Rules

Be nice.
"""
EDGE = """\
---
status: proposed
date: 2024-11-02
tags: [cache, edge]
---

# Cache at the edge

## Context and Problem Statement

Slow.

## Decision Outcome

Chosen option: "Cache".

## Review date

2025-06-01
"""
NEVER = """\
# 2. Never cache

Date: 2025-01-03

## Status

Accepted

Depends on [Keep order](../../../core/ARCHITECTURE.md#decision-2-keep-order)

Amends [99. Gone](0099-gone.md)

## Context

Stale.

## Decision

Never.

## Consequences

Slow.
"""
TREE = {
    "package.json": '{"name": "all", "workspaces": ["packages/*"]}',
    "packages/core/package.json": '{"name": "core"}',
    "packages/core/ARCHITECTURE.md": CORE,
    "packages/web/package.json": '{"name": "web", "dependencies": {"core": "*"}}',
    "packages/web/ARCHITECTURE.md": WEB,
    "packages/web/docs/adr/0001-edge.md": EDGE,
    "packages/web/docs/adr/0002-never.md": NEVER,
    "packages/bare/package.json": '{"name": "bare", "dependencies": {"web": "*"}}',
}
VIEWS = (
    "architecture-dashboard",
    "component-index",
    "conformance-matrix",
    "consideration-index",
    "decision-board",
    "decision-graph",
    "decision-index",
    "decision-timeline",
    "improvement-backlog",
    "interface-index",
    "system-map",
    "technology-matrix",
)
TODAY = "2026-01-01"


def markdown(name: str, *options: str) -> str:
    """Return a page in Markdown with one view."""
    return f"# {name}\n\n```{{{name}}}\n" + "".join(f"{o}\n" for o in options) + "```\n"


def restructuredtext(name: str, *options: str) -> str:
    """Return the same page in reStructuredText."""
    head = f"{name}\n{'=' * len(name)}\n\n.. {name}::\n"
    return head + "".join(f"   {option}\n" for option in options)


def index(*pages: str) -> str:
    """Return the first page with a toctree of *pages* and the packages."""
    listed = "".join(f"{page}\n" for page in pages)
    return f"# Site\n\n```{{architecture-packages}}\n```\n\n```{{toctree}}\n{listed}```\n"


@pytest.fixture
def site(repository: Callable[[Tree], Path]) -> Site:
    """The repository with a page for each view."""
    pages = {f"docs/{name}.md": markdown(name) for name in VIEWS}
    root = repository({**TREE, **pages, "docs/conf.py": CONF, "docs/index.md": index(*VIEWS)})
    return Site(root, repository)
