"""References to records: roles, ``any``, the inventory, the indices."""

from __future__ import annotations

import re
import zlib

import pytest
from bs4 import BeautifulSoup

from tests.sphinx_ext.conftest import INDEX, Built, Site, package

ADR = "# 7. Cache at the edge\n\n## Status\n\nAccepted\n\n## Context\n\nX.\n\n## Decision\n\nY.\n"
TREE = {
    "packages/core/package.json": '{"name": "@acme/core"}',
    "packages/core/ARCHITECTURE.md": package(
        "core",
        "Use queues",
        "Keep order",
        extra="## Key Interfaces\n\n### Store\n\n```typescript\n"
        "export interface Store {\n  get(key: string): string;\n}\n```\n\n",
    ),
    "packages/core/src/mcp/ARCHITECTURE.md": package("mcp", "Speak MCP"),
    "packages/web/ARCHITECTURE.md": package("web", "Use queues"),
    "packages/web/docs/adr/0007-edge.md": ADR,
}

REFERENCES = {
    "{arch:decision}`@acme/core#2`": (
        "packages/core.html#arch-decision-acme-core-2",
        "@acme/core#2",
    ),
    "{arch:decision}`core#2`": ("packages/core.html#arch-decision-acme-core-2", "@acme/core#2"),
    "{arch:decision}`the order <core#2>`": (
        "packages/core.html#arch-decision-acme-core-2",
        "the order",
    ),
    "{arch:decision}`core#keep-order`": (
        "packages/core.html#arch-decision-acme-core-2",
        "@acme/core#2",
    ),
    "{arch:decision}`core/src/mcp#1`": (
        "packages/core/src/mcp.html#arch-decision-acme-core-src-mcp-1",
        "@acme/core/src/mcp#1",
    ),
    "{arch:decision}`web#ADR-0007`": (
        "packages/web/decisions/0007-edge.html#arch-decision-web-adr-7",
        "web#ADR-7",
    ),
    "{arch:interface}`core#Store`": ("packages/core.html#arch-interface-acme-core-store", "Store"),
    "{arch:component}`web#engine-of-web`": (
        "packages/web.html#arch-component-web-engine-of-web",
        "Engine of web",
    ),
    "{arch:package}`core`": ("packages/core.html", "@acme/core"),
    "{arch:any}`core#Store`": ("packages/core.html#arch-interface-acme-core-store", "Store"),
    "{any}`core#2`": ("packages/core.html#arch-decision-acme-core-2", "@acme/core#2"),
}


@pytest.mark.parametrize("markup", REFERENCES)
def test_a_reference_leads_to_its_record(site: Site, markup: str) -> None:
    site.write({**TREE, "docs/refs.md": f"---\norphan: 1\n---\n# References\n\n{markup}\n"})
    built = site.build(clean=True, nitpicky=True)
    assert built.warnings == []
    link = BeautifulSoup(built.page("refs.html"), "html.parser").select_one("p > a.reference")
    assert link is not None
    assert (link["href"], link.text) == REFERENCES[markup]


@pytest.mark.parametrize("markup", [m for m in REFERENCES if "any" not in m[:5]])
def test_references_are_the_same_in_restructuredtext(site: Site, markup: str) -> None:
    role = markup.replace("{", ":", 1).replace("}", ":", 1)
    site.write({**TREE, "docs/refs.rst": f":orphan:\n\nReferences\n==========\n\n{role}\n"})
    built = site.build(clean=True, nitpicky=True)
    assert built.warnings == []
    link = BeautifulSoup(built.page("refs.html"), "html.parser").select_one("p > a.reference")
    assert link is not None
    assert (link["href"], link.text) == REFERENCES[markup]


def test_inside_a_package_the_part_after_the_mark_is_enough(site: Site) -> None:
    text = package("web", "Use queues", extra="{arch:decision}`1`\n\n")
    site.write({**TREE, "packages/web/ARCHITECTURE.md": text})
    built = site.build(clean=True, nitpicky=True)
    assert built.warnings == []
    assert 'href="#arch-decision-web-1"' in built.page("packages/web.html")


def test_a_key_that_nothing_has_is_a_warning_at_its_line(site: Site) -> None:
    site.write({**TREE, "docs/refs.md": "---\norphan: 1\n---\n# R\n\n{arch:decision}`core#99`\n"})
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("docs/refs.md:6: WARNING: ")
    assert "core#99" in built.warnings[0]


def test_a_key_that_several_have_is_a_warning_with_the_candidates(site: Site) -> None:
    site.write(
        {
            "packages/a/package.json": '{"name": "@x/core"}',
            "packages/a/ARCHITECTURE.md": package("a", "One"),
            "packages/b/package.json": '{"name": "@y/core"}',
            "packages/b/ARCHITECTURE.md": package("b", "Two"),
            "docs/refs.md": "---\norphan: 1\n---\n# R\n\n{arch:decision}`core#1`\n",
        }
    )
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert "@x/core#1, @y/core#1" in built.warnings[0]
    assert "[archdoc.ambiguous-key]" in built.warnings[0]


def test_a_package_without_a_page_is_a_warning_that_says_so(site: Site) -> None:
    site.write(
        {
            "packages/a/package.json": '{"name": "@x/core"}',
            "packages/a/src/deep/ARCHITECTURE.md": package("deep", "One"),
            "docs/refs.md": "---\norphan: 1\n---\n# R\n\n{arch:package}`core` and text.\n",
        }
    )
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith(
        "docs/refs.md:6: WARNING: The package '@x/core' has no page of its own: "
    )


def test_a_package_that_several_may_be_is_a_warning_with_the_candidates(site: Site) -> None:
    site.write(
        {
            "packages/a/package.json": '{"name": "@x/core"}',
            "packages/a/ARCHITECTURE.md": package("a", "One"),
            "packages/b/package.json": '{"name": "@y/core"}',
            "packages/b/ARCHITECTURE.md": package("b", "Two"),
            "docs/refs.md": "---\norphan: 1\n---\n# R\n\n{arch:package}`core`\n",
        }
    )
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("docs/refs.md:6: WARNING: ")
    assert "@x/core, @y/core" in built.warnings[0]
    assert "[archdoc.ambiguous-key]" in built.warnings[0]


def test_the_inventory_has_every_record(site: Site) -> None:
    site.write(TREE)
    built = site.build(clean=True)
    inventory = _inventory(built)
    assert set(inventory["arch:decision"]) == {
        "@acme/core#1",
        "@acme/core#2",
        "@acme/core/src/mcp#1",
        "web#1",
        "web#ADR-7",
    }
    assert set(inventory["arch:interface"]) == {"@acme/core#Store"}
    assert set(inventory["arch:package"]) == {"@acme/core", "web"}
    assert inventory["arch:decision"]["web#ADR-7"] == (
        "packages/web/decisions/0007-edge.html#arch-decision-web-adr-7",
        "Cache at the edge",
    )


def _inventory(built: Built) -> dict[str, dict[str, tuple[str, str]]]:
    """Read the inventory: type, name, address and title."""
    data = (built.out / "objects.inv").read_bytes().split(b"\n", 4)[4]
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for line in zlib.decompress(data).decode().splitlines():
        match = re.fullmatch(r"(.+?) (\S+:\S+) -?\d+ (\S*) (.*)", line)
        assert match
        name, kind, address, title = match.groups()
        found.setdefault(kind, {})[name] = (address, title)
    return found


def test_another_project_refers_to_a_record(site: Site) -> None:
    site.write(TREE)
    built = site.build(clean=True)
    other = {
        "other/conf.py": 'extensions = ["sphinxext_archdoc", "sphinx.ext.intersphinx"]\n'
        f"inventory = {str(built.out / 'objects.inv')!r}\n"
        'intersphinx_mapping = {"shop": ("https://shop.example", inventory)}\n'
        'archdoc_exclude = ["packages", "docs"]\n',
        "other/index.md": "# Other\n\n{arch:decision}`web#ADR-7`\n",
    }
    site.write(other)
    page = site.build(clean=True, source="other", into="other-build").page("index.html")
    assert (
        "https://shop.example/packages/web/decisions/0007-edge.html#arch-decision-web-adr-7" in page
    )


def test_a_project_without_the_extension_refers_to_a_record(site: Site) -> None:
    site.write(TREE)
    built = site.build(clean=True)
    other = {
        "other/conf.py": 'extensions = ["myst_parser", "sphinx.ext.intersphinx"]\n'
        f"inventory = {str(built.out / 'objects.inv')!r}\n"
        'intersphinx_mapping = {"shop": ("https://shop.example", inventory)}\n',
        "other/index.md": "# Other\n\n[the order](inv:shop:arch:decision#@acme/core\\#2)\n",
    }
    site.write(other)
    built = site.build(clean=True, source="other", into="other-build")
    assert built.warnings == []
    address = "https://shop.example/packages/core.html#arch-decision-acme-core-2"
    assert f'href="{address}"' in built.page("index.html")


def test_records_are_in_the_general_index_and_the_domain_indices(site: Site) -> None:
    site.write({**TREE, "docs/index.md": INDEX})
    built = site.build(clean=True)
    assert "Keep order (@acme/core#2)" in built.page("genindex.html")
    decisions = BeautifulSoup(built.page("arch-decisions.html"), "html.parser")
    links = [a["href"] for a in decisions.select("table a[href*=arch-decision]")]
    assert len(links) == len(set(links)) == 5
    assert "Store" in built.page("arch-interfaces.html")


def test_a_domain_index_of_too_many_records_names_their_packages(site: Site) -> None:
    site.write({**TREE, "docs/index.md": INDEX})
    built = site.build(clean=True, archdoc_page_size=1)
    page = BeautifulSoup(built.page("arch-decisions.html"), "html.parser")
    rows = page.select("table.indextable tr:has(a)")
    assert sum(int(row.em.text.strip("()").split()[0]) for row in rows if row.em) == 5
    links = [str(row.a["href"]).removesuffix("#") for row in rows if row.a]
    assert "packages/core.html" in links
    assert len(links) == len(set(links)) < 5
    whole = site.build("latex", clean=True, archdoc_page_size=1)
    text = "".join(file.read_text(encoding="utf-8") for file in whole.out.glob("*.tex"))
    assert text.partition("Decision Index")[2].count("@acme/core\\#") >= 2


def test_records_are_found_by_the_search(site: Site) -> None:
    site.write(TREE)
    index = site.build(clean=True).page("searchindex.js")
    objects = index[index.index('"objects":') : index.index('"objtypes":')]
    assert '"Cache at the edge"' in objects
    assert '"Store"' in objects
