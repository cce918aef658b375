"""What directives in documents show of source files is in the catalogue too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc.catalog import Catalog
from sphinxext_archdoc.config import load_root_settings
from sphinxext_archdoc.loader import load_catalog
from sphinxext_archdoc.model import Interface
from tests.conftest import Tree

STORE = """\
export interface Store { get(key: string): string; put(): void }
export class Memory implements Store { private a = 1; b = 2 }
interface Hidden { c: string }
"""
PATH = "packages/core/src/store.ts"


def _document(*directives: str) -> str:
    return "\n\n".join(["# Architecture - core", "## Key Interfaces", *directives, ""])


def _shown(argument: str, *options: str) -> str:
    rows = "".join(f":{option}\n" for option in (f"source: {PATH}", *options))
    return f"```{{interface}} {argument}\n{rows}```"


@pytest.fixture
def loaded(repository: Callable[[Tree], Path]) -> Callable[..., Catalog]:
    def load(document: str, *, name: str = "ARCHITECTURE.md", cache: Path | None = None) -> Catalog:
        tree = {
            "package.json": '{"workspaces": ["packages/*"]}',
            "packages/core/package.json": '{"name": "core"}',
            "packages/web/package.json": '{"name": "web"}',
            PATH: STORE,
            f"packages/core/{name}": document,
        }
        return load_catalog(load_root_settings(repository(tree)), cache=cache)

    return load


def _found(catalog: Catalog) -> dict[str, list[str]]:
    return {
        record.key: [member.name for member in record.declaration.members]
        for record in catalog.records(Interface)
    }


@pytest.mark.parametrize(
    ("directive", "found"),
    [
        (_shown("Store"), {"core#Store": ["get", "put"]}),
        (_shown("Store", "members: get"), {"core#Store": ["get"]}),
        (_shown("Store", "exclude-members: g*"), {"core#Store": ["put"]}),
        (_shown("Memory"), {"core#Memory": ["b"]}),
        (_shown("Memory", "private:"), {"core#Memory": ["a", "b"]}),
        (_shown(""), {"core#Store": ["get", "put"], "core#Memory": ["b"]}),
        (_shown("H*, Memory", "private:", "members: b, c", "package: web"),
         {"web#Hidden": ["c"], "web#Memory": ["b"]}),
        (_shown("Memory").replace("{interface}", "{arch:interface}"), {"core#Memory": ["b"]}),
        (f"- item\n\n  {_shown('Hidden')}".replace("\n", "\n  "), {"core#Hidden": ["c"]}),
    ],
)  # fmt: skip
def test_directives_give_records(
    loaded: Callable[..., Catalog], directive: str, found: dict[str, list[str]]
) -> None:
    catalog = loaded(_document(directive))
    assert _found(catalog) == found
    assert {r.location.path for r in catalog.records(Interface)} == {PATH}
    assert [d.message for d in catalog.diagnostics if d.code.value != "no-overview"] == []


def test_restructuredtext_does_too(loaded: Callable[..., Catalog]) -> None:
    text = f"Architecture\n============\n\n.. interface:: Store\n   :source: {PATH}\n"
    assert _found(loaded(text, name="ARCHITECTURE.rst")) == {"core#Store": ["get", "put"]}


def test_what_a_document_declares_stays_its_own(loaded: Callable[..., Catalog]) -> None:
    fence = "```typescript\ninterface Store { get(): void }\n```"
    catalog = loaded(_document(_shown("Store Memory"), fence, _shown("Memory")))
    assert _found(catalog) == {"core#Store": ["get"], "core#Memory": ["b"]}


@pytest.mark.parametrize(
    ("directive", "message"),
    [
        (_shown("Stor"), f"There is no 'Stor' in {PATH}; near are Store, Memory."),
        (
            "```{interface} A\n:source: ../../a.ts\n```",
            ":source: is '../../a.ts', which leads out of the repository.",
        ),
        (
            "```{interface} A\n:source: packages/core/gone.ts\n```",
            "packages/core/gone.ts: The file cannot be read: No such file or directory.",
        ),
    ],
)
def test_what_is_not_there_is_said_at_the_directive(
    loaded: Callable[..., Catalog], directive: str, message: str
) -> None:
    catalog = loaded(_document(directive))
    found = [(d.message, d.path, d.line) for d in catalog.reading]
    assert found == [(message, "packages/core/ARCHITECTURE.md", 5)]


def test_a_cache_does_not_hold_on_to_source_files(
    loaded: Callable[..., Catalog], tmp_path: Path
) -> None:
    cache = tmp_path / "cache.sqlite"
    document = _document(_shown("Store"))
    assert _found(loaded(document, cache=cache)) == {"core#Store": ["get", "put"]}
    source = tmp_path / "repository" / PATH
    source.write_text("export interface Store { other: string }\n", encoding="utf-8")
    catalog = load_catalog(load_root_settings(tmp_path / "repository"), cache=cache)
    assert _found(catalog) == {"core#Store": ["other"]}
