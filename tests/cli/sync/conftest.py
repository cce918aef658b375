"""A repository with shared templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SHARED = """
==> package.json <==
{"workspaces": ["packages/*"]}

==> archdoc.toml <==
templates = [
  { path = "docs/architecture.md" },
  { path = "docs/testing.md", documents = ["packages/*/TESTING.md"] },
]

==> docs/architecture.md <==
# Architecture - [PACKAGE_NAME]

## Overview

[Say what the package is for.]

## Parts

[Name the parts.]

## Releases

Releases are monthly.

==> docs/testing.md <==
# Tests

## How to run them

Run `npm test -w [PACKAGE_NAME]`.

==> packages/core/package.json <==
{"name": "@acme/core"}

==> packages/core/ARCHITECTURE.md <==
# Architecture - @acme/core

## Overview

Keeps prices.

## Parts

[Name the parts.]

## Releases

Releases are monthly.

==> packages/core/TESTING.md <==
# Tests

## How to run them

Run `npm test -w @acme/core`.

We test little.

==> packages/web/package.json <==
{"name": "@acme/web"}

==> packages/web/ARCHITECTURE.md <==
# Architecture - @acme/web

## Overview

[Say what the package is for.]

## Releases

Releases are yearly.

==> packages/old/ARCHITECTURE.md <==
# Old things

## Why

Because.

## What

Something.

## Where

There.
"""


@pytest.fixture
def shared(repository: Callable[..., Path]) -> Path:
    """The root of a repository in which nothing was synced yet."""
    return repository(SHARED)


def edit(path: Path, old: str, new: str) -> None:
    """Replace what stands in a file once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def contents(root: Path) -> dict[str, bytes]:
    """Return all files of a repository by their paths."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }
