"""Interfaces are described member by member, in every builder, with links between types."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from tests.conftest import Tree
from tests.interfaces.conftest import TREE
from tests.sphinx_ext.conftest import Built, Site

ROLES = """\
# Roles

{arch:interface}`core#Store.get` {arch:interface}`core#store.SIZE`
{arch:interface}`its size <core#Store.size>`
{any}`core#Entry.value` {arch:any}`Page.store`

```{interface} Ready
:language: typescript

interface Ready { set: boolean }
```
"""


@pytest.fixture(scope="module")
def built(new_site: Callable[[Tree], Site]) -> Built:
    site = new_site({**TREE, "docs/roles.md": f"---\norphan: true\n---\n{ROLES}"})
    return site.build(clean=True, nitpicky=True)


def _page(built: Built, name: str) -> BeautifulSoup:
    return BeautifulSoup(built.page(f"{name}.html"), "html.parser")


def _signature(page: BeautifulSoup, anchor: str) -> Tag:
    (found,) = page.find_all(id=anchor)
    return found


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text().replace("¶", "").split())


def test_nothing_is_wrong(built: Built) -> None:
    assert built.warnings == []


@pytest.mark.parametrize(
    ("page", "anchor", "text"),
    [
        ("core", "arch-interface-core-store", "interface Store<K extends string>"),
        ("core", "arch-interface-core-store.get", "get(key: K): Promise<Entry | undefined>"),
        ("core", "arch-interface-core-store.size", "readonly size?: number"),
        ("core", "arch-interface-core-entry.value", "value: string"),
        ("web", "arch-interface-web-page.key-string", "[key: string]: unknown"),
        ("web", "arch-interface-web-page.call", "(again: boolean): Page"),
    ],
)
def test_a_signature_is_what_is_declared(built: Built, page: str, anchor: str, text: str) -> None:
    signature = _signature(_page(built, f"packages/{page}"), anchor)
    assert (signature.name, _text(signature)) == ("dt", text)


def test_no_blank_stands_between_elements_of_a_signature(built: Built) -> None:
    """A theme that makes tables of signatures would lose it."""
    signatures = _page(built, "packages/core").select("dt.sig")
    assert signatures
    for signature in signatures:
        loose = [child for child in signature.children if isinstance(child, NavigableString)]
        assert [text for text in loose if text.strip("\n")] == []


def test_an_overload_is_a_signature_of_the_same_member(built: Built) -> None:
    signature = _signature(_page(built, "packages/core"), "arch-interface-core-store.get")
    second = signature.find_next_sibling()
    assert second is not None
    assert (second.name, second.get("id")) == ("dt", None)
    assert _text(second) == "get(keys: K[]): Promise<Entry[]>"


def test_documentation_is_shown_with_its_tags(built: Built) -> None:
    signature = _signature(_page(built, "packages/core"), "arch-interface-core-store.get")
    shown = signature.find_next_sibling("dd")
    assert shown is not None
    text = _text(shown)
    assert text.startswith("Gets a value.")
    assert "Parameters : key – which one" in text.replace(":", " :").replace("  ", " ")
    assert [code.get_text() for code in shown.find_all("code")] == ["key", "none"]


def test_the_code_is_folded_and_whole(built: Built) -> None:
    (details,) = _page(built, "packages/core").find_all("details", class_="arch-code")
    assert not details.has_attr("open")
    assert "@deprecated use a `Cache`" in details.get_text()


def test_code_that_says_more_than_the_description_is_open(site: Site) -> None:
    more = "interface Small {\n  value: string;\n}\n\nconst limit = 12;\n"
    document = f"# Web\n\n## Key Interfaces\n\n```typescript\n{more}```\n"
    site.write({"packages/web/ARCHITECTURE.md": document})
    page = _page(site.build(clean=True), "packages/web")
    assert page.find("details", class_="arch-code", open=True) is not None


@pytest.mark.parametrize(
    ("page", "anchor", "links"),
    [
        ("core", "arch-interface-core-store.get", ["#arch-interface-core-entry"]),
        ("core", "arch-interface-core-store.find", []),
        ("web", "arch-interface-web-page.store", ["core.html#arch-interface-core-store"]),
        ("web", "arch-interface-web-page.call", []),
    ],
)
def test_types_that_are_interfaces_are_links(
    built: Built, page: str, anchor: str, links: list[str]
) -> None:
    signature = _signature(_page(built, f"packages/{page}"), anchor)
    assert [a["href"] for a in signature.find_all("a", class_="reference")] == links


def test_members_are_targets_of_roles(built: Built) -> None:
    links = _page(built, "roles").find_all("a", class_="reference")
    found = [(a.get_text(), str(a["href"]).rpartition("#")[2]) for a in links]
    assert found[-5:] == [
        ("Store.get", "arch-interface-core-store.get"),
        ("Store.size", "arch-interface-core-store.size"),
        ("its size", "arch-interface-core-store.size"),
        ("Entry.value", "arch-interface-core-entry.value"),
        ("Page.store", "arch-interface-web-page.store"),
    ]


def test_a_member_that_is_not_there_is_a_warning(site: Site) -> None:
    site.write({**TREE, "docs/index.md": "# Site\n\n{arch:interface}`core#Store.take`\n"})
    (warning,) = (w for w in site.build(clean=True).warnings if "index.md" in w)
    assert "core#Store.take" in warning


def test_members_are_in_the_inventory_once(built: Built) -> None:
    objects = list(built.app.env.domains["arch"].get_objects())
    members = {(name, title) for name, title, kind, *_ in objects if kind == "member"}
    assert members == {
        ("core#Store.get", "Store.get"),
        ("core#Store.size", "Store.size"),
        ("core#Store.find", "Store.find"),
        ("core#Entry.value", "Entry.value"),
        ("web#Page.store", "Page.store"),
        ("Ready.set", "Ready.set"),
    }


def test_members_are_in_the_general_index(built: Built) -> None:
    index = _page(built, "genindex")
    found = {a.get_text(): a["href"] for a in index.find_all("a")}
    assert found["get (core#Store)"] == "packages/core.html#arch-interface-core-store.get"
    assert found["Store (core#Store)"] == "packages/core.html#arch-interface-core-store"


def test_members_are_found_by_the_search(built: Built) -> None:
    text = built.page("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")")
    found = json.loads(text)["objects"]["Store"]
    assert [name for *_, name in found] == ["find", "get", "size"]


def test_members_are_in_no_table_of_contents(built: Built) -> None:
    contents = built.app.env.tocs["roles"].astext()
    assert contents == "Roles"


@pytest.mark.parametrize(
    "builder", ["dirhtml", "singlehtml", "latex", "epub", "text", "man", "texinfo"]
)
def test_every_builder_shows_members_and_code(site: Site, builder: str) -> None:
    site.write(TREE)
    built = site.build(
        builder,
        clean=True,
        nitpicky=True,
        project="Site",
        version="1",
        copyright="us",
        man_pages=[("index", "site", "Site", [], 1)],
    )
    assert built.warnings == []
    text = re.sub(r"<[^>]*>|\\[A-Za-z]+\*?|[{}]", "", _all_text(built))
    assert text.count("Gets a value.") == 2, "the description, and the code"
    assert "which one" in text


def _all_text(built: Built) -> str:
    if book := next(built.out.glob("*.epub"), None):
        with zipfile.ZipFile(book) as archive:
            names = [n for n in archive.namelist() if n.endswith("core.xhtml")]
            return "".join(archive.read(name).decode() for name in names)
    suffixes = {".html", ".tex", ".txt", ".1", ".texi"}
    files = [p for p in built.out.rglob("*") if p.suffix in suffixes and "_sources" not in p.parts]
    return "".join(path.read_text(encoding="utf-8") for path in files)


def test_code_that_does_not_parse_is_shown_as_it_is_with_one_warning(site: Site) -> None:
    broken = "interface Store {\n  get(key: string): void;\n\ninterface Rest {\n"
    document = f"# Core\n\n## Key Interfaces\n\n### Store\n\n```typescript\n{broken}```\n"
    site.write({"packages/core/ARCHITECTURE.md": document})
    built = site.build(clean=True)
    (warning,) = built.warnings
    assert "packages/core/ARCHITECTURE.md:" in warning
    assert "[archdoc.code]" in warning
    page = _page(built, "packages/core")
    assert page.find("details") is None
    assert page.find("dl", class_="arch-interface") is None


MYST = """\
````{interface} Clock
:package: core

Tells the time.

```typescript
interface Clock {
  /** In milliseconds. */
  now(): number;
  entry: Entry;
}
```
````

```{interface} Bare
:language: typescript

interface Bare { key: Clock }
```
"""
RST = """\
.. interface:: Clock
   :package: core

   Tells the time.

   .. code-block:: typescript

      interface Clock {
        /** In milliseconds. */
        now(): number;
        entry: Entry;
      }

.. interface:: Bare
   :language: typescript

   interface Bare { key: Clock }
"""


def test_a_directive_gives_one_doctree_from_both_markups(site: Site) -> None:
    site.write({**TREE, "docs/index.md": "# Site\n\n```{toctree}\npage\n```\n"})
    shown = []
    for suffix, text in (("md", f"# P\n\n{MYST}"), ("rst", f"P\n=\n\n{RST}")):
        site.write({f"docs/page.{suffix}": text})
        built = site.build("pseudoxml", clean=True)
        (site.root / f"docs/page.{suffix}").unlink()
        assert built.warnings == []
        shown.append(re.sub(_NO_MATTER, "", built.page("page.pseudoxml")))
    assert shown[0] == shown[1]
    assert shown[0].count("<desc ") == 5
    assert "core#arch-interface-core-entry" in shown[0]


_NO_MATTER = re.compile(
    r' (?:source|force|highlight_args|linenos|xml:space|myst_slug|slug)="[^"]*"'
)
"""Attributes that say how something was written."""


def test_a_pulled_interface_or_member_is_described_without_anchors(site: Site) -> None:
    page = "# P\n\n```{interface} core#Entry\n```\n\n```{interface} core#Store.size\n```\n"
    site.write({**TREE, "docs/index.md": f"{page}\n```{{architecture-packages}}\n```\n"})
    built = site.build(clean=True)
    assert built.warnings == []
    pulled = _page(built, "index").find_all("div", class_="arch-pulled")
    texts = [[_text(dt) for dt in part.find_all("dt", class_="sig")] for part in pulled]
    assert texts == [["interface Entry", "value: string"], ["readonly size?: number"]]
    assert not [dt for part in pulled for dt in part.find_all("dt", id=True)]
