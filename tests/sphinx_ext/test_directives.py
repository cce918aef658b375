"""What directives define is recorded once, wherever it is shown."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from tests.sphinx_ext.conftest import INDEX, Built, Site, package

DIRECTIVE = """\
```{architecture-decision} Sessions live in the browser
:id: 7
:status: accepted

**Decision**: It is a signed cookie.
```
"""
ORPHAN = "---\norphan: 1\n---\n"
OTHER = """\
```{architecture-decision} Cookies are signed
:id: 8
:depends-on: 7

**Decision**: Y.
```
"""


@pytest.fixture
def site(site: Site) -> Site:
    """A site whose index shows titles alone."""
    site.write(
        {"docs/index.md": INDEX.replace("{decision-index}", "{decision-index}\n:columns: title")}
    )
    return site


def _index(built: Built) -> dict[str, list[str]]:
    """Return the addresses that the decision index gives to each title."""
    found: dict[str, list[str]] = {}
    page = BeautifulSoup(built.page("index.html"), "html.parser")
    for link in page.select("table.arch-index tbody a"):
        found.setdefault(link.text, []).append(str(link["href"]))
    return found


def _text(built: Built, page: str) -> str:
    body = BeautifulSoup(built.page(page), "html.parser").select_one(".body")
    assert body is not None
    return " ".join(body.text.split())


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_what_is_included_is_recorded_on_its_own_page(site: Site, suffix: str) -> None:
    including = {
        "md": f"{ORPHAN}# Whole\n\n```{{include}} part.md\n```\n",
        "rst": ":orphan:\n\nWhole\n=====\n\n"
        ".. include:: part.md\n   :parser: myst_parser.sphinx_\n",
    }
    site.write({"docs/part.md": f"{ORPHAN}{DIRECTIVE}", f"docs/a.{suffix}": including[suffix]})
    built = site.build(clean=True)
    assert built.warnings == []
    assert _index(built) == {"Sessions live in the browser": ["part.html#arch-decision-7"]}
    assert built.page("genindex.html").count("Sessions live in the browser") == 1
    for page in ("a.html", "part.html"):
        assert "accepted" in _text(built, page)
        assert "It is a signed cookie." in _text(built, page)


def test_what_two_pages_include_is_recorded_on_the_first(site: Site) -> None:
    include = "```{include} parts/one.txt\n:start-after: HERE\n```\n"
    site.write(
        {
            "docs/parts/one.txt": f"HERE\n\n{DIRECTIVE}",
            "docs/b.md": f"{ORPHAN}# B\n\n{include}",
            "docs/a.md": f"{ORPHAN}# A\n\n{include}",
        }
    )
    built = site.build(clean=True)
    assert built.warnings == []
    assert _index(built) == {"Sessions live in the browser": ["a.html#arch-decision-7"]}
    for page in ("a.html", "b.html"):
        assert "accepted" in _text(built, page)


def test_two_pages_include_two_parts_of_a_file(site: Site) -> None:
    site.write(
        {
            "docs/parts/both.txt": f"{DIRECTIVE}\nCUT\n\n{OTHER}",
            "docs/a.md": f"{ORPHAN}# A\n\n```{{include}} parts/both.txt\n:end-before: CUT\n```\n",
            "docs/b.md": f"{ORPHAN}# B\n\n```{{include}} parts/both.txt\n:start-after: CUT\n```\n",
        }
    )
    built = site.build(clean=True)
    assert built.warnings == []
    assert sorted(_index(built)) == ["Cookies are signed", "Sessions live in the browser"]


def test_an_included_record_changes_on_every_page(site: Site) -> None:
    site.write(
        {
            "docs/part.md": f"{ORPHAN}# Part\n\n{DIRECTIVE}",
            "docs/whole.md": f"{ORPHAN}# Whole\n\n```{{include}} part.md\n```\n",
            "docs/other.md": f"{ORPHAN}# Other\n\n{OTHER}",
        }
    )
    site.build(clean=True)
    site.write({"docs/other.md": f"{ORPHAN}# Other\n\n{OTHER.replace('signed', 'sealed')}"})
    built = site.build()
    for page in ("whole.html", "part.html"):
        assert "Cookies are sealed" in _text(built, page)


STUB = f"{ORPHAN}```{{include}} ../packages/core/ARCHITECTURE.md\n```\n"


def test_an_included_document_is_recorded_where_it_is_mounted(site: Site) -> None:
    document = package("core", "Use queues") + "\n" + DIRECTIVE
    site.write({"packages/core/ARCHITECTURE.md": document, "docs/stub.md": STUB})
    built = site.build(clean=True)
    assert [w for w in built.warnings if "duplicate label" not in w] == []
    assert _index(built) == {
        "Use queues": ["packages/core.html#arch-decision-core-1"],
        "Sessions live in the browser": ["packages/core.html#arch-decision-core-7"],
    }


def test_an_included_document_that_is_not_mounted_is_recorded_where_it_is_included(
    site: Site,
) -> None:
    document = package("core", "Use queues") + "\n" + DIRECTIVE
    site.write({"packages/core/ARCHITECTURE.md": document, "docs/stub.md": STUB})
    built = site.build(clean=True, exclude_patterns=["packages/*"])
    assert built.warnings == []
    assert _index(built) == {
        "Use queues": ["stub.html#arch-decision-core-1"],
        "Sessions live in the browser": ["stub.html#arch-decision-core-7"],
    }


def test_records_that_show_each_other_end(site: Site) -> None:
    show = "```{{architecture-decision}} {}\n```\n"
    define = "````{{architecture-decision}} {}\n:id: {}\n\nText of {}.\n\n{}````\n"
    site.write(
        {
            "docs/a.md": f"{ORPHAN}# A\n\n{define.format('One', 1, 'one', show.format(2))}\n"
            f"{define.format('Itself', 3, 'itself', show.format(3))}",
            "docs/b.md": f"{ORPHAN}# B\n\n{define.format('Two', 2, 'two', show.format(1))}",
            "docs/c.md": f"{ORPHAN}# C\n\n{show.format(1)}\n{show.format(1)}\n{show.format(3)}",
        }
    )
    built = site.build(clean=True)
    assert built.warnings == []
    assert _text(built, "a.html").count("Text of two.") == 1
    shown = _text(built, "c.html")
    assert (shown.count("Text of one."), shown.count("Text of two.")) == (2, 2)
    assert shown.count("Text of itself.") == 1


DEEP = {
    "packages/core/docs/flow.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "packages/core/docs/data.csv": "1,2\n",
    "packages/core/ARCHITECTURE.md": package("core", "Use queues").replace(
        "**Decision**: Use queues it is.",
        "**Decision**: See [below](#design-decisions), [web](../web/ARCHITECTURE.md) and a "
        "note[^n]. {download}`data <docs/data.csv>`\n\n![flow](docs/flow.svg)\n\n"
        "$$x = y$$ (sum)\n\n{index}`queues`\n\n[^n]: A note about queues.",
    ),
    "packages/web/ARCHITECTURE.md": package("web"),
    "docs/one/two/page.md": f"{ORPHAN}# Page\n\n```{{architecture-decision}} core#1\n```\n\n"
    "Own note[^n].\n\n```{architecture-decision} core#1\n```\n\n[^n]: My own note.\n",
}
SETTINGS = {"myst_enable_extensions": ["dollarmath"]}


def test_what_is_shown_elsewhere_keeps_its_links_and_pictures(site: Site) -> None:
    site.write(DEEP)
    built = site.build(clean=True, **SETTINGS)
    assert built.warnings == []
    page = BeautifulSoup(built.page("one/two/page.html"), "html.parser")
    links = {a.text: a["href"] for a in page.select(".arch-pulled a[href]")}
    assert links["below"] == "../../packages/core.html#design-decisions"
    assert links["web"] == "../../packages/web.html"
    assert links["core#1 Use queues"] == "../../packages/core.html#arch-decision-core-1"
    assert (built.out / "one/two" / links["data"]).is_file()
    pictures = [str(img["src"]) for img in page.select(".arch-pulled img")]
    assert len(pictures) == 2
    assert all((built.out / "one/two" / picture).is_file() for picture in pictures)
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert len(page.select(".arch-footnote")) == 2
    own = page.select_one("aside.footnote")
    assert own is not None
    assert "My own note." in own.text
    assert built.page("genindex.html").count("queues</a>") == 1


def test_what_is_shown_elsewhere_is_text(site: Site) -> None:
    site.write(DEEP)
    built = site.build("text", clean=True, **SETTINGS)
    assert built.warnings == []
    page = built.page("one/two/page.txt")
    assert page.count("A note about queues.") == 2
    assert page.count("My own note.") == 1


def test_what_is_shown_elsewhere_has_no_label_twice_in_latex(site: Site) -> None:
    site.write(DEEP)
    documents = [("index", "site.tex", "Site", "us", "manual")]
    index = (site.root / "docs/index.md").read_text(encoding="utf-8")
    index += "\n```{toctree}\none/two/page\n```\n"
    site.write({"docs/index.md": index, "docs/one/two/page.md": DEEP["docs/one/two/page.md"][18:]})
    built = site.build("latex", clean=True, latex_documents=documents, **SETTINGS)
    assert [w for w in built.warnings if "mimetypes" not in w and "svg" not in w] == []
    text = built.page("site.tex")
    labels = re.findall(r"\\label\{([^}]*)\}", text)
    assert len(labels) == len(set(labels))
    references = re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", text)
    assert set(references) <= {label.removeprefix("\\detokenize{") for label in labels}
    assert text.count("A note about queues.") == 3
    assert text.count(r"\index{queues") == 1


def test_a_directive_takes_a_name_and_classes(site: Site) -> None:
    text = DIRECTIVE.replace(":id: 7", ":id: 7\n:name: the-cookie\n:class: wide tall")
    site.write({"docs/a.md": f"{ORPHAN}# A\n\n[](#the-cookie) {{ref}}`so <the-cookie>`\n\n{text}"})
    built = site.build(clean=True)
    assert [w for w in built.warnings if "implicit_text" not in w] == []
    page = BeautifulSoup(built.page("a.html"), "html.parser")
    container = page.select_one(".arch-record.wide.tall")
    assert container is not None
    assert container["id"] == "the-cookie"
    assert [a["href"] for a in page.select(".body a") if a.text == "so"] == ["#the-cookie"]
