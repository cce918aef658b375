"""The extension beside other settings and extensions, and in other layouts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.sphinx_ext.conftest import CONF, INDEX, Built, Site, package

CORE = "packages/core/ARCHITECTURE.md"
DIAGRAM = "```mermaid\ngraph TD\n  A --> B\n```\n\n"
TREE = {
    CORE: package("core", "Use queues", "Keep order", extra=DIAGRAM),
    "packages/web/ARCHITECTURE.rst": "Web\n===\n\nDesign Decisions\n----------------\n\n"
    "Decision 1: Render early\n~~~~~~~~~~~~~~~~~~~~~~~~\n\n**Decision**: Early.\n",
    "packages/web/docs/adr/0007-edge.md": "# 7. Cache at the edge\n\n## Status\n\nAccepted\n\n"
    "## Context\n\nX.\n\n## Decision\n\nY.\n",
}
ADDRESSES = {
    "Use queues": "packages/core.html#arch-decision-core-1",
    "Keep order": "packages/core.html#arch-decision-core-2",
    "Render early": "packages/web.html#arch-decision-web-1",
    "Cache at the edge": "packages/web/decisions/0007-edge.html#arch-decision-web-adr-7",
}


def decisions(built: Built, page: str = "index.html") -> dict[str, str]:
    """Return the addresses that the index of decisions gives to titles."""
    soup = BeautifulSoup(built.page(page), "html.parser")
    links = soup.select('.arch-index a[href*="#arch-decision"]')
    return {link.text: str(link["href"]) for link in links if link.text in ADDRESSES}


def anchors(built: Built, page: str) -> set[str]:
    """Return the ids of a page."""
    return {str(tag["id"]) for tag in BeautifulSoup(built.page(page), "html.parser").select("[id]")}


def shown(built: Built) -> None:
    """Check that all decisions are where the index says that they are."""
    assert decisions(built) == ADDRESSES
    for address in ADDRESSES.values():
        page, _, anchor = address.partition("#")
        assert anchor in anchors(built, page)


ORDERS = [
    '"myst_parser", "sphinxext_archdoc"',
    '"sphinxext_archdoc", "myst_parser"',
    '"sphinxcontrib.mermaid", "sphinxext_archdoc", "sphinx.ext.todo"',
    '"sphinxext_archdoc", "sphinx.ext.autosectionlabel", "sphinx.ext.intersphinx"',
]


@pytest.mark.parametrize("extensions", ORDERS)
def test_other_extensions_before_and_after(site: Site, extensions: str) -> None:
    site.write({**TREE, "docs/conf.py": f"extensions = [{extensions}]\n"})
    built = site.build(clean=True, suppress_warnings=["autosectionlabel"])
    assert built.warnings == []
    shown(built)
    assert "arch-diagram" in built.page("packages/core.html")


@pytest.mark.parametrize(
    "extensions", ['"myst_nb", "sphinxext_archdoc"', '"sphinxext_archdoc", "myst_nb"']
)
def test_beside_myst_nb(site: Site, extensions: str) -> None:
    pytest.importorskip("myst_nb")
    conf = f"extensions = [{extensions}]\nnb_execution_mode = 'off'\n"
    site.write({**TREE, "docs/conf.py": conf})
    # In a process of its own: Sphinx keeps suffixes of files from one application to the next.
    out = sphinx_build(site, "-W")
    assert set(ADDRESSES) <= set(re.findall(r">([A-Z][a-z ]+)<", (out / "index.html").read_text()))
    assert "arch-diagram" in (out / "packages/core.html").read_text(encoding="utf-8")


def sphinx_build(site: Site, *options: str) -> Path:
    """Build the site by the command, which has to finish without a word, and return the output."""
    out = site.root.parent / "out"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", *options]
    folders = [str(site.root / "docs"), str(out)]
    done = subprocess.run([*command, *folders], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out


@pytest.mark.parametrize("fences", [[], ["mermaid", "note"]])
def test_the_projects_own_fences_stay(site: Site, fences: list[str]) -> None:
    site.write(TREE)
    built = site.build(clean=True, myst_fence_as_directive=fences)
    assert list(built.app.config.myst_fence_as_directive) == fences
    assert ("arch-diagram" in built.page("packages/core.html")) == bool(fences)
    shown(built)


def test_the_projects_own_anchors_stay(site: Site) -> None:
    site.write({**TREE, "docs/conf.py": f"{CONF}myst_heading_anchors = 1\n"})
    built = site.build(clean=True)
    assert built.app.config.myst_heading_anchors == 1
    shown(built)


@pytest.mark.parametrize("code", ["archdoc.unknown-key", "archdoc.directive-option", "archdoc"])
def test_codes_are_suppressed_one_by_one(site: Site, code: str) -> None:
    wrong = "{arch:decision}`core#9`\n\n```{decision-index}\n:sort: nope\n```\n"
    site.write({**TREE, "docs/page.md": f"---\norphan: 1\n---\n# Page\n\n{wrong}"})
    built = site.build("dummy", clean=True, suppress_warnings=[code])
    expected = {"archdoc.unknown-key", "archdoc.directive-option"} - {code}
    if code == "archdoc":
        expected = set()
    assert {line.rpartition("[")[2].rstrip("]") for line in built.warnings} == expected


def test_sources_are_not_copied_when_they_should_not(site: Site) -> None:
    site.write(TREE)
    built = site.build(clean=True, html_copy_source=False)
    assert built.warnings == []
    assert [p for p in built.out.rglob("_sources/**/*") if p.is_file()] == []
    assert "_sources/" not in built.page("packages/core.html")


def test_a_first_page_of_another_name(site: Site) -> None:
    (site.root / "docs/index.md").unlink()
    site.write({**TREE, "docs/contents.md": INDEX})
    built = site.build(clean=True, root_doc="contents")
    assert built.warnings == []
    assert decisions(built, "contents.html") == ADDRESSES


def test_the_source_folder_is_the_repository(site: Site) -> None:
    site.write({**TREE, "conf.py": CONF, "index.md": INDEX})
    built = site.build(clean=True, source=".", exclude_patterns=["docs"])
    assert built.warnings == []
    # Documents inside of the source folder keep their names.
    assert decisions(built) == {
        "Use queues": "packages/core/ARCHITECTURE.html#arch-decision-core-1",
        "Keep order": "packages/core/ARCHITECTURE.html#arch-decision-core-2",
        "Render early": "packages/web/ARCHITECTURE.html#arch-decision-web-1",
        "Cache at the edge": "packages/web/docs/adr/0007-edge.html#arch-decision-web-adr-7",
    }
    assert anchors(built, "packages/core/ARCHITECTURE.html") >= {"arch-decision-core-1"}


def test_documentation_two_folders_deep(site: Site) -> None:
    site.write({**TREE, "tools/site/docs/conf.py": CONF, "tools/site/docs/index.md": INDEX})
    built = site.build(clean=True, source="tools/site/docs")
    assert built.warnings == []
    shown(built)


def test_documentation_of_one_package(site: Site) -> None:
    site.write({**TREE, "packages/core/docs/conf.py": CONF, "packages/core/docs/index.md": INDEX})
    built = site.build(clean=True, source="packages/core/docs", archdoc_exclude=["docs"])
    assert built.warnings == []
    shown(built)


def test_without_any_package(site: Site) -> None:
    built = site.build(clean=True)
    assert built.warnings == []
    page = BeautifulSoup(built.page("index.html"), "html.parser")
    assert [p.text for p in page.select(".arch-empty")] == [
        "No packages were found.",
        "No decisions match.",
    ]


def test_without_git(tmp_path: Path) -> None:
    from tests.conftest import write_tree

    root = tmp_path / "plain"
    site = Site(root, lambda tree: write_tree(root, tree))
    site.write({**TREE, "package.json": '{"workspaces": ["packages/*"]}'})
    site.write({"docs/conf.py": CONF, "docs/index.md": INDEX})
    built = site.build(clean=True)
    assert built.warnings == []
    shown(built)


def test_the_root_may_be_set(site: Site) -> None:
    tree = {f"mono/{path}": text for path, text in TREE.items()}
    site.write({**tree, "docs/conf.py": f'{CONF}archdoc_root_path = "../mono"\n'})
    built = site.build(clean=True)
    assert built.warnings == []
    shown(built)


def test_a_root_that_is_none_costs_a_warning(site: Site) -> None:
    site.write({**TREE, "docs/conf.py": f'{CONF}archdoc_root_path = "../nowhere"\n'})
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert "archdoc_root_path is '../nowhere'" in built.warnings[0]
    shown(built)


COMMAND_LINE = {
    "archdoc_repository_url=https://github.com/acme/shop": (
        "repository_url",
        "https://github.com/acme/shop",
    ),
    "archdoc_navigation_depth=0": ("navigation_depth", 0),
    "archdoc_exclude=packages/web,packages/lib": ("exclude", ("packages/web", "packages/lib")),
    "archdoc_repository_edit=0": ("repository_edit", False),
}


@pytest.mark.parametrize("setting", COMMAND_LINE)
def test_settings_on_the_command_line(site: Site, setting: str) -> None:
    name, value = setting.split("=")
    site.write(TREE)
    built = site.build("dummy", clean=True, **{name: value})
    assert built.warnings == []
    field, expected = COMMAND_LINE[setting]
    assert getattr(built.app.env.get_domain("arch").site.config, field) == expected


def test_the_command_itself(site: Site) -> None:
    site.write(TREE)
    out = sphinx_build(site, "-W", "-n", "-D", "archdoc_navigation_depth=2", "-j", "2")
    assert (out / "packages/core.html").is_file()


def test_documents_are_translated(site: Site) -> None:
    entries = {
        "Why Use queues came up.": "Warum Schlangen.",
        "Decision 1: Use queues": "Entscheidung 1: Schlangen",
    }
    pairs = "".join(f'msgid "{k}"\nmsgstr "{v}"\n\n' for k, v in entries.items())
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    text = TREE[CORE].replace("**Context**: Why", "Why")
    site.write({**TREE, CORE: text, "docs/locale/de/LC_MESSAGES/packages.po": head + pairs})
    built = site.build(clean=True, language="de", locale_dirs=["locale"])
    assert built.warnings == []
    page = built.page("packages/core.html")
    assert "Warum Schlangen." in page
    assert "Entscheidung 1: Schlangen" in page
    assert "arch-decision-core-1" in anchors(built, "packages/core.html")
    assert decisions(built) == ADDRESSES


@pytest.mark.parametrize("compact", [True, False, "all"])
def test_texts_for_translation(site: Site, compact: Any) -> None:
    site.write(TREE)
    built = site.build("gettext", clean=True, gettext_compact=compact)
    assert built.warnings == []
    found = {p.relative_to(built.out).as_posix() for p in built.out.rglob("*.pot")}
    names = {
        True: {"index.pot", "packages.pot"},
        False: {
            "index.pot",
            "packages/core.pot",
            "packages/web.pot",
            "packages/web/decisions/0007-edge.pot",
        },
        "all": {"all.pot"},
    }
    assert found - {"sphinx.pot"} == names[compact]
    texts = "".join((built.out / name).read_text(encoding="utf-8") for name in found)
    assert "Keep order it is." in texts
    assert f"{CORE}:" in texts


def test_a_prologue_moves_no_record(site: Site) -> None:
    site.write(TREE)
    built = site.build(
        clean=True, rst_prolog=".. |x| replace:: y\n\n", rst_epilog=".. |z| replace:: z"
    )
    assert built.warnings == []
    shown(built)


@pytest.mark.parametrize("builder", ["linkcheck", "json", "pickle", "changes"])
def test_other_builders_finish(site: Site, builder: str) -> None:
    site.write(TREE)
    settings = {"project": "Site", "version": "1", "linkcheck_ignore": [".*"]}
    assert site.build(builder, clean=True, **settings).warnings == []


def test_numbered_figures_and_sections(site: Site) -> None:
    index = "# Site\n\n```{toctree}\n:numbered:\npackages/core\n```\n\n```{decision-index}\n```\n"
    site.write({**TREE, "docs/index.md": index})
    built = site.build(clean=True, numfig=True)
    assert built.warnings == []
    shown(built)
    assert '<span class="section-number">1. </span>' in built.page("packages/core.html")


def test_two_sites_in_one_process_share_nothing(site: Site) -> None:
    site.write(TREE)
    first = site.build(clean=True)
    site.write({"other/conf.py": CONF, "other/index.md": INDEX})
    second = site.build(clean=True, source="other", into="other-build", archdoc_exclude=["docs"])
    assert decisions(first) == decisions(second) == ADDRESSES
