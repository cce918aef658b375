"""Mermaid flowcharts: which nodes and arrows they show."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.markup.flowchart import MAX_EDGES, read_flowchart


def arrows(source: str) -> list[str]:
    """Return the arrows of a flowchart with *source* as its body."""
    edges = read_flowchart(f"graph TD\n{source}").edges
    return [f"{e.source}>{e.target}" + (f" {e.label}" if e.label else "") for e in edges]


def labels(source: str) -> dict[str, str]:
    """Return the labels of the nodes of a flowchart with *source* as its body."""
    return dict(read_flowchart(f"graph TD\n{source}").nodes)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("A --> B", ["A>B"]),
        ("A-->B-->C", ["A>B", "B>C"]),
        ("A --> B; B --> C;", ["A>B", "B>C"]),
        ("A & B --> C & D", ["A>C", "A>D", "B>C", "B>D"]),
        ("A -->|reads from| B", ["A>B reads from"]),
        ('A -->|"a, (b)"| B', ["A>B a, (b)"]),
        ("A -- yes, go --> B", ["A>B yes, go"]),
        ("A == thick ==> B", ["A>B thick"]),
        ("A -. a.b..c .-> B", ["A>B a.b..c"]),
        ("A -.-> B -.- C", ["A>B", "B>C"]),
        ("A --- B === C", ["A>B", "B>C"]),
        ("A ----> B ===> C", ["A>B", "B>C"]),
        ("A --o B --x C o--o D", ["A>B", "B>C", "C>D"]),
        ("A <--> B", ["A>B", "B>A"]),
        ("A ~~~ B", []),
        ("A e1@--> B", ["A>B"]),
        ("a-b --> c.d --> e_f", ["a-b>c.d", "c.d>e_f"]),
        ("节点 --> Узел", ["节点>Узел"]),
        ("A[One] -->\n  B[Two]", ["A>B"]),
        ("A --> A", ["A>A"]),
        ("A[never closed --> B\nC --> D", ["C>D"]),
        ("A --> \nB", ["A>B"]),
        ("A B --> C\nD --> E", ["D>E"]),
        ("style A fill:#f9f,stroke:#333\nA --> B", ["A>B"]),
        ('click A "https://example.org" _blank; A --> B', ["A>B"]),
        ("classDef x fill:#fff\nclass A,B x\nlinkStyle 0 stroke:red\nA:::x --> B", ["A>B"]),
        ("%% A --> X\nA --> B", ["A>B"]),
        ("accTitle: A --> X; C --> D\nA --> B", ["A>B"]),
        ("end_here --> style_guide", ["end_here>style_guide"]),
    ],
)
def test_arrows(source: str, expected: Sequence[str]) -> None:
    assert arrows(source) == expected


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("N", "N"),
        ("N[Text]", "Text"),
        ("N(Text)", "Text"),
        ("N([Text])", "Text"),
        ("N[[Text]]", "Text"),
        ("N[(Text)]", "Text"),
        ("N((Text))", "Text"),
        ("N(((Text)))", "Text"),
        ("N>Text]", "Text"),
        ("N{Text}", "Text"),
        ("N{{Text}}", "Text"),
        ("N[/Text/]", "Text"),
        ("N[\\Text\\]", "Text"),
        ("N[/Text\\]", "Text"),
        ("N(-Text-)", "Text"),
        ("N(-5)", "-5"),
        ('N["Text (with) [marks]; --> |"]', "Text (with) [marks]; --> |"),
        ('N["`**Text** in two\nlines`"]', "Text in two lines"),
        ("N[one<br/>two<br>three]", "one two three"),
        ("N[a #amp; b &lt; c]", "a & b < c"),
        ("N[fa:fa-car Text]", "Text"),
        ('N@{ shape: rect, label: "Text, all of it" }', "Text, all of it"),
        ("N@{ label: Text }", "Text"),
        ("N@{ shape: rect }", "N"),
        ("N:::big", "N"),
        ("N[Text]:::big", "Text"),
    ],
)
def test_label_of_a_node(source: str, label: str) -> None:
    assert labels(source) == {"N": label}
    assert labels(f"{source} --> M") == {"N": label, "M": "M"}


def test_label_may_come_later() -> None:
    assert labels("A --> B\nB[Text]\nB --> C") == {"A": "A", "B": "Text", "C": "C"}


def test_subgraphs_are_nodes_where_arrows_lead_to_them() -> None:
    source = """
        subgraph one [Part one]
            direction LR
            A --> B
        end
        subgraph two["Part two"]
            C
        end
        subgraph Part three
            D
        end
        one --> C
        D --> two
    """
    assert arrows(source) == ["A>B", "one>C", "D>two"]
    found = labels(source)
    assert (found["one"], found["two"]) == ("Part one", "Part two")
    assert set(found) == {"A", "B", "C", "D", "one", "two"}


@pytest.mark.parametrize(
    ("source", "kind", "nodes"),
    [
        ("graph TD\nA", "graph", 1),
        ("flowchart LR; A", "flowchart", 1),
        ("flowchart-elk TB\nA", "flowchart-elk", 1),
        ("graph\nA", "graph", 1),
        ("graph LR A --> B", "graph", 2),
        ("\n\n  graph TD\n  A", "graph", 1),
        ("%% first\ngraph TD\nA", "graph", 1),
        ("%%{init: {\n'theme': 'dark'}}%%\ngraph TD\nA", "graph", 1),
        ("---\ntitle: A --> B\nconfig:\n  theme: dark\n---\ngraph TD\nA", "graph", 1),
        ("graph TD\r\nA\r\nB", "graph", 2),
        ("sequenceDiagram\nA->>B: hello", "sequenceDiagram", 0),
        ("stateDiagram-v2\nA --> B", "stateDiagram-v2", 0),
        ("---\nnever closed", "", 0),
        ("", "", 0),
        ("%% only a comment", "", 0),
    ],
)
def test_kind(source: str, kind: str, nodes: int) -> None:
    found = read_flowchart(source)
    assert (found.kind, len(found.nodes)) == (kind, nodes)


def test_arrows_have_an_end() -> None:
    many = " & ".join(f"n{i}" for i in range(300))
    assert len(arrows(f"{many} --> {many}")) == MAX_EDGES


@given(st.text(alphabet="AB-=.<>|[](){}\"'&;:%~/\\xo@# \n`", max_size=80))
def test_nothing_is_too_bad(text: str) -> None:
    found = read_flowchart(f"graph TD\n{text}")
    ends = {end for edge in found.edges for end in (edge.source, edge.target)}
    assert ends <= found.nodes.keys()


@pytest.mark.parametrize(
    "piece",
    ["A[x ", 'A["x ', "A-- x", "A-.", "-", ".", "%%{", "}}%%%%{", "a&", "A{{\n", "A@{ ", "|"],
)
def test_long_sources_take_no_time(piece: str) -> None:
    assert read_flowchart("graph TD\n" + piece * 100_000).kind == "graph"
