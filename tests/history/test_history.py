"""Facts of records out of histories that are really made."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc.config import load_settings
from sphinxext_archdoc.history import Facts, completed, read_history
from sphinxext_archdoc.history import git as git_module
from sphinxext_archdoc.loader import load_catalog
from sphinxext_archdoc.model import Decision, Origin

DOCUMENT = "packages/core/ARCHITECTURE.md"


class Repository:
    """A Git repository; each commit is of another day, from 2024-01-01 on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.day = 0
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, author: str = "Ana") -> str:
        date = f"2024-01-{self.day:02}T12:00:00+00:00"
        identity = {
            f"GIT_{who}_{what}": value
            for who in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", author), ("EMAIL", "a@example.org"), ("DATE", date))
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.root,
            env={"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(self.root.parent), **identity},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self, author: str = "Ana", **files: str) -> None:
        self.day += 1
        for path, text in files.items():
            self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", f"day {self.day}", author=author)


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    root = tmp_path / "repository"
    root.mkdir()
    return Repository(root)


def test_a_file_has_its_first_and_last_change_and_its_authors(repo: Repository) -> None:
    repo.commit(**{"adr/1.md": "one\n"})
    repo.commit("Björn", **{"adr/1.md": "one\ntwo\n", "adr/2.md": "x\n"})
    repo.commit("Chen", **{"other.md": "x\n"})
    history = read_history(repo.root, ["adr/1.md", "adr/2.md"], [])
    assert history.facts("adr/1.md", 1, 2) == Facts(
        first="2024-01-01", last="2024-01-02", authors=("Ana", "Björn")
    )
    assert history.facts("adr/2.md", 1, 1) == Facts(
        first="2024-01-02", last="2024-01-02", authors=("Björn",)
    )


def test_a_file_is_followed_through_moves_which_are_no_changes(repo: Repository) -> None:
    repo.commit(**{"docs/a b.md": "one\ntwo\nthree\nfour\n"})
    repo.day += 1
    (repo.root / "adr").mkdir()
    repo.git("mv", "docs/a b.md", "adr/ä.md")
    repo.git("commit", "-q", "-m", "move")
    assert read_history(repo.root, ["adr/ä.md"], []).facts("adr/ä.md", 1, 4) == Facts(
        first="2024-01-01", last="2024-01-01", authors=("Ana",)
    )
    repo.commit("Björn", **{"adr/ä.md": "one\ntwo\nthree\nfive\n"})
    assert read_history(repo.root, ["adr/ä.md"], []).facts("adr/ä.md", 1, 4) == Facts(
        first="2024-01-01", last="2024-01-03", authors=("Ana", "Björn")
    )


def test_sections_of_one_file_have_facts_of_their_own(repo: Repository) -> None:
    repo.commit(**{DOCUMENT: "# A\n\n## One\n\nfirst\n\n## Two\n\nsecond\n"})
    repo.commit("Björn", **{DOCUMENT: "# A\n\n## One\n\nfirst\nmore\n\n## Two\n\nsecond\n"})
    three = "# A\n\n## Zero\n\nnew\n\n## One\n\nfirst\nmore\n\n## Two\n\nsecond!\n"
    repo.commit("Chen", **{DOCUMENT: three})
    history = read_history(repo.root, [], [DOCUMENT])
    assert history.facts(DOCUMENT, 3, 6) == Facts(
        first="2024-01-03", last="2024-01-03", authors=("Chen",)
    )
    assert history.facts(DOCUMENT, 7, 10) == Facts(
        first="2024-01-01", last="2024-01-02", authors=("Ana", "Björn")
    )
    assert history.facts(DOCUMENT, 12, 14) == Facts(
        first="2024-01-01", last="2024-01-03", authors=("Ana", "Chen")
    )


def test_a_section_is_followed_through_a_move_of_its_document(repo: Repository) -> None:
    repo.commit(**{"old/ARCHITECTURE.md": "## One\n\nfirst\n\n## Two\n\nsecond\n"})
    repo.commit("Björn", **{"old/ARCHITECTURE.md": "## One\n\nfirst\n\n## Two\n\nsecond!\n"})
    (repo.root / DOCUMENT).parent.mkdir(parents=True)
    repo.git("mv", "old/ARCHITECTURE.md", DOCUMENT)
    repo.commit("Chen")
    history = read_history(repo.root, [], [DOCUMENT])
    assert history.facts(DOCUMENT, 1, 3) == Facts(
        first="2024-01-01", last="2024-01-01", authors=("Ana",)
    )
    assert history.facts(DOCUMENT, 5, 7).authors == ("Ana", "Björn")


def test_a_document_may_begin_in_the_first_commit_or_in_a_merge(repo: Repository) -> None:
    repo.commit(**{"a/ARCHITECTURE.md": "## One\n\nfirst\n"})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("Björn", **{DOCUMENT: "## One\n\nfirst\n"})
    repo.git("checkout", "-q", "main")
    repo.commit(**{"b.txt": "x"})
    repo.day += 1
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side", author="Chen")
    history = read_history(repo.root, [], ["a/ARCHITECTURE.md", DOCUMENT])
    assert history.facts("a/ARCHITECTURE.md", 1, 3).first == "2024-01-01"
    assert history.facts(DOCUMENT, 1, 3) == Facts(
        first="2024-01-04", last="2024-01-04", authors=("Chen",)
    )


def test_what_is_not_committed_moves_lines_and_is_no_change(repo: Repository) -> None:
    repo.commit(**{DOCUMENT: "## One\n\nfirst\n\n## Two\n\nsecond\n"})
    repo.write(DOCUMENT, "new\nnew\n\n## One\n\nfirst\n\n## Two\n\nsecond\n")
    history = read_history(repo.root, [], [DOCUMENT])
    assert history.facts(DOCUMENT, 8, 10).first == "2024-01-01"
    assert history.facts(DOCUMENT, 1, 2) == Facts()


def test_a_section_is_followed_through_a_merge(repo: Repository) -> None:
    repo.commit(**{DOCUMENT: "## One\n\nfirst\n\nmiddle\n\n## Two\n\nsecond\n"})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("Björn", **{DOCUMENT: "## One\n\n1st\n\nmiddle\n\n## Two\n\nsecond\n"})
    repo.git("checkout", "-q", "main")
    repo.commit(**{DOCUMENT: "## One\n\nfirst\n\nmiddle\n\n## Two\n\n2nd\n"})
    repo.day += 1
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side", author="Chen")
    history = read_history(repo.root, [], [DOCUMENT])
    assert history.facts(DOCUMENT, 7, 9).last == "2024-01-03"
    assert history.facts(DOCUMENT, 1, 3).last == "2024-01-04"


def test_a_shallow_clone_does_not_know_what_was_before(repo: Repository, tmp_path: Path) -> None:
    repo.commit(**{"adr/1.md": "one\n", DOCUMENT: "## One\n\nfirst\n"})
    repo.commit(**{"adr/2.md": "two\n"})
    repo.commit("Björn", **{"adr/1.md": "one!\n"})
    shallow = tmp_path / "shallow"
    repo.git("clone", "-q", "--depth", "2", repo.root.as_uri(), str(shallow))
    history = read_history(shallow, ["adr/1.md", "adr/2.md"], [DOCUMENT])
    assert history.facts("adr/1.md", 1, 1) == Facts(last="2024-01-03", authors=("Björn",))
    assert history.facts("adr/2.md", 1, 1) == Facts()
    assert history.facts(DOCUMENT, 1, 3) == Facts()


def test_paths_are_those_below_the_root_of_the_documentation(repo: Repository) -> None:
    repo.commit(**{"sub/adr/1.md": "one\n", f"sub/{DOCUMENT}": "## One\n"})
    history = read_history(repo.root / "sub", ["adr/1.md"], [DOCUMENT])
    assert history.facts("adr/1.md", 1, 1).first == "2024-01-01"
    assert history.facts(DOCUMENT, 1, 1).first == "2024-01-01"


def test_text_that_looks_like_a_patch_is_none(repo: Repository) -> None:
    repo.commit(**{DOCUMENT: "## One\n\nfirst\n"})
    odd = "-- a/x\n++ b/y\n@@ -1 +1 @@\ndiff --git a/x b/y\n\n## One\n\nfirst\n"
    repo.commit("Björn", **{DOCUMENT: odd})
    history = read_history(repo.root, [], [DOCUMENT])
    assert history.facts(DOCUMENT, 6, 8).authors == ("Ana",)


def test_without_a_repository_there_is_a_diagnostic(tmp_path: Path) -> None:
    history = read_history(tmp_path, ["a.md"], [])
    assert history.facts("a.md", 1, 1) == Facts()
    assert [d.code for d in history.diagnostics] == ["history"]


def test_without_git_there_is_a_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [d.code for d in read_history(tmp_path, [], []).diagnostics] == ["history"]


def test_no_process_is_started_for_a_file(
    repo: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"adr/{n:04}.md": f"{n}\n" for n in range(40)}
    documents = {f"p{n}/ARCHITECTURE.md": f"{n}\n" for n in range(40)}
    repo.commit(**files, **documents)
    asked: list[tuple[str, ...]] = []
    run: Callable[..., str] = git_module.run
    monkeypatch.setattr(
        git_module, "run", lambda root, *a, **k: (asked.append(a), run(root, *a, **k))[1]
    )
    read_history(repo.root, files, documents)
    assert len(asked) == 4


def test_the_catalogue_takes_from_it_only_what_documents_do_not_say(repo: Repository) -> None:
    silent = "# 1. Cache\n\n## Status\n\nAccepted\n\n## Context\n\nX.\n\n## Decision\n\nY.\n"
    repo.commit(
        "Björn",
        **{
            "archdoc.toml": "git = true\n",
            "docs/adr/0001-cache.md": silent,
            "docs/adr/0002-more.md": silent.replace("1. Cache\n", "2. More\n\nDate: 2020-02-03\n"),
        },
    )
    catalog = load_catalog(load_settings(repo.root))
    first, second = catalog.records(Decision)
    assert (first.date.value, first.date.origin) == ("2024-01-01", Origin.GIT)
    assert [(p.role, p.name, p.origin) for p in first.people] == [("author", "Björn", Origin.GIT)]
    assert (second.date.value, second.date.origin) == ("2020-02-03", Origin.LINE)
    assert completed(second, read_history(repo.root, ["docs/adr/0002-more.md"], [])) == second
