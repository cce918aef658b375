"""Diagrams in words: of each kind the nodes and what joins them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.markup.outline import Outline, read_outline


def arrows(outline: Outline) -> list[str]:
    return [f"{e.source} > {e.target}" + (f": {e.label}" if e.label else "") for e in outline.edges]


CASES = {
    "flowchart": (
        "graph TD\n  a[The shop] -->|asks| b\n  c\n",
        {"a": "The shop", "b": "b", "c": "c"},
        ["a > b: asks"],
    ),
    "sequence": (
        (
            "sequenceDiagram\n  participant a as The <b>shop</b>\n  actor b\n"
            "  create participant d\n  a->>b: asks: why\n  b-->>+a: answers\n  a-xc: lost\n"
            "  a-)b : later\n  a<<->>b: both\n  Note over a,b: nothing\n  loop each\n  end\n"
        ),
        {"a": "The shop", "b": "b", "d": "d", "c": "c"},
        ["a > b: asks: why", "b > a: answers", "a > c: lost", "a > b: later", "a > b: both"],
    ),
    "names with blanks": (
        "sequenceDiagram\n  The shop->>A customer: sells\n",
        {"The shop": "The shop", "A customer": "A customer"},
        ["The shop > A customer: sells"],
    ),
    "classes": (
        (
            'classDiagram\n  class Store["The store"] {\n    +get(key) str\n  }\n'
            '  Store <|-- Disk : is a\n  Store "1" *-- "n" Item\n  Disk ..> Item\n'
        ),
        {"Store": "The store", "Disk": "Disk", "Item": "Item"},
        ["Disk > Store: is a", "Item > Store", "Disk > Item"],
    ),
    "states": (
        'stateDiagram-v2\n  [*] --> Open\n  state "Has paid" as Paid\n  Open --> Paid : pay\n',
        {"[*]": "[*]", "Open": "Open", "Paid": "Has paid"},
        ["[*] > Open", "Open > Paid: pay"],
    ),
    "entities": (
        (
            "erDiagram\n  CUSTOMER ||--o{ ORDER : places\n  ORDER }|..|{ LINE-ITEM : has\n"
            "  CUSTOMER {\n    string name\n  }\n"
        ),
        {"CUSTOMER": "CUSTOMER", "ORDER": "ORDER", "LINE-ITEM": "LINE-ITEM"},
        ["CUSTOMER > ORDER: places", "ORDER > LINE-ITEM: has"],
    ),
    "another kind": ("pie\n  title Baskets\n", {}, []),
    "nothing": ("\n%% only a comment\n", {}, []),
}


@pytest.mark.parametrize("case", CASES)
def test_nodes_and_arrows(case: str) -> None:
    source, nodes, joined = CASES[case]
    found = read_outline(source)
    assert found.nodes == nodes
    assert arrows(found) == joined


@pytest.mark.parametrize(
    ("source", "title", "description"),
    [
        ("---\ntitle: The shop\n---\ngraph TD\n a --> b\n", "The shop", ""),
        ("---\ntitle: 7\n---\ngraph TD\n", "7", ""),
        ("---\ntitle: [\n---\ngraph TD\n", "", ""),
        ("graph TD\n accTitle: The shop\n accDescr: It sells.\n", "The shop", "It sells."),
        ("graph TD\n accDescr {\n It sells\n tea.\n }\n a --> b\n", "", "It sells tea."),
        ("---\ntitle: One\n---\ngraph TD\n accTitle: Other\n", "Other", ""),
        ("sequenceDiagram\n title: Buying\n a->>b: x\n", "Buying", ""),
        ("%%{init: {}}%%\ngantt\n title A plan\n", "A plan", ""),
    ],
)
def test_titles_and_descriptions(source: str, title: str, description: str) -> None:
    found = read_outline(source)
    assert (found.title, found.description) == (title, description)


@given(st.text(alphabet="abAB[](){}<>|-=.:;%~&\"'`\n *o+x", max_size=200))
def test_nothing_raises(text: str) -> None:
    for kind in ("graph TD", "sequenceDiagram", "classDiagram", "stateDiagram-v2", "erDiagram"):
        for edge in read_outline(f"{kind}\n{text}").edges:
            assert edge.source


@pytest.mark.parametrize("kind", ["sequenceDiagram", "classDiagram", "stateDiagram", "erDiagram"])
@pytest.mark.parametrize("part", ["a", "a ", "-", "a-", "a->>", '"', "`", "[*]", "%%{", "a~", "{"])
def test_long_lines_take_no_time(kind: str, part: str) -> None:
    start = time.process_time()
    read_outline(f"{kind}\n{part * 300_000}\n" + f"{part * 600}\n" * 100)
    assert time.process_time() - start < 5
