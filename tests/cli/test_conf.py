"""``conf.py`` is executed when ``--conf`` asks for it, and never otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sphinxext_archdoc.cli._main import build_parser, commands

from .conftest import Run

CONF = """
from pathlib import Path

Path("executed").touch()
print("hello from conf.py")
if not tags.has("never"):
    archdoc_documents = ["packages/web/*.md"]
archdoc_nonsense = 1
"""


@pytest.fixture
def conf(shop: Path) -> Path:
    (shop / "docs/conf.py").write_text(CONF, "utf-8")
    return shop / "docs/conf.py"


def test_its_settings_count(run: Run, shop: Path, conf: Path) -> None:
    for path in (conf, conf.parent):
        outcome = run("list", "packages", "--format", "csv", "--conf", path)
        assert outcome.status == 0
        assert "packages/core/ARCHITECTURE.md" not in outcome.out
        assert "packages/web/ARCHITECTURE.md" in outcome.out
        assert outcome.err == "hello from conf.py\n"
    assert (shop / "docs/executed").exists()
    found = run("check", "--select", "config", "--conf", conf)
    assert "There is no setting archdoc_nonsense" in found.out


def words() -> Iterator[list[str]]:
    """Yield a call of each command."""
    needed = {
        "affected": ["--since", "HEAD"],
        "completion": ["bash"],
        "interfaces": ["packages"],
        "new": ["decision", "Ship", "--diff"],
        "status": ["ADR-1", "accepted", "--diff"],
        "supersede": ["ADR-1", "Ship", "--diff"],
    }
    for command in commands():
        yield [command.NAME, *needed.get(command.NAME, [])]


@pytest.mark.parametrize("call", list(words()), ids=lambda call: call[0])
def test_nothing_executes_it_unasked(
    call: list[str], run: Run, shop: Path, conf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(conf.parent if call[0] != "interfaces" else shop)
    run(*call)
    assert not (shop / "docs/executed").exists()
    assert build_parser().parse_args(call)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1/0", "conf.py failed: ZeroDivisionError: division by zero."),
        ("raise SystemExit('no')", "conf.py failed: SystemExit: no."),
        ("import nowhere_at_all", "failed: ModuleNotFoundError"),
        ("if", "conf.py is no Python: "),
        ("\0", "conf.py is no Python: "),
        (None, "conf.py cannot be read: No such file or directory."),
    ],
)
def test_one_that_fails(run: Run, conf: Path, text: str | None, said: str) -> None:
    conf.unlink() if text is None else conf.write_text(text, "utf-8")
    outcome = run("list", "--conf", conf)
    assert (outcome.status, outcome.out) == (2, "")
    assert said in outcome.err


def test_it_says_where_the_root_is(run: Run, shop: Path, conf: Path) -> None:
    outcome = run("list", "--conf", conf, "--root", shop)
    assert outcome.status == 2
    assert "not allowed with argument" in outcome.err
