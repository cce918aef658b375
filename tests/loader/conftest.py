"""Readers and catalogues of small repositories."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.loader import Reader, load_workspace

SHOP = {
    "package.json": '{"workspaces": ["packages/*"]}',
    "packages/core/package.json": '{"name": "@acme/core"}',
    "packages/core/ARCHITECTURE.md": """\
        # Core

        ## Core Components

        - **Ledger**: keeps what was sold

        ## Design Decisions

        ### Decision 1: Keep prices at the edge

        **Decision**: Cache them for a minute.
        """,
    "packages/core/src/mcp/ARCHITECTURE.md": """\
        # MCP

        ## Core Components

        - **Bridge**: speaks the protocol
        """,
    "docs/adr/0001-record-decisions.md": """\
        # 1. Record decisions

        ## Status

        Accepted

        ## Context

        We forget.

        ## Decision

        We write.
        """,
}


@pytest.fixture
def reader(repository: Callable[..., Path]) -> Callable[..., Reader]:
    """Write a tree and return a reader of the repository."""

    def make(tree: object = SHOP) -> Reader:
        settings = load_root_settings(repository(tree))
        return Reader(settings, load_workspace(settings))

    return make
