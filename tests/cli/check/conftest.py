"""A repository with a few defects, and git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

SHOP = """
==> archdoc.toml <==
today = "2025-06-30"

==> docs/adr/0001-boil.md <==
# 1. Boil first

Date: 12 May 2024

## Status

Accepted

## Context

Cold water, see [pots](../Pots.md) and [two](0002-stew.md).

## Decision

Boil.

==> docs/adr/0002-steep.md <==
# 2. Steep

Date: 2024-05-13

## Status

Superseded

## Context

Hot water.

## Decision

Steep.

==> docs/pots.md <==
# Pots
"""

Git = Callable[..., str]


@pytest.fixture
def tea(repository: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of the repository, which is the current folder too."""
    (root := repository(SHOP)).joinpath(".git").rmdir()
    monkeypatch.chdir(root)
    for name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return root


@pytest.fixture
def git(tea: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Run git in the repository, all of which is committed."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Ana")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "ana@example.org")
        monkeypatch.setenv(f"GIT_{name}_DATE", "2025-06-01T12:00:00+00:00")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tea.parent / "no-config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def run(*words: str) -> str:
        command = ["git", "-C", str(tea), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    run("init", "-q", "-b", "main")
    run("add", ".")
    run("commit", "-q", "-m", "Begin")
    return run
