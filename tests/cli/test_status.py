"""``sphinx-archdoc status``."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from .conftest import Run


def test_it_changes_the_file_and_says_so(run: Run, shop: Path) -> None:
    file = shop / "docs/adr/0002-cdn.md"
    before = file.read_bytes()
    outcome = run("status", "ADR-2", "accepted", "--root", shop)
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == "ADR-2: proposed → accepted (docs/adr/0002-cdn.md:2)\n"
    assert file.read_bytes() == before.replace(b"status: proposed", b"status: accepted")


def test_a_decision_in_a_document(run: Run, shop: Path) -> None:
    file = shop / "packages/core/ARCHITECTURE.md"
    before = file.read_bytes()
    assert run("status", "core#1", "accepted", "--root", shop).status == 0
    old = b"Superseded by [ADR-2](../../docs/adr/0002-cdn.md)"
    assert file.read_bytes() == before.replace(old, b"Accepted")


def test_nothing_to_do(run: Run, shop: Path) -> None:
    outcome = run("status", "ADR-2", "proposed", "--root", shop)
    assert (outcome.status, outcome.out) == (0, "ADR-2: is proposed (docs/adr/0002-cdn.md:2)\n")


def test_a_diff_writes_nothing(run: Run, shop: Path) -> None:
    file = shop / "docs/adr/0002-cdn.md"
    before = file.read_bytes()
    outcome = run("status", "docs/adr/0002-cdn.md", "rejected", "--diff", "--root", shop)
    assert outcome.status == 0
    assert "-status: proposed\n+status: rejected\n" in outcome.out
    assert file.read_bytes() == before


def test_the_successor_that_is_there(run: Run, shop: Path) -> None:
    outcome = run("status", "ADR-1", "superseded", "--by", "ADR-2", "--root", shop)
    assert outcome.status == 0
    assert (
        b"\nSuperseded by [2. Use a CDN](0002-cdn.md)\n"
        in (shop / "docs/adr/0001-record-decisions.md").read_bytes()
    )
    outcome = run("list", "--explain", "--text", "CDN", "--root", shop)
    assert "supersedes: ADR-1" in outcome.out


def test_a_decision_of_a_document_is_linked_by_its_anchor(run: Run, shop: Path) -> None:
    assert run("status", "ADR-2", "superseded", "--by", "core#1", "--root", shop).status == 0
    assert "status: superseded by @acme/core#1" in (shop / "docs/adr/0002-cdn.md").read_text(
        "utf-8"
    )
    assert run("status", "ADR-1", "superseded", "--by", "core#1", "--root", shop).status == 0
    link = "../../packages/core/ARCHITECTURE.md#decision-1-keep-prices-at-the-edge"
    assert f"({link})" in (shop / "docs/adr/0001-record-decisions.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ADR-99", "accepted"], "There is no decision 'ADR-99'."),
        (["ADR-22", "accepted"], "Do you mean ADR-2"),
        (["ADR-2", "wonderful"], "'wonderful' is no status"),
        (["ADR-2", "accepted", "--by", "ADR-1"], "--by is for superseded only"),
    ],
)
def test_what_cannot_be_done(run: Run, shop: Path, words: list[str], said: str) -> None:
    before = (shop / "docs/adr/0002-cdn.md").read_bytes()
    outcome = run("status", *words, "--root", shop)
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err
    assert (shop / "docs/adr/0002-cdn.md").read_bytes() == before


def test_a_key_that_two_claim_is_refused(run: Run, shop: Path) -> None:
    twin = (shop / "docs/adr/0002-cdn.md").read_bytes()
    (shop / "docs/adr/0002-twin.md").write_bytes(twin)
    outcome = run("status", "ADR-2", "accepted", "--root", shop)
    assert outcome.status == 2
    assert "docs/adr/0002-cdn.md:" in outcome.err
    assert "docs/adr/0002-twin.md:" in outcome.err
    assert run("status", "docs/adr/0002-twin.md", "accepted", "--root", shop).status == 0
    assert (shop / "docs/adr/0002-cdn.md").read_bytes() == twin


def test_a_read_only_file_stays(run: Run, shop: Path) -> None:
    file = shop / "docs/adr/0002-cdn.md"
    before = file.read_bytes()
    file.chmod(0o444)
    outcome = run("status", "ADR-2", "accepted", "--root", shop)
    assert outcome.status == 2
    assert "read-only" in outcome.err
    assert file.read_bytes() == before
    assert stat.S_IMODE(file.stat().st_mode) == 0o444
    assert [p.name for p in file.parent.iterdir() if p.name.startswith(".")] == []
