"""Readers and catalogues of small repositories."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.loader import Reader, load_workspace

SHOP = """
==> package.json <==
{"workspaces": ["packages/*"]}

==> packages/core/package.json <==
{"name": "@acme/core", "description": "Prices and stock."}

==> packages/core/ARCHITECTURE.md <==
# Architecture - @acme/core

## System Overview

Holds prices and stock.

## Core Components

- **Ledger**: keeps what was sold

## Design Decisions

### Decision 1: Keep prices at the edge

**Context**: Pages are slow.

**Decision**: Cache them for a minute.

==> packages/core/src/mcp/ARCHITECTURE.md <==
# MCP

## Core Components

- **Bridge**: speaks the protocol

==> docs/adr/0001-record-decisions.md <==
# 1. Record decisions

Date: 2024-05-11

## Status

Accepted

## Context

We forget.

## Decision

We write.

## Consequences

Words.
"""


@pytest.fixture
def reader(repository: Callable[..., Path]) -> Callable[..., Reader]:
    """Write a tree and return a reader of the repository."""

    def make(tree: object = SHOP) -> Reader:
        settings = load_root_settings(repository(tree))
        return Reader(settings, load_workspace(settings))

    return make
