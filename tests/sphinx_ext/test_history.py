"""Dates and authors out of the history, in a site."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.sphinx_ext.conftest import Site, outputs, package

CORE = "packages/core/ARCHITECTURE.md"
CONF = 'extensions = ["sphinxext_archdoc"]\narchdoc_git = True\n'
INDEX = "# Site\n\n```{decision-index}\n:columns: title, date, people\n```\n"


def _git(root: Path, *arguments: str, day: int = 1) -> None:
    date = f"2024-01-{day:02}T12:00:00+00:00"
    person = {"NAME": "Ana", "EMAIL": "a@example.org", "DATE": date}
    names = {f"GIT_{who}_{k}": v for who in ("AUTHOR", "COMMITTER") for k, v in person.items()}
    environment = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(root.parent), **names}
    subprocess.run(["git", *arguments], cwd=root, env=environment, check=True, capture_output=True)


def _start(site: Site) -> None:
    (site.root / ".git").rmdir()
    _git(site.root, "init", "-q")
    site.write({"docs/conf.py": CONF, "docs/index.md": INDEX, CORE: package("core", "One", "Two")})
    _git(site.root, "add", "-A")
    _git(site.root, "commit", "-q", "-m", "start", day=1)


def test_the_index_shows_dates_and_authors_out_of_the_history(site: Site) -> None:
    _start(site)
    page = site.build(clean=True).page("index.html")
    assert page.count("2024-01-01") == 2
    assert page.count("Ana") == 2


def test_a_commit_alone_makes_a_page_new(site: Site) -> None:
    _start(site)
    text = package("core", "One", "Two", "Three")
    site.write({CORE: text})
    assert site.build(clean=True).page("index.html").count("2024-01-01") == 2
    _git(site.root, "commit", "-qam", "more", day=5)
    built = site.build()
    assert built.read == ["packages/core"]
    assert "2024-01-05" in built.page("index.html")
    clean = site.build(clean=True, into="clean")
    assert outputs(built.out) == outputs(clean.out)
    assert site.build().read == []


def test_without_a_history_there_is_one_warning(site: Site) -> None:
    site.write({"docs/conf.py": CONF, CORE: package("core", "One")})
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert "[archdoc.history]" in built.warnings[0]
