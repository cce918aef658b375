"""Shorthands for what is found in a repository."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from sphinxext_archdoc.catalog import Workspace
from sphinxext_archdoc.config import load_settings
from sphinxext_archdoc.discovery import discover

Find: TypeAlias = Callable[..., Workspace]


@pytest.fixture
def find(repository: Callable[[Any], Path]) -> Find:
    """Find what a tree holds, which is added to the repository of the test."""
    return lambda tree, **settings: discover(load_settings(repository(tree), settings))


def documents(workspace: Workspace) -> list[str]:
    return [path for package in workspace.packages for path in package.documents]


def records(workspace: Workspace) -> list[str]:
    return [path for package in workspace.packages for path in package.decisions]


def diagnostics(workspace: Workspace) -> list[tuple[str, str]]:
    return [(str(found.code), found.path) for found in workspace.diagnostics]
