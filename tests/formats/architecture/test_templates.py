"""Which template a document follows, and what is said of a document that is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.formats._document_outline import choose_template
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.model import SectionState, Template
from sphinxext_archdoc.templates.reading import read_template, shipped_template, shipped_text

from .reading import read

HOUSE = """\
# {package}

## What it is

{one sentence}

## Parts

- **Example part**: what it does

## Decisions

### Decision 1: Our example

**Context**: An example.
"""


def template(path: str, text: str, *documents: str) -> Template:
    return replace(read_template(parse(path, text)), documents=documents)


ONE = template("docs/one.md", "# T\n\n## A\n\n## B\n")
TWO = template("docs/two.md", "# T\n\n## B\n\n## C\n\n## D\n")
APPS = template("docs/apps.md", "# T\n\n## E\n", "apps/**")


@pytest.mark.parametrize(
    ("path", "text", "chosen"),
    [
        ("apps/web/ARCHITECTURE.md", "---\ntemplate: one\n---\n# X\n\n## A\n", APPS),
        ("APPS/web/ARCHITECTURE.md", "# X\n\n## A\n", APPS),
        ("lib/ARCHITECTURE.md", "---\ntemplate: two.md\n---\n# X\n\n## A\n", TWO),
        ("lib/ARCHITECTURE.md", "---\ntemplate: docs/two.md\n---\n# X\n\n## A\n", TWO),
        ("lib/ARCHITECTURE.md", "---\ntemplate: [two]\n---\n# X\n\n## A\n", ONE),
        ("lib/ARCHITECTURE.md", "# X\n\n## C\n\n## 2. D:\n", TWO),
        ("lib/ARCHITECTURE.md", "# X\n\n## B\n", ONE),
        ("lib/ARCHITECTURE.md", "# X\n\n## E\n", ONE),
        ("lib/ARCHITECTURE.md", "", ONE),
    ],
)
def test_choice_of_a_template(path: str, text: str, chosen: Template) -> None:
    assert choose_template(parse(path, text), [ONE, TWO, APPS]) is chosen


def test_no_template_is_chosen_among_none() -> None:
    assert choose_template(parse("a.md", "# X\n"), []) is None


def test_a_document_of_no_template_is_compared_with_those_for_others() -> None:
    assert choose_template(parse("lib/a.md", "# X\n"), [APPS]) is APPS


def test_shipped_template_gives_no_records() -> None:
    found = read(shipped_text())
    assert (found.title, found.summary, found.records) == ("pkg", "", ())
    assert {s.state for s in found.sections} == {SectionState.PLACEHOLDER}


def test_shipped_template_gives_no_records_under_another() -> None:
    found = read(shipped_text(), templates=[ONE])
    assert (found.summary, found.records) == ("", ())


def test_template_of_the_house_gives_no_records() -> None:
    found = read(HOUSE, templates=[template("house.md", HOUSE)])
    assert found.records == ()
    assert [(s.name, s.state) for s in found.sections] == [
        ("what-it-is", SectionState.PLACEHOLDER),
        ("parts", SectionState.PLACEHOLDER),
        ("decisions", SectionState.PLACEHOLDER),
    ]


def test_values_of_a_template_are_meant_once_its_guidance_is_gone() -> None:
    text = "# T\n\n## Technology Stack\n\n[List them.]\n\n- **Language**: TypeScript\n"
    stack = template("house.md", text)
    assert read(text, templates=[stack]).records == ()
    kept = read(text.replace("[List them.]\n\n", ""), templates=[stack])
    assert [r.title for r in kept.records] == ["TypeScript"]


def test_template_text_beside_written_text_gives_no_record() -> None:
    house = HOUSE.replace("## Parts", "## Components\n\n[Name them.]")
    filled = house.replace("\n## Decisions", "- **Roof**: keeps rain out\n\n## Decisions")
    found = read(filled, templates=[template("house.md", house)])
    assert [r.title for r in found.records] == ["Roof"]


def test_missing_renamed_and_own_sections() -> None:
    text = "# X\n\n## Components\n\nSome.\n\n## Paint\n\nBlue.\n\n## Security Considerations\n"
    states = {s.name: s.state for s in read(text).sections}
    assert states.pop("core-components") is SectionState.RENAMED
    assert states.pop("paint") is SectionState.EXTRA
    assert states.pop("security-considerations") is SectionState.EMPTY
    assert set(states.values()) == {SectionState.MISSING}
    assert len(states) == 12


def test_states_come_in_the_order_of_the_template() -> None:
    text = "# X\n\n## References\n\nA.\n\n## Zoo\n\n## System Overview\n\nB.\n"
    names = [s.name for s in read(text).sections]
    assert names == [*(s.name for s in shipped_template().sections), "zoo"]


def test_heading_that_the_configuration_names_is_not_renamed() -> None:
    config = Config(heading_aliases={"Core Components": ("Pieces",), "decisions": ("Taken",)})
    text = "# X\n\n## Pieces\n\n- **Roof**: on top\n\n## Taken\n\n### Slates\n\nThey last.\n"
    found = read(text, config=config)
    assert [(r.object_type, r.title) for r in found.records] == [
        ("component", "Roof"),
        ("decision", "Slates"),
    ]
    states = {s.name: s.state for s in found.sections if s.line}
    assert states == {
        "core-components": SectionState.WRITTEN,
        "design-decisions": SectionState.WRITTEN,
    }


def test_alias_of_a_role_that_the_template_does_not_ask_for() -> None:
    config = Config(heading_aliases={"Core Components": ("Pieces",)})
    found = read("# X\n\n## A\n\n## Pieces\n\n- **Roof**: top\n", config=config, templates=[ONE])
    assert [r.title for r in found.records] == ["Roof"]


def test_field_that_the_configuration_names() -> None:
    text = "# X\n\n## Decisions\n\n### A\n\n**Cost**: high\n\n**Colour**: red\n"
    (decision,) = read(text, config=Config(field_aliases={"consequences": ("Cost",)})).records
    assert [(f.name, f.text) for f in decision.fields] == [  # type: ignore[attr-defined]
        ("consequences", "high\n\n**Colour**: red")
    ]
