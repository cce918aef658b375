"""Documentation texts of all languages become standard nodes."""

from __future__ import annotations

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.sphinx_ext.interfaces.documentation import documentation, split_tags


@pytest.mark.parametrize(
    ("text", "prose", "tags"),
    [
        ("Gets.", "Gets.", []),
        ("@param {Map<{a: b}>} [key=1] - which", "", [("Parameters", "key", "which")]),
        ("Gets.\n@returns {string} it\n  all", "Gets.", [("Returns", "", "it\n  all")]),
        ("@deprecated", "", [("Deprecated", "", "")]),
        ("@throws {Error} when shut", "", [("Raises", "Error", "when shut")]),
        ("Gets.\n\n:param str key: which\n:returns: it", "Gets.\n",
         [("Parameters", "key", "which"), ("Returns", "", "it")]),
        ("Gets.\n\nArgs:\n    key (str): which\n        one\n    all: yes\n\nMore.",
         "Gets.\n\nMore.", [("Parameters", "key", "which\none"), ("Parameters", "all", "yes")]),
        ("Gets.\n\nDeprecated: use Put.", "Gets.\n", [("Deprecated", "", "use Put.")]),
        ("Mail me at a@b.org", "Mail me at a@b.org", []),
        ("```\n@param in code\n```", "```\n@param in code\n```", []),
        ("Sequence :is: fine", "Sequence :is: fine", []),
    ],
)  # fmt: skip
def test_tags_are_cut_off(text: str, prose: str, tags: list[tuple[str, str, str]]) -> None:
    assert split_tags(text) == (prose, tags)


def _shown(text: str) -> nodes.Element:
    return nodes.container("", *documentation(text))


def test_markdown_is_read_and_html_is_text() -> None:
    shown = _shown("A *b* `c` <script>x</script> [d](javascript:e) [f](https://g.org)\n\n- h\n")
    assert shown.astext() == "A b c <script>x</script> [d](javascript:e) f\n\nh"
    assert [r["refuri"] for r in shown.findall(nodes.reference)] == ["https://g.org"]
    assert not list(shown.findall(nodes.raw))
    assert len(list(shown.findall(nodes.bullet_list))) == 1


def test_roles_of_docstrings_are_code() -> None:
    shown = _shown("See :class:`Store`, :py:meth:`~Store.get` and at 12:30:`now`.")
    assert [code.astext() for code in shown.findall(nodes.literal)] == [
        "Store",
        "~Store.get",
        "now",
    ]
    assert shown.astext() == "See Store, ~Store.get and at 12:30:now."


def test_code_is_code() -> None:
    (block,) = _shown("```ts\nget()\n```").findall(nodes.literal_block)
    assert (block.astext(), block["language"]) == ("get()", "ts")


def test_links_of_tags_name_what_they_lead_to() -> None:
    (literal,) = _shown("See {@link Store.get}.").findall(nodes.literal)
    assert literal.astext() == "Store.get"


@given(st.text(alphabet="@:*-`[]()<>{} \n\tparmx", max_size=80))
def test_any_text_is_shown(text: str) -> None:
    shown = _shown(text)
    assert not list(shown.findall(nodes.raw))
    assert bool(text.strip()) or not shown.children
