"""The hooks and the action that lie at the root of this repository do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinxext_archdoc.cli import main
from tests.cli.git import commit_all, git

ROOT = Path(__file__).parents[1]
ACTION = ROOT / ".github/actions/check/action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
pytestmark = pytest.mark.skipif(
    not (ACTION.exists() and HOOKS.exists()), reason="they are no part of the sdist"
)
GOOD = """
==> package.json <==
{"workspaces": ["packages/*"]}

==> docs/adr/0001-boil.md <==
# 1. Boil

Date: 2025-05-11

## Status

Accepted

## Context

Cold.

## Decision

Boil.

## Consequences

Hot.
"""
BROKEN = "See [steep](0002-steep.md).\n"


@pytest.fixture
def tea(repository: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose base branch is known, and the current folder."""
    root = repository(GOOD)
    (root / ".git").rmdir()  # Which is empty.
    git(root, "init", "--quiet", "-b", "main")
    commit_all(root)
    git(root, "update-ref", "refs/remotes/origin/main", "HEAD")
    monkeypatch.chdir(root)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name, **_: root.parent / "caches")
    return root


def hooks() -> dict[str, dict[str, Any]]:
    """Return the hooks by their ids."""
    return {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text("utf-8"))}


class TestHooks:
    """Hooks for pre-commit."""

    @pytest.mark.parametrize("name", ["archdoc-check", "archdoc-sync"])
    def test_they_run_and_fail(self, name: str, tea: Path) -> None:
        hook = hooks()[name]
        program, *words = hook["entry"].split()
        assert program == "sphinx-archdoc"
        assert hook["pass_filenames"] is False
        assert main(words) == 0
        with (tea / "docs/adr/0001-boil.md").open("a") as file:
            file.write(BROKEN)
        (tea / "packages/pot").mkdir(parents=True)
        (tea / "packages/pot/package.json").write_text('{"name": "pot"}')
        (tea / "packages/pot/ARCHITECTURE.md").write_text(
            "# Architecture - pot\n\n## System Overview\n\nx\n\n## Core Components\n\n- **A**: b\n"
        )
        (tea / "archdoc.toml").write_text('templates = [{ path = "t.md" }]\n')
        (tea / "t.md").write_text("# T\n\n## System Overview\n\n## Core Components\n\n## More\n")
        assert main(words) == 1

    @pytest.mark.parametrize("path", ["ARCHITECTURE.md", "docs/adr/0001.rst", "a/READ.MD"])
    def test_they_run_for_documents(self, path: str) -> None:
        for hook in hooks().values():
            assert re.search(hook["files"], path)
            assert not re.search(hook["files"], "src/store.ts")
        assert re.search(hooks()["archdoc-sync"]["files"], ".archdoc/lock.json")


Act = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def act(tea: Path, tmp_path: Path) -> Act:
    """Run the last step of the action with some inputs."""
    action = yaml.safe_load(ACTION.read_text("utf-8"))
    step = action["runs"]["steps"][-1]
    defaults = {name: given.get("default", "") for name, given in action["inputs"].items()}
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "sphinx-archdoc"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sphinxext_archdoc "$@"\n')
    program.chmod(0o755)

    def act(base: str = "", **inputs: str) -> subprocess.CompletedProcess[str]:
        given = {**defaults, **{name.replace("_", "-"): value for name, value in inputs.items()}}
        environment = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: given[m[1]], value)
            for name, value in step["env"].items()
        }
        shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        known = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "GIT_"))}
        return subprocess.run(
            shell,
            cwd=tea,
            env={
                **known,
                "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "XDG_CACHE_HOME": str(tmp_path / "cache"),
                "GITHUB_BASE_REF": base,
                **environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )

    return act


@pytest.mark.skipif(sys.platform == "win32", reason="needs bash")
class TestAction:
    """The action for workflows of GitHub."""

    def test_all_inputs_are_used_and_none_is_part_of_a_script(self) -> None:
        text = ACTION.read_text("utf-8")
        action = yaml.safe_load(text)
        used = set(re.findall(r"inputs\.([\w-]+)", text))
        assert used == set(action["inputs"])
        for step in action["runs"]["steps"]:
            assert "${{" not in step.get("run", "")
            assert step.get("shell", "bash") == "bash"

    def test_good_and_bad(self, act: Act, tea: Path) -> None:
        assert (act().returncode, act().stdout) == (0, "")
        with (tea / "docs/adr/0001-boil.md").open("a") as file:
            file.write(BROKEN)
        found = act()
        assert found.returncode == 1
        assert found.stdout.startswith("::error file=docs/adr/0001-boil.md,line=20,")
        assert act(arguments="--ignore dead-link").returncode == 0
        assert act(arguments="--nonsense").returncode == 2

    def test_in_a_pull_request_what_changed(self, act: Act, tea: Path) -> None:
        with (tea / "docs/adr/0001-boil.md").open("a") as file:
            file.write(BROKEN)
        commit_all(tea)
        assert act(base="main").returncode == 1
        git(tea, "update-ref", "refs/remotes/origin/main", "HEAD")
        assert act(base="main").returncode == 0
        assert act(base="main", since="").returncode == 1

    def test_the_base_is_fetched_where_it_is_missing(self, act: Act, tea: Path) -> None:
        git(tea, "remote", "add", "origin", str(tea))
        git(tea, "update-ref", "-d", "refs/remotes/origin/main")
        assert act(base="main").returncode == 0
        assert git(tea, "rev-parse", "origin/main") == git(tea, "rev-parse", "HEAD")

    def test_baseline_and_sarif(self, act: Act, tea: Path) -> None:
        with (tea / "docs/adr/0001-boil.md").open("a") as file:
            file.write(BROKEN)
        assert act(sarif="out.sarif").returncode == 1
        assert "dead-link" in (tea / "out.sarif").read_text("utf-8")
        assert main(["check", "--baseline", "b.json", "--update-baseline"]) == 0
        assert act(baseline="b.json", sarif="out.sarif").returncode == 0
        assert "dead-link" not in (tea / "out.sarif").read_text("utf-8")

    def test_sync(self, act: Act, tea: Path) -> None:
        assert act(sync="true").returncode == 0
        (tea / "archdoc.toml").write_text('templates = [{ path = "t.md" }]\n')
        (tea / "t.md").write_text("# T\n\n## Overview\n\n## More\n")
        (tea / "ARCHITECTURE.md").write_text("# Tea\n\n## Overview\n\nx\n")
        assert act(arguments="--ignore missing-section").returncode == 0
        assert act(arguments="--ignore missing-section", sync="true").returncode == 1
