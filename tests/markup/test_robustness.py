"""Documents that are larger, deeper or stranger than people write them."""

from __future__ import annotations

import sys

import pytest
from docutils.parsers.rst import Directive, directives, roles

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.tree import Document, Item, ListBlock, Quote

LONG = 60_000
"""Characters: what takes their square does not end in any time one would wait."""
LONG_RST = 22_000
"""Characters: docutils takes longer, and reads in pieces what is longer than 20,000."""

INLINE = [
    *("a", "*", "**a", "_a", "*a_", "*a *", "***a* b", "**a *b", "*_", "`", "``a`", "`` ` "),
    *("[", "![", "[a](", "[](a ", '[](a "', "[a](b 'x", "[a](<b", "[a][", "[]", "]", "](a)"),
    *("<", "<a", "</a", "<!--", "<?", '<a b="', "<a b='<a c=\"", "<a b='\" c=\"' ", "<a@b", "<a:"),
    *("<a href='x'>", "&", "&#", "&amp;", "\\", "{a}`", "{doc}`a <b>`", "~", "~~a", "https://"),
    *("https://a)", "[^a", "{#a} ", "'*'", "a_ ", "`a <b>`_ ", ":a:`b` ", "|a| ", "[1]_ ", "a@b "),
]
BLOCKS = [
    *("# a\n", "a\n===\n", "---\n", "- a\n", "1. a\n", "- a\n\n", "* ", "> ", "> a\n\n", "> a\n"),
    *(
        "```\n",
        "```\na\n",
        ":::a\n",
        "% a\n",
        "+++\n",
        "(a)=\n",
        "<div>\n",
        "<!-- \n",
        "<!--a-->\n",
    ),
    *("[a]: b\n", "[^1]: a\n\n    ", "|a|b|\n|-|-|\n", "|a\n", "a\n    b\n", "  - a\n", "\t", "\n"),
]
RST_BLOCKS = [
    *(
        "- a\n",
        "- a\n\n",
        "* a\n- b\n",
        "#. a\n",
        ":a: b\n",
        "a\n  b\n",
        "  a\n\n",
        "a::\n\n  b\n\n",
    ),
    *(".. a\n", ".. _a: b\n", ".. _a\n", ".. a:: b\n   :c: d\n\n   e\n\n", "__ a\n", "| a\n"),
    *(">>> a\n", "-a  b\n", "+-+\n| a |\n", "== ==\n", "== ==\na  b\n== ==\n\n", "a\n----\n"),
]


@pytest.mark.parametrize("piece", INLINE)
@pytest.mark.parametrize("name", ["a.md", "a.rst"])
def test_long_lines_are_read_in_linear_time(name: str, piece: str) -> None:
    raw = piece * ((LONG if name == "a.md" else LONG_RST) // len(piece))
    document = parse(name, raw)
    assert len(document.plain(raw)) <= 2 * len(raw)
    assert all(link.offset < len(raw) for link in document.links(raw))


@pytest.mark.parametrize("piece", BLOCKS)
def test_long_documents_are_read_in_linear_time(piece: str) -> None:
    document = parse("a.md", piece * (LONG // len(piece)))
    assert document.root.end_line == len(document.lines)


@pytest.mark.parametrize("piece", RST_BLOCKS)
def test_long_rst_is_read(piece: str) -> None:
    document = parse("a.rst", piece * (LONG_RST // len(piece)))
    assert document.root.end_line == len(document.lines)


def test_five_megabytes_on_one_line() -> None:
    text = "# Title\n\n" + "*word* " + "and so on, " * 450_000
    document = parse("a.md", text)
    assert [s.title for s in document.root.sections] == ["Title"]
    assert document.plain(document.lines[2]).startswith("word and so on, and so on,")


def test_ten_thousand_decisions() -> None:
    decision = "### Decision {}: Cache\n\n**Context**: slow.\n\n**Decision**: cache `x`.\n\n"
    text = "# Title\n\n## Design Decisions\n\n" + "".join(map(decision.format, range(10_000)))
    document = parse("a.md", text)
    decisions = document.root.sections[0].sections[0].sections
    assert len(decisions) == 10_000
    assert decisions[-1].title == "Decision 9999: Cache"
    assert decisions[-1].line == 4 + 6 * 9999 + 1


DEEP = {
    "quotes": ("a.md", "> " * 5000 + "text\n\n# After\n"),
    "many quotes": ("a.md", ("> " * 5000 + "text\n") * 20 + "\n# After\n"),
    "lists": ("a.md", "- " * 5000 + "text\n\n# After\n"),
    "lists by lines": ("a.md", "".join("  " * i + "- a\n" for i in range(1500)) + "\n# After\n"),
    "rst quotes": ("a.rst", "".join(" " * i + "a\n\n" for i in range(1500)) + "After\n=====\n"),
    "rst lists": ("a.rst", "- " * 5000 + "text\n\nAfter\n=====\n"),
    "rst fields": ("a.rst", ":a: " * 5000 + "text\n\nAfter\n=====\n"),
    "rst definitions": (
        "a.rst",
        "".join(" " * i + "a\n" for i in range(1500)) + "\nAfter\n=====\n",
    ),
}


@pytest.mark.parametrize(("name", "text"), DEEP.values(), ids=DEEP)
def test_deep_nesting_is_reported_once(name: str, text: str) -> None:
    document = parse(name, text)
    assert [d.code for d in document.diagnostics] == [Code.TOO_LARGE]
    assert [s.title for s in document.root.sections] == ["After"]


@pytest.mark.parametrize(("name", "step"), [("a.md", "  "), ("a.rst", "  ")])
def test_usual_nesting_is_read(name: str, step: str) -> None:
    text = "".join(step * depth + f"- level {depth}\n\n" for depth in range(12))
    document = parse(name, text)
    assert document.diagnostics == ()
    depth = 0
    blocks = document.root.blocks
    while blocks and isinstance(blocks[-1], ListBlock):
        item = blocks[-1].items[-1]
        assert item.text == f"level {depth}"
        blocks, depth = item.blocks, depth + 1
    assert depth == 12


def test_little_stack_is_no_crash() -> None:
    text = "Title\n=====\n\n" + "- " * 25 + "text\n"
    limit = sys.getrecursionlimit()
    frame, used = sys._getframe(), 0
    while frame is not None:
        frame, used = frame.f_back, used + 1
    sys.setrecursionlimit(used + 150)
    try:
        document = parse("a.rst", text)
    finally:
        sys.setrecursionlimit(limit)
    assert [d.code for d in document.diagnostics] == [Code.TOO_LARGE]


def test_tables_in_tables_stay_directives() -> None:
    text = "text"
    for depth in range(3, 150):
        text = f"{'`' * depth}{{table}}\n{text}\n{'`' * depth}\n"
    assert parse("a.md", text).root.blocks
    body = "".join(" " * 3 * depth + ".. table::\n\n" for depth in range(100))
    assert parse("a.rst", body).root.blocks


FRONT_MATTER = {
    "deep": "a: " + "[" * 5000,
    "deeper than YAML's reader goes": "a: " + "[" * 100_000,
    "deep mappings": "a:\n" + "".join(" " * i + "b:\n" for i in range(1, 200)),
    "large": "a: b\n" * 100_000,
    "aliases of aliases": "a0: &a0 [x, x]\n"
    + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 60)),
}


@pytest.mark.parametrize("content", FRONT_MATTER.values(), ids=FRONT_MATTER)
def test_large_front_matter(content: str) -> None:
    document = parse("a.md", f"---\nstatus: accepted\n{content}\n---\n# Title\n")
    assert document.front_matter["status"] == "accepted"
    assert [d.code for d in document.diagnostics] in ([Code.TOO_LARGE], [Code.FRONT_MATTER])
    assert [s.title for s in document.root.sections] == ["Title"]


class Forbidden(Directive):
    """A directive that must not be run, as those of Sphinx without their environment."""

    has_content = True

    def run(self) -> list[object]:
        raise AssertionError("a directive was run")


def test_rst_runs_nothing(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture) -> None:
    monkeypatch.setitem(directives._directives, "forbidden", Forbidden)
    monkeypatch.setitem(roles._roles, "forbidden", lambda *_: pytest.fail("a role was run"))
    before = (dict(directives._directives), dict(roles._roles))
    text = (
        ".. forbidden:: x\n\n   y\n\n.. include:: a.rst\n\n.. role:: new\n\n.. unknown:: z\n\n"
        ":forbidden:`text` :unknown:`text` |a| `unclosed\n\n.. |a| forbidden:: x\n\n"
        ".. default-role:: math\n\nTitle\n==\n\nBad title\n===\n\n* a\n b\n"
    )
    document = parse("a.rst", text)
    assert "text text" in document.plain(":forbidden:`text` :unknown:`text` |a| `unclosed")
    assert (directives._directives, roles._roles) == before
    assert capfd.readouterr() == ("", "")


def test_lazy_quotes_and_items_hold_their_text() -> None:
    document = parse("a.md", "> one\ntwo\n\n- three\nfour\n")
    quote, items = document.root.blocks
    assert isinstance(quote, Quote)
    assert isinstance(items, ListBlock)
    assert source(document, quote) == "> one\ntwo"
    assert source(document, items.items[0]) == "- three\nfour"


def source(document: Document, block: Quote | Item) -> str:
    return document.source(block.line, block.end_line)
