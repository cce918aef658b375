"""``sphinx-archdoc init``: what it writes is a site that builds, and what is there stays."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.config import from_mapping, load_root_settings
from sphinxext_archdoc.editing.starting import (
    Start,
    conf_py,
    settings_toml,
    web_address,
    with_settings,
)
from sphinxext_archdoc.templates.reading import shipped_text

from .conftest import Run
from .git import commit_all, git

MONOREPO = """
==> package.json <==
{"name": "shop", "workspaces": ["packages/*"]}

==> packages/core/package.json <==
{"name": "@acme/core"}

==> packages/web/package.json <==
{"name": "@acme/web"}
"""
RECORD = "# {}. Cache\n\n## Status\n\n{}\n\n## Context\n\nx\n\n## Decision\n\ny\n"


@pytest.fixture
def monorepo(repository: Callable[..., Path]) -> Path:
    """The root of a monorepo without documentation."""
    return repository(MONOREPO)


def build(root: Path, docs: str = "docs") -> str:
    """Build the site, and return what it warns of."""
    words = [sys.executable, "-m", "sphinx", "-q", "-n", docs, str(root.parent / "out")]
    done = subprocess.run(words, cwd=root, capture_output=True, text=True, check=True)
    return done.stderr


def contents(root: Path) -> dict[str, bytes]:
    """Return all files below *root*."""
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in root.rglob("*")
        if p.is_file() and ".git" not in p.parts
    }


def test_a_monorepo_without_documentation(run: Run, monorepo: Path) -> None:
    before = contents(monorepo)
    outcome = run("init", "--root", monorepo)
    assert (outcome.status, outcome.err) == (0, "")
    after = contents(monorepo)
    assert before.items() <= after.items()
    made = ["archdoc.toml", "docs/conf.py", "docs/index.md", "docs/templates/ARCHITECTURE.md"]
    assert sorted(after.keys() - before.keys()) == made
    assert after["docs/templates/ARCHITECTURE.md"].decode() == shipped_text()
    assert [line for line in outcome.out.splitlines() if line.startswith("write")] == [
        *(f"write        {name}" for name in (*made[1:], made[0]))
    ]
    assert "  @acme/core  packages/core\n" in outcome.out
    settings = load_root_settings(monorepo)
    assert settings.diagnostics == ()
    assert [t["path"] for t in settings.config.templates] == [made[3]]
    assert build(monorepo) == ""
    page = (monorepo.parent / "out/index.html").read_text("utf-8")
    assert "<h1>shop" in page


def test_a_second_time_changes_nothing(run: Run, monorepo: Path) -> None:
    run("init", "--root", monorepo)
    before = contents(monorepo)
    outcome = run("init", "--root", monorepo)
    assert outcome.status == 0
    assert "\nwrite" not in outcome.out
    assert contents(monorepo) == before


def test_the_whole_way_from_nothing(run: Run, monorepo: Path) -> None:
    for words in (
        ["init"],
        ["new", "package", "core"],
        ["new", "decision", "Cache pages", "--package", "core", "--date", "2024-01-02"],
        ["new", "decision", "Record decisions", "--package", ".", "--date", "2024-01-01"],
        ["supersede", "core#1", "Cache nothing", "--date", "2024-01-03"],
        ["status", "ADR-1", "accepted"],
    ):
        outcome = run(*words, "--root", monorepo)
        assert (outcome.status, outcome.err) == (0, "")
    assert build(monorepo) == ""
    listed = run("list", "--format", "csv", "--root", monorepo).out
    assert [line.split(",")[:2] for line in listed.splitlines()[1:]] == [
        ["ADR-1", "accepted"],
        ["@acme/core#1", "superseded"],
        ["@acme/core#2", "accepted"],
    ]


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_nothing_is_written_when_only_asked(run: Run, monorepo: Path, option: str) -> None:
    before = contents(monorepo)
    outcome = run("init", option, "--root", monorepo)
    assert outcome.status == 0
    assert "docs/conf.py" in outcome.out
    assert contents(monorepo) == before


def test_pages_and_records_that_are_there_are_found(run: Run, monorepo: Path) -> None:
    for name, text in {
        "docs/guide.md": "# Guide\n",
        "docs/more/deep.rst": "Deep\n====\n",
        "docs/adr/README.md": "# How we decide\n",
        "docs/adr/0001-cache.md": RECORD.format(1, "Accepted"),
        "docs/templates/mail.md": "# Mail\n",
        "packages/core/ARCHITECTURE.md": "# Core\n\n## System Overview\n\nHolds prices.\n",
    }.items():
        (monorepo / name).parent.mkdir(parents=True, exist_ok=True)
        (monorepo / name).write_text(text, "utf-8")
    before = contents(monorepo)
    outcome = run("init", "--root", monorepo)
    assert (outcome.status, outcome.err) == (0, "")
    after = contents(monorepo)
    assert before.items() <= after.items()
    # The folder for templates is somebody else's.
    assert "templates/ARCHITECTURE.md" in after
    assert build(monorepo) == ""
    assert (monorepo.parent / "out/templates/mail.html").is_file()


def test_a_site_that_is_there_stays(run: Run, monorepo: Path) -> None:
    (monorepo / "docs").mkdir()
    (monorepo / "docs/conf.py").write_text('raise SystemExit("executed")\n', "utf-8")
    (monorepo / "docs/index.rst").write_text("Shop\n====\n", "utf-8")
    before = contents(monorepo)
    outcome = run("init", "--root", monorepo)
    assert outcome.status == 1
    assert 'left to do   add "sphinxext_archdoc" to the extensions in docs/conf.py' in outcome.out
    assert "architecture-packages into docs/index.rst" in outcome.out
    after = contents(monorepo)
    assert before.items() <= after.items()
    assert after.keys() - before.keys() == {"archdoc.toml", "templates/ARCHITECTURE.md"}


def test_another_folder_and_a_name_for_people(run: Run, monorepo: Path) -> None:
    (monorepo / "package.json").unlink()
    outcome = run("init", "--docs", "site/docs", "--root", monorepo)
    assert outcome.status == 0
    assert (monorepo / "site/docs/templates/ARCHITECTURE.md").is_file()
    assert 'project = "repository"' in (monorepo / "site/docs/conf.py").read_text("utf-8")
    assert build(monorepo, "site/docs") == ""


@pytest.mark.parametrize("docs", ["..", ".", "/tmp/elsewhere"])
def test_a_folder_outside_is_refused(run: Run, monorepo: Path, docs: str) -> None:
    before = contents(monorepo)
    outcome = run("init", "--docs", docs, "--root", monorepo)
    assert (outcome.status, outcome.out) == (2, "")
    assert contents(monorepo) == before


class TestPyproject:
    """A ``pyproject.toml`` at the root gets a table at its end."""

    @pytest.mark.parametrize("end", ["\n", "\r\n"])
    @pytest.mark.parametrize("last", ["", "x = 1 # no end of line"])
    def test_the_rest_stays(self, run: Run, monorepo: Path, end: str, last: str) -> None:
        text = f'# ours{end}[project]{end}name = "shop"{end}version = "1"{end}{last}'
        before = b"\xef\xbb\xbf" * (end == "\r\n") + text.encode()
        (monorepo / "pyproject.toml").write_bytes(before)
        outcome = run("init", "--root", monorepo)
        assert "add to       pyproject.toml\n" in outcome.out
        after = (monorepo / "pyproject.toml").read_bytes()
        assert after.startswith(before)
        assert after.count(b"\n") == after.count(end.encode())
        assert not (monorepo / "archdoc.toml").exists()
        if end == "\n":
            settings = load_root_settings(monorepo)
            assert settings.diagnostics == ()
            assert settings.config.templates

    def test_settings_that_are_there_stay(self, run: Run, monorepo: Path) -> None:
        text = '[tool.archdoc]\nrepository-url = "https://git.example/a"\n'
        (monorepo / "pyproject.toml").write_text(text, "utf-8")
        outcome = run("init", "--root", monorepo)
        assert "keep         pyproject.toml (it has settings already)" in outcome.out
        assert (monorepo / "pyproject.toml").read_text("utf-8") == text

    @pytest.mark.parametrize("text", ["[broken\n", "tool = {ruff = {}}\n"])
    def test_one_that_cannot_be_added_to_stays(self, run: Run, monorepo: Path, text: str) -> None:
        (monorepo / "pyproject.toml").write_text(text, "utf-8")
        outcome = run("init", "--root", monorepo)
        assert outcome.status == 0
        assert (monorepo / "pyproject.toml").read_text("utf-8") == text
        assert (monorepo / "archdoc.toml").is_file()


class TestTakingOver:
    """``init --from``."""

    def test_log4brains(self, run: Run, monorepo: Path) -> None:
        (monorepo / ".log4brains.yml").write_text(
            "project:\n  name: The shop\n  adrFolder: ./doc/decide\n  packages:\n"
            "    - {name: core, path: packages/core, adrFolder: ./packages/core/notes}\n"
            "    - {name: shopfront, path: packages/web, adrFolder: ../elsewhere}\n"
            "  repository: {url: 'https://me:secret@git.example/acme/shop.git'}\n",
            "utf-8",
        )
        records = {"doc/decide/0001-a.md": "Cooking", "packages/core/notes/0001-b.md": "Accepted"}
        for name, status in records.items():
            (monorepo / name).parent.mkdir(parents=True)
            (monorepo / name).write_text(RECORD.format(1, status), "utf-8")
        outcome = run("init", "--from", "log4brains", "--root", monorepo)
        assert (outcome.status, outcome.err) == (0, "")
        assert "../elsewhere leads out" in outcome.out
        assert "calls packages/web shopfront; here it is called @acme/web" in outcome.out
        assert 'project = "The shop"' in (monorepo / "docs/conf.py").read_text("utf-8")
        config = load_root_settings(monorepo).config
        assert config.decisions == ("doc/decide", "packages/core/notes")
        assert config.repository_url == "https://git.example/acme/shop"
        assert dict(config.status_aliases) == {"draft": ("Cooking",)}
        (monorepo / ".log4brains.yml").unlink()
        listed = run("list", "--format", "csv", "--root", monorepo).out
        assert [line.split(",")[:2] for line in listed.splitlines()[1:]] == [
            ["doc/decide#ADR-1", "draft"],
            ["@acme/core/notes#ADR-1", "accepted"],
        ]
        assert build(monorepo) == ""

    def test_packages_that_nothing_else_names(self, run: Run, monorepo: Path) -> None:
        (monorepo / "package.json").unlink()
        (monorepo / ".log4brains.yml").write_text(
            "project:\n  packages:\n    - {name: a, path: modules/a, adrFolder: modules/a/adr}\n",
            "utf-8",
        )
        (monorepo / "modules/a").mkdir(parents=True)
        run("init", "--from", "log4brains", "--root", monorepo)
        assert "modules/a" in load_root_settings(monorepo).config.packages
        assert "a,modules/a" in run("list", "packages", "--format", "csv", "--root", monorepo).out

    def test_adr_tools(self, run: Run, monorepo: Path) -> None:
        (monorepo / ".adr-dir").write_text("notes\n", "utf-8")
        (monorepo / "notes").mkdir()
        (monorepo / "notes/0001-a.md").write_text(RECORD.format(1, "Cooking"), "utf-8")
        (monorepo / "packages/core/.adr-dir").write_text("records", "utf-8")
        outcome = run("init", "--from", "adr-tools", "--root", monorepo)
        assert (outcome.status, outcome.err) == (0, "")
        text = (monorepo / "archdoc.toml").read_text("utf-8")
        assert "# Statuses that no word is known for: Cooking." in text
        assert load_root_settings(monorepo).config.decisions == ("notes", "packages/core/records")
        assert load_root_settings(monorepo).diagnostics == ()

    @pytest.mark.parametrize(
        ("tool", "said"),
        [("log4brains", "There is no .log4brains.yml"), ("adr-tools", "neither a .adr-dir")],
    )
    def test_a_tool_that_is_not_used(self, run: Run, monorepo: Path, tool: str, said: str) -> None:
        before = contents(monorepo)
        outcome = run("init", "--from", tool, "--root", monorepo)
        assert (outcome.status, outcome.out) == (2, "")
        assert said in outcome.err
        assert contents(monorepo) == before

    def test_settings_that_are_there_are_not_changed(self, run: Run, monorepo: Path) -> None:
        (monorepo / ".adr-dir").write_text("notes\n", "utf-8")
        (monorepo / "notes").mkdir()
        (monorepo / "archdoc.toml").write_text("", "utf-8")
        outcome = run("init", "--from", "adr-tools", "--root", monorepo)
        assert outcome.status == 1
        assert "left to do   take over into archdoc.toml: decisions" in outcome.out
        assert (monorepo / "archdoc.toml").read_text("utf-8") == ""


def test_git_tells_the_address(run: Run, monorepo: Path, tmp_path: Path) -> None:
    git(monorepo, "init", "--quiet", "--initial-branch", "trunk")
    commit_all(monorepo)
    clone = tmp_path / "clone"
    git(monorepo, "clone", "--quiet", str(monorepo), str(clone))
    git(clone, "config", "remote.origin.url", "git@git.example:acme/shop.git")
    run("init", "--root", clone)
    config = load_root_settings(clone).config
    assert (config.repository_url, config.repository_ref) == (
        "https://git.example/acme/shop",
        "trunk",
    )


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/acme/shop.git", "https://github.com/acme/shop"),
        ("https://user:token@git.example:8443/a/b/c.git", "https://git.example:8443/a/b/c"),
        ("http://git.example/a/b/", "https://git.example/a/b"),
        ("git@github.com:acme/shop.git", "https://github.com/acme/shop"),
        ("ssh://git@git.example:2222/acme/shop.git", "https://git.example/acme/shop"),
        ("/srv/git/shop.git", ""),
        ("../shop", ""),
        ("file:///srv/shop", ""),
        ("", ""),
    ],
)
def test_addresses(remote: str, address: str) -> None:
    assert web_address(remote) == address


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(name=TEXTS, words=st.lists(TEXTS), url=TEXTS)
def test_whatever_is_written_is_read_again(name: str, words: list[str], url: str) -> None:
    settings = {"repository-url": url, "status-aliases": {"draft": words}, "decisions": words}
    start = Start(name=name, settings=settings)
    values = tomllib.loads(settings_toml(start))
    config, diagnostics = from_mapping(values)
    assert diagnostics == []
    assert (config.repository_url, config.decisions) == (url, tuple(words))
    assert config.status_aliases == {"draft": tuple(words)}
    added = with_settings(b"[tool.x]\ny = 1\n", start)
    assert added is not None
    assert tomllib.loads(added.decode())["tool"] == {"x": {"y": 1}, "archdoc": values}
    space: dict[str, object] = {}
    exec(conf_py(start), space)
    assert space["project"] == name
