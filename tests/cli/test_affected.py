"""``sphinx-archdoc affected``: what a change touches, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Run
from .git import commit_all, git

SHOP = """
==> package.json <==
{"workspaces": ["packages/*"]}

==> packages/core/package.json <==
{"name": "core"}

==> packages/core/src/store.ts <==
export interface Store {
  get(key: string): string;
}

export interface Other {
  x: number;
}

==> packages/core/ARCHITECTURE.md <==
# Core

## Key Interfaces

### Store

```typescript
interface Store {
  get(key: string): string;
}
```

## Design Decisions

### Decision 1: Keep prices at the edge

**Context**: See `packages/web/src/page.ts` and [the store](src/store.ts).

### Decision 2: Evict by age

**Context**: x

==> packages/web/package.json <==
{"name": "web"}

==> packages/web/src/page.ts <==
export const page = 1;

==> packages/web/docs/adr/0001-islands.md <==
# 1. Islands

## Status

Accepted

## Context

All of [what there is](../../src/).

## Decision

y

==> packages/web/docs/adr/0002-tables.md <==
---
id: 2
title: Tables
status: accepted
affects: [packages/core/tables/]
supersededBy:
---

## Context

x

## Decision

y

==> docs/adr/0001-record.md <==
# 1. Record

## Status

Accepted

## Context

x

## Decision

y
"""


@pytest.fixture
def root(repository: Callable[..., Path]) -> Path:
    """The root of a repository with one commit."""
    root = repository(SHOP)
    git(root, "init", "--quiet", "--initial-branch", "main")
    commit_all(root)
    return root


@pytest.fixture
def reasons(run: Run) -> Callable[[Path], dict[str, list[str]]]:
    """Return, by key, through what records are touched."""

    def reasons(root: Path, since: str = "main") -> dict[str, list[str]]:
        outcome = run("affected", "--since", since, "--format", "json", "--root", root)
        assert (outcome.status, outcome.err) == (0, "")
        data = json.loads(outcome.out)
        return {
            record["key"]: [f"{r['kind']} {r['path']}:{r['line']}" for r in record["reasons"]]
            for record in (*data["decisions"], *data["interfaces"])
        }

    return reasons


Reasons = Callable[..., dict[str, list[str]]]


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Replace *old* by *new* in a file."""
    text = (root / name).read_text("utf-8")
    assert old in text
    (root / name).write_text(text.replace(old, new), "utf-8")


def test_nothing(run: Run, root: Path) -> None:
    outcome = run("affected", "--since", "main", "--root", root)
    assert (outcome.status, outcome.out) == (0, "Nothing is touched.\n")
    outcome = run("affected", "--since", "main", "--format", "markdown", "--root", root)
    assert outcome.out == "This change touches no decision, no interface and no package.\n"


def test_a_decision_in_a_document_alone(reasons: Reasons, root: Path) -> None:
    document = "packages/core/ARCHITECTURE.md"
    edit(
        root,
        document,
        "### Decision 2: Evict by age\n\n**Context**: x",
        "### Decision 2: Evict by age\n\n**Context**: y",
    )
    assert reasons(root) == {"core#2": [f"changed {document}:19"]}


def test_lines_that_only_move_change_nothing(reasons: Reasons, root: Path) -> None:
    edit(root, "packages/core/ARCHITECTURE.md", "# Core\n", "# Core\n\nMore about it.\n")
    assert reasons(root) == {}


def test_new_and_gone(reasons: Reasons, root: Path) -> None:
    (root / "packages/web/docs/adr/0001-islands.md").unlink()
    record = (root / "docs/adr/0001-record.md").read_text("utf-8")
    (root / "docs/adr/0002-more.md").write_text(record.replace("1. Record", "2. More"), "utf-8")
    edit(root, "packages/core/ARCHITECTURE.md", "### Store\n", "### Shop\n")
    edit(root, "packages/core/ARCHITECTURE.md", "interface Store", "interface Shop")
    assert reasons(root) == {
        "ADR-2": ["added docs/adr/0002-more.md:1"],
        "web#ADR-1": ["removed packages/web/docs/adr/0001-islands.md:0"],
        "core#Shop": ["added packages/core/ARCHITECTURE.md:8"],
        "core#Store": ["removed packages/core/ARCHITECTURE.md:0"],
    }


def test_the_last_record_of_a_log_that_is_gone(reasons: Reasons, root: Path) -> None:
    (root / "docs/adr/0001-record.md").unlink()
    assert reasons(root) == {"ADR-1": ["removed docs/adr/0001-record.md:0"]}


def test_links_to_files_and_folders(reasons: Reasons, root: Path) -> None:
    (root / "packages/web/src/page.ts").write_text("export const page = 2;\n", "utf-8")
    assert reasons(root) == {
        "core#1": ["links-to packages/web/src/page.ts:0"],
        "web#ADR-1": ["links-to packages/web/src:0"],
    }


def test_folders_that_a_record_affects(reasons: Reasons, root: Path) -> None:
    (root / "packages/core/tables/deep").mkdir(parents=True)
    (root / "packages/core/tables/deep/one.sql").write_text("select 1;\n", "utf-8")
    assert reasons(root) == {"web#ADR-2": ["links-to packages/core/tables:0"]}


def test_the_source_of_an_interface(reasons: Reasons, root: Path) -> None:
    source = "packages/core/src/store.ts"
    edit(root, source, "get(key: string)", "get(name: string)")
    touched = reasons(root)
    assert touched["core#Store"] == [f"declared {source}:1"]
    assert touched["core#1"] == [f"links-to {source}:0"]
    git(root, "checkout", "--quiet", ".")
    edit(root, source, "x: number", "y: number")
    assert "core#Store" not in reasons(root)


@pytest.mark.parametrize(
    ("mark", "keys"),
    [
        ("// adr: core#2", ["core#2"]),
        ("# ADR: core#2, ADR-1 and more", ["core#2", "web#ADR-1"]),
        ("/* adrs: web#ADR-0001,core#1 */", ["core#1", "web#ADR-1"]),
        ("-- adr:1", ["web#ADR-1"]),
        ("<!-- see adr: web#1 -->", ["web#ADR-1"]),
        ("cadr: 1; madr-adr: core#1", []),
        ("adr: 2024-01-05", []),
        ("adr: 1 \0", []),
    ],
)
def test_marks_in_sources(reasons: Reasons, root: Path, mark: str, keys: list[str]) -> None:
    (root / "packages/web/other.xyz").write_text(f"\n{mark}\n", "utf-8")
    assert {key: why for key, why in reasons(root).items() if "links-to" not in why[0]} == {
        key: ["marked packages/web/other.xyz:2"] for key in sorted(keys)
    }


def test_a_mark_that_names_nothing_is_told(run: Run, root: Path) -> None:
    (root / "packages/web/other.py").write_text("# adr: core#99\n", "utf-8")
    outcome = run("affected", "--since", "main", "--root", root)
    assert outcome.status == 0
    assert outcome.err == (
        "packages/web/other.py:1: warning unknown-key "
        "The mark adr: core#99 names no decision; correct it.\n"
    )


def test_since_the_branch_was_left(run: Run, reasons: Reasons, root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "topic")
    edit(root, "packages/web/docs/adr/0001-islands.md", "Accepted", "Deprecated")
    commit_all(root)
    git(root, "checkout", "--quiet", "main")
    edit(root, "docs/adr/0001-record.md", "Accepted", "Deprecated")
    commit_all(root)
    git(root, "checkout", "--quiet", "topic")
    assert reasons(root) == {"web#ADR-1": ["changed packages/web/docs/adr/0001-islands.md:1"]}


def test_packages_with_their_files(run: Run, root: Path) -> None:
    (root / "packages/core/logo.bin").write_bytes(b"\0\1\2")
    commit_all(root)
    (root / "packages/core/logo.bin").write_bytes(b"\0\3")
    (root / "packages/web/gone.txt").write_text("x", "utf-8")
    outcome = run("affected", "--since", "main", "--format", "json", "--root", root)
    assert json.loads(outcome.out)["packages"] == [
        {"name": "core", "path": "packages/core", "files": ["packages/core/logo.bin"]},
        {"name": "web", "path": "packages/web", "files": ["packages/web/gone.txt"]},
    ]


def test_a_comment(run: Run, root: Path, tmp_path: Path) -> None:
    url = 'repository-url = "https://git.example/acme/shop"\nrepository-ref = "v1"\n'
    (root / "archdoc.toml").write_text(url, "utf-8")
    commit_all(root)
    edit(root, "docs/adr/0001-record.md", "# 1. Record", "# 1. Record @all | \\<b>")
    output = tmp_path / "comment.md"
    words = ["--format", "markdown", "--output", output, "--root", root]
    outcome = run("affected", "--since", "main", *words)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    address = "https://git.example/acme/shop/blob/v1/docs/adr/0001-record.md#L1"
    assert output.read_text("utf-8") == (
        "This change touches 1 decision and 1 package.\n\n"
        "| Decision | Status | Why |\n|---|---|---|\n"
        f"| [**ADR-1**]({address}) Record @\u200ball \\| \\<b\\> | accepted | changed |\n\n"
        "| Package | Folder | Changed |\n|---|---|---|\n| . | `.` | 1 file |\n"
    )


def test_a_table(run: Run, root: Path) -> None:
    edit(root, "docs/adr/0001-record.md", "Accepted", "Deprecated")
    lines = run("affected", "--since", "main", "--root", root).out.splitlines()
    assert [line.split() for line in lines] == [
        ["KIND", "KEY", "TITLE", "WHY"],
        ["decision", "ADR-1", "Record", "(deprecated)", "changed", "docs/adr/0001-record.md:1"],
        ["package", ".", ".", "1", "file"],
    ]


@pytest.mark.parametrize("reference", ["nowhere", "--output=x"])
def test_a_commit_that_does_not_exist(run: Run, root: Path, reference: str) -> None:
    outcome = run("affected", f"--since={reference}", "--root", root)
    assert (outcome.status, outcome.out) == (2, "")
    assert reference in outcome.err
