"""Leaving out function bodies changes nothing but the time."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxext_archdoc.languages._ecmascript.bodies import without_bodies
from sphinxext_archdoc.languages._ecmascript.reading import read

from .test_cases import CASES, parts

TYPESCRIPT = [case for case in CASES if case.parent.name == "typescript"]
BODY = """
export class Store {
  async get<K>(key: K): Promise<V> {
    type Inner = { no: 1 };
    return `${key}`;
  }

  put(key: K, value = { a: 1 }) {
    if (key) {
      this.all = {};
    }
  }
}
"""


@pytest.mark.parametrize("case", TYPESCRIPT, ids=lambda p: p.stem)
def test_same_declarations(case: Path) -> None:
    name, text, _ = parts(case)
    jsx, ambient = name.endswith("x"), ".d." in name
    with_bodies = read(text, jsx=jsx, ambient=ambient, bodies=True)
    without = read(text, jsx=jsx, ambient=ambient, bodies=False)
    assert without.declarations == with_bodies.declarations


def test_bodies_become_blanks() -> None:
    result = without_bodies(BODY.encode()).decode()
    assert len(result) == len(BODY)
    assert [line for line in result.splitlines() if line.strip()] == [
        "export class Store {",
        "  async get<K>(key: K): Promise<V> {",
        "  }",
        "  put(key: K, value = { a: 1 }) {",
        "  }",
        "}",
    ]
    assert result.count("\n") == BODY.count("\n")


@pytest.mark.parametrize(
    "text",
    [
        "\nfunction f(): string {\n  return `\n}\n`;\n}\ninterface A { a: 1 }\n",
        "\nfunction f() {\nif (x) {\n}\ng();\n}\ninterface A { a: 1 }\n",
        "\nclass A extends\nMixin(B) {\n  a: 1;\n}\n",
        "\nclass A extends mixin(B) {\n  a: 1;\n}\n",
        "\nclass A extends mixin(\n  B\n) {\n  a: 1;\n}\n",
        "\nclass A {\n  m() {\n  if (x) {\n  }\n  n();\n  }\n  a: 1;\n}\n",
        "\nclass A {\n  m(): {\n    b: 2;\n  };\n  a: 1;\n}\n",
    ],
)
def test_misleading_layout(text: str) -> None:
    reading = read(text, jsx=False, bodies=False)
    assert reading == read(text, jsx=False, bodies=True)
    (found,) = (x for x in reading.declarations if x.name == "A")
    assert found.members[-1].name == "a"
    assert reading.error_line == 0
