"""The command line, run in this process on a small repository."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sphinxext_archdoc.cli import main

SHOP = """
==> package.json <==
{"workspaces": ["packages/*"]}

==> packages/core/package.json <==
{"name": "@acme/core", "description": "Prices and stock."}

==> packages/core/ARCHITECTURE.md <==
# Architecture - @acme/core

## System Overview

Holds prices and *stock*.

## Core Components

- **Ledger**: keeps what was sold
- **Feed**: sends prices on

## Component Relationships

```mermaid
graph TD
    L[Ledger] -->|events| F[Feed]
```

## Data Flow

1. Sale: a sale is booked

## Key Interfaces

### Store

```typescript
interface Store<T> extends Base<T> {
  /** Returns one. */
  get(key: string): T;
  readonly size?: number;
}
```

## Design Decisions

### Decision 1: Keep prices at the edge

**Status**: Superseded by [ADR-2](../../docs/adr/0002-cdn.md)

**Context**: Pages are slow.

**Decision**: Cache them for a minute.

## Technology Stack

- **Language**: TypeScript
- **Database**: PostgreSQL

## Performance Considerations

- **Memory**: grows with the catalogue

## Future Improvements

- [ ] Shard the ledger

## References

- [Prices](https://prices.example/)

==> packages/web/package.json <==
{"name": "@acme/web"}

==> packages/web/ARCHITECTURE.md <==
# Web

## Technology Stack

- **Language**: typescript

==> docs/adr/0001-record-decisions.md <==
# 1. Record décisions

Date: 2024-05-11

## Status

Accepted

## Context

We forget.

## Decision

We write.

## Consequences

Words.

==> docs/adr/0002-cdn.md <==
---
status: proposed
date: 2024-06-30
deciders: [Ana, Björn]
tags: [web]
---
# Use a CDN

## Context and Problem Statement

Slow.

## Considered Options

* CDN
* None

## Decision Outcome

Chosen option: "CDN".

==> docs/adr/0003-gone.md <==
# 3. Follow the wind

## Status

Superseded by [ADR-9](0009-gone.md)

## Context

x

## Decision

y
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did."""

    status: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line with some words and return what it did."""
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name, **_: tmp_path / "caches")

    def run(*words: str | Path) -> Outcome:
        try:
            status = main([str(word) for word in words])
        except SystemExit as exit:
            status = int(exit.code or 0)
        return Outcome(status, *capsys.readouterr())

    return run


@pytest.fixture
def shop(repository: Callable[..., Path]) -> Path:
    """The root of a small repository."""
    return repository(SHOP)
