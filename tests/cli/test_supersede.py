"""``sphinx-archdoc supersede``: both records say so, whatever they are written in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sphinxext_archdoc.config import Config, Settings
from sphinxext_archdoc.loader import load_catalog
from sphinxext_archdoc.model import Decision, RelationKind, Status

from .conftest import Run

CASES = Path(__file__).parents[1] / "formats/decisions/cases"
DIALECTS = (
    "adr_kit adrkit adrs log4brains madr2 madr3 madr4 mkdocs_decision_records mkdocs_material_adr "
    "nygard nygard_front_matter open_edx"
).split()
"""Folders of dialects in which a new record is like the others; elsewhere it is Nygard's."""
REFUSED = {
    "0068-status-in-heading-with-link.md",
    "0082-status-in-intro.md",
    "0086-successor-with-label.md",
}
"""Records whose status cannot be changed without changing something else."""
RECORDS = sorted(
    path.relative_to(CASES).as_posix()
    for path in CASES.rglob("*")
    if path.is_file()
    and path.suffix != ".yaml"
    and path.name not in REFUSED
    and path.relative_to(CASES).parts[0] not in ("none", "decision_log")
)


@pytest.mark.parametrize("name", RECORDS)
def test_every_dialect(run: Run, tmp_path: Path, name: str) -> None:
    dialect, _, inner = name.partition("/")
    root = tmp_path / "repository"
    old = f"docs/adr/{inner}"
    (root / old).parent.mkdir(parents=True)
    shutil.copy(CASES / name, root / old)
    settings = Settings(config=Config(), root=root)
    before = load_catalog(settings)
    outcome = run("supersede", old, "Something newer", "--no-cache", "--root", root)
    assert (outcome.status, outcome.err) == (0, "")
    after = load_catalog(settings)
    (made,) = [d for d in after.documents if d.path != old]
    (new,) = made.records
    assert isinstance(new, Decision)
    assert (new.title, new.status.value) == ("Something newer", Status.ACCEPTED)
    if dialect in DIALECTS:
        assert made.format == before.documents[0].format
    stated = {
        (e.path, r.kind, r.target.path)
        for e in after.relations.decisions
        for r in after.relations.of(e)
        if r.target is not None and not r.derived
    }
    assert (made.path, RelationKind.SUPERSEDES, old) in stated
    assert (old, RelationKind.SUPERSEDED_BY, made.path) in stated
    codes = [d.code for d in before.diagnostics]
    assert [d for d in after.diagnostics if d.code not in codes] == []


def test_two_sections_of_one_document(run: Run, shop: Path) -> None:
    document = shop / "packages/core/ARCHITECTURE.md"
    outcome = run(
        "supersede", "core#1", "Prices are pushed", "--date", "2026-03-02", "--root", shop
    )
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("@acme/core#2: packages/core/ARCHITECTURE.md:")
    assert outcome.out.endswith(" supersedes @acme/core#1\n")
    text = document.read_text("utf-8")
    later = "[Decision 2: Prices are pushed](#decision-2-prices-are-pushed)"
    assert f"**Status**: Superseded by {later}\n" in text
    earlier = "[Decision 1: Keep prices at the edge](#decision-1-keep-prices-at-the-edge)"
    assert f"**Supersedes**: {earlier}\n" in text


def test_from_a_document_to_a_log(run: Run, shop: Path) -> None:
    words = ["--folder", str(shop / "docs/adr"), "--root", str(shop)]
    assert run("supersede", "core#1", "Prices are pushed", *words).status == 0
    text = (shop / "packages/core/ARCHITECTURE.md").read_text("utf-8")
    assert "(../../docs/adr/0004-prices-are-pushed.md)" in text
    text = (shop / "docs/adr/0004-prices-are-pushed.md").read_text("utf-8")
    link = "../../packages/core/ARCHITECTURE.md#decision-1-keep-prices-at-the-edge"
    assert f"Supersedes [Decision 1: Keep prices at the edge]({link})\n" in text


def test_nothing_is_written_when_the_old_one_cannot_be_changed(run: Run, shop: Path) -> None:
    old = shop / "docs/adr/0002-cdn.md"
    old.chmod(0o444)
    before = {p: p.read_bytes() for p in shop.rglob("*") if p.is_file()}
    outcome = run("supersede", "ADR-2", "Ship", "--root", shop)
    assert (outcome.status, outcome.out) == (2, "")
    assert "read-only" in outcome.err
    assert {p: p.read_bytes() for p in shop.rglob("*") if p.is_file()} == before


def test_a_diff_shows_both_files_and_writes_none(run: Run, shop: Path) -> None:
    before = {p: p.read_bytes() for p in shop.rglob("*") if p.is_file()}
    outcome = run("supersede", "ADR-2", "Ship", "--diff", "--root", shop)
    assert outcome.status == 0
    assert "+++ b/docs/adr/0004-ship.md" in outcome.out
    assert "+status: superseded by ADR-0004" in outcome.out
    assert {p: p.read_bytes() for p in shop.rglob("*") if p.is_file()} == before
