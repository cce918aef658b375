"""The shared templates: the one that ships, and those that a repository configures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sphinxext_archdoc.config import Config, Settings, from_mapping
from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.model import Template
from sphinxext_archdoc.templates.reading import (
    configured_templates,
    read_template,
    shipped_template,
    shipped_text,
)
from sphinxext_archdoc.vocabulary.placeholders import is_placeholder
from sphinxext_archdoc.vocabulary.sections import roles

Repository = Callable[[Any], Path]

HOUSE = """\
# {package}

## What it is

{one sentence}

## Parts

- **Example part**: what it does

## Choices
"""


def settings(root: Path, **values: Any) -> Settings:
    config, diagnostics = from_mapping(values, base=Config())
    assert not diagnostics
    return Settings(config=config, root=root)


def configured(root: Path, **values: Any) -> tuple[list[Template], list[Code]]:
    templates, diagnostics = configured_templates(settings(root, **values))
    return list(templates), [d.code for d in diagnostics]


def test_shipped_template_has_a_section_for_each_role_in_order() -> None:
    assert tuple(s.role for s in shipped_template().sections) == roles()
    assert len(shipped_template().sections) == 14


def test_shipped_template_names_sections_by_their_slugs() -> None:
    names = [s.name for s in shipped_template().sections]
    assert names[:3] == ["system-overview", "core-components", "component-relationships"]
    assert "monitoring-and-logging" in names


def test_shipped_template_says_nothing_outside_of_placeholders() -> None:
    document = parse("ARCHITECTURE.md", shipped_text())
    for section in document.root.walk():
        for block in section.blocks:
            for number in range(block.line, block.end_line + 1):
                line = document.lines[number - 1]
                is_prose = line.startswith(("[", "-", "1", "2", "**"))
                assert is_placeholder(line) or not is_prose, line


def test_shipped_template_is_used_without_configuration(tmp_path: Path) -> None:
    templates, codes = configured(tmp_path)
    assert templates == [shipped_template()]
    assert templates[0].path == ""
    assert codes == []


def test_template_of_the_repository(repository: Repository) -> None:
    root = repository({"docs/house.md": HOUSE})
    entry = {"path": "docs/house.md", "documents": ["apps/**"], "aliases": {"Parts": ["Pieces"]}}
    templates, codes = configured(root, templates=[entry], heading_aliases={"Choices": ["Taken"]})
    assert codes == []
    (template,) = templates
    assert template.path == "docs/house.md"
    assert template.documents == ("apps/**",)
    assert template.title == "{package}"
    shown = [(s.name, s.heading, s.level, s.role, s.aliases) for s in template.sections]
    assert shown == [
        ("what-it-is", "What it is", 2, "", ()),
        ("parts", "Parts", 2, "", ("Pieces",)),
        ("choices", "Choices", 2, "", ("Taken",)),
    ]
    assert template.sections[1].prose == {"example part: what it does"}


def test_aliases_name_a_section_by_heading_or_role(tmp_path: Path) -> None:
    aliases = {"Key Interfaces": ["Ports"], "components": ["Pieces"], "Nowhere": ["Lost"]}
    (template,), _ = configured(tmp_path, heading_aliases=aliases)
    found = {s.role: s.aliases for s in template.sections if s.aliases}
    assert found == {"interfaces": ("Ports",), "components": ("Pieces",)}


@pytest.mark.parametrize(
    ("path", "code"), [("gone.md", Code.CONFIG), ("../outside.md", Code.OUTSIDE)]
)
def test_template_that_cannot_be_read(repository: Repository, path: str, code: Code) -> None:
    root = repository({"x": ""})
    (root.parent / "outside.md").write_text("# Outside\n", encoding="utf-8")
    templates, codes = configured(root, templates=[{"path": path}])
    assert codes == [code]
    assert templates == [shipped_template()]


def test_one_unreadable_template_costs_no_other(repository: Repository) -> None:
    root = repository({"house.md": HOUSE})
    templates, codes = configured(root, templates=[{"path": "gone.md"}, {"path": "house.md"}])
    assert [t.path for t in templates] == ["house.md"]
    assert codes == [Code.CONFIG]


def test_template_that_is_not_utf8(repository: Repository) -> None:
    root = repository({"house.md": b"# A\n\n## Caf\xe9\n"})
    templates, codes = configured(root, templates=[{"path": "house.md"}])
    assert codes == [Code.ENCODING]
    assert [s.name for s in templates[0].sections] == ["caf"]


@pytest.mark.parametrize(
    ("text", "title", "sections"),
    [
        ("# T\n\n## A\n\n### B\n\n## C\n", "T", ["A", "C"]),
        ("# T\n\n# A\n\n# C\n", "T", ["A", "C"]),
        ("# Overview\n\n# Components\n", "", ["Overview", "Components"]),
        ("# T\n\n## A\n\n## A\n", "T", ["A"]),
        ("No heading.\n", "", []),
        ("", "", []),
    ],
)
def test_sections_of_a_template(text: str, title: str, sections: list[str]) -> None:
    template = read_template(parse("t.md", text))
    assert (template.title, [s.heading for s in template.sections]) == (title, sections)
