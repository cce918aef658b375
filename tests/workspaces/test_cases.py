"""Each kind of workspace reads its manifests: one file of ``cases/<kind>`` is one case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.workspaces import Manifest, Members, WorkspaceKind, workspace_kinds

CASES = sorted((Path(__file__).parent / "cases").rglob("*.txt"))
KINDS = {kind.KIND: kind for kind in workspace_kinds()}


def shown(folder: Path, kind: WorkspaceKind) -> str:
    members, manifest = kind.members(folder), kind.manifest(folder)
    lines = ["no workspace"] if members is None else list(shown_members(members))
    lines += ["no manifest"] if manifest is None else list(shown_manifest(manifest))
    return "\n".join(lines) + "\n"


def shown_members(members: Members) -> Iterator[str]:
    yield f"workspace {members.file}" + ("" if members.complete else " and the usual folders")
    yield from (f"  include {glob}" for glob in members.include)
    yield from (f"  exclude {glob}" for glob in members.exclude)
    if members.marker:
        yield f"  where there is a {members.marker}"
    yield from shown_diagnostics(members.diagnostics)


def shown_manifest(manifest: Manifest) -> Iterator[str]:
    yield f"manifest of {manifest.ecosystem}: {manifest.name}".rstrip()
    if manifest.description:
        yield f"  says {manifest.description}"
    yield from (f"  is {name}" for name in manifest.ids)
    yield from (f"  needs {name}" for name in manifest.dependencies)
    yield from (f"  lies beside {folder}" for folder in manifest.folders)
    yield from shown_diagnostics(manifest.diagnostics)


def shown_diagnostics(diagnostics: tuple[Diagnostic, ...]) -> Iterator[str]:
    for found in diagnostics:
        # What a parser says after the colon is its own and changes with its version.
        yield f"  {found.code} {found.path}:{found.line} {found.message.partition(': ')[0]}"


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_case(case: Path, repository: Callable[[str], Path]) -> None:
    tree, _, expected = case.read_text(encoding="utf-8").partition("==> EXPECTED <==\n")
    assert shown(repository(tree), KINDS[case.parent.name]) == expected


def test_every_kind_has_cases() -> None:
    assert {case.parent.name for case in CASES} == KINDS.keys()
