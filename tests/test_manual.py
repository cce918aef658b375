"""The manual's examples work, and say the same in MyST and reStructuredText."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from docutils import nodes

from tests.conftest import write_tree

MANUAL = Path(__file__).parents[1] / "docs"
FENCE = re.compile(
    r"^(?P<marks>`{3,})(?P<language>markdown|rst)\n(?P<text>.*?)^(?P=marks)$",
    re.MULTILINE | re.DOTALL,
)
MARKUP = re.compile(r"\{[a-z:-]+\}|^\.\. [a-z:-]+::|:arch:", re.MULTILINE)
"""What tells an example of a directive or a role from one of a plain document."""

REPOSITORY = """
    ==> package.json <==
    {"name": "shop", "workspaces": ["packages/*"]}
    ==> docs/conf.py <==
    extensions = ["sphinxext_archdoc"]
    ==> packages/core/package.json <==
    {"name": "core"}
    ==> packages/core/src/store.ts <==
    export interface Store { get(key: string): string }
    export interface Entry { key: string }
    ==> packages/core/ARCHITECTURE.md <==
    # Core

    ## System Overview

    Keeps what others forget.

    ## Core Components

    - **Store**: keeps values.

    ## Key Interfaces

    ```typescript
    interface Store { get(key: string): string }
    ```

    ## Design Decisions

    ### Decision 1: Keep carts in the browser

    **Context**: Few visitors log in.

    ### Decision 2: Edge cache

    **Context**: Pages are slow.

    ## Technology Stack

    - **Language**: TypeScript
"""


class Example(NamedTuple):
    """An example of the manual."""

    page: str
    """Name that the example gets as a page."""
    place: str
    """Where it stands in the manual."""
    language: str
    text: str
    follows: str
    """Name of the example in the other markup that it stands directly below; else empty."""


def examples() -> Iterator[Example]:
    """Yield the examples of the manual that use directives or roles."""
    number, last = 0, ""
    for path in sorted(MANUAL.rglob("*.md")):
        end = -1
        text = path.read_text(encoding="utf-8")
        for fence in FENCE.finditer(text):
            if not MARKUP.search(fence["text"]):
                continue
            number += 1
            is_below = end >= 0 and not text[end : fence.start()].strip()
            pair = last if is_below and fence["language"] == "rst" else ""
            line = text.count("\n", 0, fence.start()) + 1
            place = f"{path.relative_to(MANUAL).as_posix()}:{line}"
            last, end = f"example{number:03}", fence.end()
            yield Example(last, place, fence["language"], fence["text"], pair)


EXAMPLES = list(examples())


PAIRS = [example for example in EXAMPLES if example.follows]


def page(example: Example) -> tuple[str, str]:
    """Return the path and the text of *example* as a page."""
    if example.language == "rst":
        return f"docs/{example.page}.rst", f":orphan:\n\nExample\n=======\n\n{example.text}"
    return f"docs/{example.page}.md", f"---\norphan: true\n---\n\n# Example\n\n{example.text}"


class Built(NamedTuple):
    """The build of all examples in one markup: two that say the same cannot be in one site."""

    warnings: str
    doctrees: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Build the examples of each markup as pages of one site."""
    return {
        language: build(tmp_path_factory.mktemp(language), language)
        for language in ("markdown", "rst")
    }


def build(root: Path, language: str) -> Built:
    """Build the examples in one markup."""
    (root / ".git").mkdir()
    write_tree(root, REPOSITORY)
    pages = dict(page(example) for example in EXAMPLES if example.language == language)
    write_tree(root, {**pages, "docs/index.md": "# Index\n\n```{architecture-packages}\n```\n"})
    command = [sys.executable, "-m", "sphinx", "-n", "-q", "-b", "html", "docs", "output"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return Built(done.stderr, root / "output" / ".doctrees")


PLACES = {"source", "refdoc", "docname", "path", "line"}
"""Attributes that say where something was written."""
OF_ONE_MARKUP = {"slug", "force", "highlight_args"}
"""Attributes that only one of the parsers sets."""


def doctree(built: Built, name: str) -> str:
    """Return the doctree of a page without what says where and in which markup it was written."""
    with (built.doctrees / f"{name}.doctree").open("rb") as file:
        tree = pickle.load(file)
    for node in tree.findall(nodes.Element):
        for attribute in PLACES | OF_ONE_MARKUP:
            node.attributes.pop(attribute, None)
    text = str(tree.pformat()).replace(name, "page")
    return re.sub(r"line=\d+", "line", text)  # in placeholders that hold what was read


def test_manual_has_examples_in_both_markups() -> None:
    assert {example.language for example in EXAMPLES} == {"markdown", "rst"}
    assert PAIRS


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.place)
def test_example_builds_without_a_warning(example: Example, built: dict[str, Built]) -> None:
    warnings = built[example.language].warnings.splitlines()
    assert [line for line in warnings if example.page in line] == []


@pytest.mark.parametrize("example", PAIRS, ids=lambda example: example.place)
def test_example_means_the_same_in_both_markups(example: Example, built: dict[str, Built]) -> None:
    shown = doctree(built["rst"], example.page)
    assert shown == doctree(built["markdown"], example.follows)
