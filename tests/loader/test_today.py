"""Today is what is configured, else the build's epoch, else the last commit, never the clock."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from sphinxext_archdoc.loader.today import today


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_what_is_configured_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert today("2026-03-01", tmp_path) == date(2026, 3, 1)


def test_then_the_epoch_of_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    assert today("", tmp_path) == date(2025, 1, 1)


def test_then_the_last_commit(tmp_path: Path) -> None:
    moment = "2024-05-11T23:30:00+0000"
    names = {"AUTHOR", "COMMITTER"}
    environment = {f"GIT_{n}_NAME": "A" for n in names} | {f"GIT_{n}_EMAIL": "a@b" for n in names}
    environment |= {f"GIT_{n}_DATE": moment for n in names} | {"HOME": str(tmp_path)}
    for command in (["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(
            ["git", "-C", str(tmp_path), *command], check=True, env={**os.environ, **environment}
        )
    assert today("", tmp_path) == date(2024, 5, 11)


@pytest.mark.parametrize("epoch", ["", "soon", "99999999999999999999"])
def test_else_it_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert today("", tmp_path) is None
