"""Diagrams with headers, as on a Git host, and diagrams that are wrong."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest

from tests.conftest import Tree
from tests.sphinx_ext.conftest import Built, Site

HEADERS = {
    "configuration": "config:\n  theme: dark\n  look: handDrawn\n",
    "title": "title: A: B\n",
    "title and configuration": 'title: "Two"\nconfig: {theme: forest}\n',
    "keys of the diagram": "displayMode: compact\nconfig:\n  gantt:\n    useWidth: 400\n",
    "a list": "config:\n  themeVariables:\n    fontSize: 16px\n",
}
GRAPH = "graph TD\n  A --> B"
OPTIONS = {
    "options in a header": ("---\nalign: center\nalt: Flow\n---\n", "", ' align="center"'),
    "options and a header": ("---\ntitle: One\nalt: Flow\n---\n", "---\ntitle: One\n---\n", ""),
    "JSON": (':config: {"theme": "dark"}\n', "---\nconfig:\n  theme: dark\n---\n", ""),
    "YAML": (":config: {theme: dark}\n", "---\nconfig:\n  theme: dark\n---\n", ""),
}
WRONG = {
    "nothing": ("", 4, '"mermaid" directive without content'),
    "no end": ("---\ntitle: x\ngraph TD\n", 4, "The header of the diagram is not closed"),
    "no such option": (f":shape: round\n{GRAPH}\n", 4, "has no option 'shape'"),
    "no configuration": (f":config: [dark]\n{GRAPH}\n", 4, "The diagram cannot be shown"),
}


def _fence(text: str) -> str:
    return f"# Page\n\nA\n```mermaid\n{text}```\n"


@pytest.fixture(scope="module")
def built(new_site: Callable[[Tree], Site]) -> Built:
    """All diagrams, each in the document of a package."""
    texts = {
        **{f"h{n}": f"---\n{header}---\n{GRAPH}\n" for n, header in enumerate(HEADERS.values())},
        **{f"o{n}": f"{case[0]}{GRAPH}\n" for n, case in enumerate(OPTIONS.values())},
        **{f"w{n}": case[0] for n, case in enumerate(WRONG.values())},
    }
    documents = {f"packages/{n}/ARCHITECTURE.md": _fence(text) for n, text in texts.items()}
    rst = "Page\n====\n\n.. mermaid::\n\n   ---\n   title: One\n   ---\n   graph TD\n     A --> B\n"
    site = new_site({**documents, "packages/rst/ARCHITECTURE.rst": rst})
    # What the directive makes of a diagram is seen where the browser gets it.
    return site.build(clean=True, archdoc_diagrams=["browser"])


def _code(built: Built, name: str) -> str:
    match = re.search(
        r'<pre[^>]*class="mermaid[^"]*"[^>]*>(.*?)</pre>', built.page(name), re.DOTALL
    )
    assert match is not None
    return html.unescape(match[1]).strip()


@pytest.mark.parametrize("case", HEADERS)
def test_a_header_stays_in_front_of_the_diagram(built: Built, case: str) -> None:
    name = f"packages/h{list(HEADERS).index(case)}.html"
    assert _code(built, name) == f"---\n{HEADERS[case]}---\n{GRAPH}"


@pytest.mark.parametrize("case", OPTIONS)
def test_options_stay_options(built: Built, case: str) -> None:
    name = f"packages/o{list(OPTIONS).index(case)}.html"
    assert _code(built, name).replace("\n\n", "\n") == OPTIONS[case][1] + GRAPH
    assert OPTIONS[case][2] in built.page(name)


def test_a_header_in_restructuredtext(built: Built) -> None:
    assert _code(built, "packages/rst.html") == f"---\ntitle: One\n---\n{GRAPH}"


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_diagram_costs_one_warning_at_its_line(built: Built, case: str) -> None:
    number = list(WRONG).index(case)
    path = f"packages/w{number}/ARCHITECTURE.md"
    (warning,) = [w for w in built.warnings if w.startswith(path) and "[myst." not in w]
    assert warning.startswith(f"{path}:{WRONG[case][1]}: ")
    assert WRONG[case][2] in warning
    if "shown" in warning:
        assert "arch-diagram-source" in built.page(f"packages/w{number}.html")


def test_right_diagrams_cost_no_warning(built: Built) -> None:
    assert [w for w in built.warnings if not w.startswith("packages/w")] == []
