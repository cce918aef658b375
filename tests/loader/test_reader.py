"""Single files become records; what is wrong with one is said, and costs nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sphinxext_archdoc import languages
from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.loader import reader as reader_module
from sphinxext_archdoc.loader.files import MOST_BYTES
from sphinxext_archdoc.model import Component, Decision

Make = Callable[..., Reader]


def codes(reader: Reader, path: str) -> list[Code]:
    return [diagnostic.code for diagnostic in reader.read(path).diagnostics]


def test_a_document_of_a_package(reader: Make) -> None:
    found = reader().read("packages/core/ARCHITECTURE.md")
    assert (found.package, found.is_record, found.format) == ("@acme/core", False, "architecture")
    assert [type(r) for r in found.records] == [Component, Decision]
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("front", "body", "review"),
    [
        ("review-by: 2025-01-31\n", "", "2025-01-31"),
        ('reviewBy: "2025-01-31"\n', "", "2025-01-31"),
        ("next-review: 2025-06\n", "", "2025-06"),
        ("", "- **Review date**: 31 January 2025\n", "2025-01-31"),
        ("", "| Valid until | 2025-01-31 |\n|---|---|\n", "2025-01-31"),
        ("", "## Review\n\n2025-01-31\n", "2025-01-31"),
        ("review-by: 2025-01-31\n", "## Review date\n\n2026-01-31\n", "2025-01-31"),
        ("", "```\nReview by: 2025-01-31\n```\n", ""),
        ("", "Reviewed by: Ana, 2025-01-31\n", ""),
        ("review-by: soon\n", "", ""),
    ],
)
def test_the_day_of_the_next_review(reader: Make, front: str, body: str, review: str) -> None:
    text = f"---\nstatus: accepted\n{front}---\n# Boil\n\n{body}\n## Context\n\nCold.\n"
    (found,) = reader().read("docs/adr/0001-record-decisions.md", text).records
    assert isinstance(found, Decision)
    assert found.review == review


def test_a_deeper_document_is_qualified_by_its_folder(reader: Make) -> None:
    found = reader().read("packages/core/src/mcp/ARCHITECTURE.md")
    assert [(r.package, r.qualifier) for r in found.records] == [("@acme/core", "src/mcp")]


def test_a_file_of_a_decision_log(reader: Make) -> None:
    found = reader().read("docs/adr/0001-record-decisions.md")
    assert (found.package, found.is_record) == (".", True)
    assert [r.key for r in found.records] == ["ADR-1"]


def test_given_text_is_read_in_place_of_the_file(reader: Make) -> None:
    text = "# 1. Another title\r\n\r\n## Status\r\n\r\nProposed\r\n\r\n## Context\r\n"
    found = reader().read("docs/adr/0001-record-decisions.md", text)
    assert [r.title for r in found.records] == ["Another title"]


def test_text_of_a_file(reader: Make) -> None:
    r = reader({"ARCHITECTURE.md": b"\xef\xbb\xbf# A\r\nb\r"})
    assert r.text("ARCHITECTURE.md") == "# A\nb\n"
    assert r.text("absent.md") == ""


def test_a_file_that_is_gone(reader: Make) -> None:
    found = reader().read("packages/core/GONE.md")
    (diagnostic,) = found.diagnostics
    assert (diagnostic.code, diagnostic.path) == (Code.UNREADABLE, "packages/core/GONE.md")
    assert diagnostic.message == "The file cannot be read: No such file or directory."
    assert (found.package, found.records) == ("@acme/core", ())


def test_a_folder_where_a_file_should_be(reader: Make) -> None:
    assert codes(reader(), "packages/core") == [Code.UNREADABLE]


def test_a_name_that_no_file_can_have(reader: Make) -> None:
    assert codes(reader(), "packages/\0.md") == [Code.UNREADABLE]


@pytest.mark.parametrize(
    "path", ["../outside.md", "link.md", "folder/outside.md", "a/../../outside.md"]
)
def test_nothing_outside_of_the_repository_is_read(reader: Make, tmp_path: Path, path: str) -> None:
    r = reader()
    outside = tmp_path / "elsewhere" / "outside.md"
    outside.parent.mkdir()
    outside.write_text("# Secret\n")
    (tmp_path / "outside.md").write_text("# Secret\n")
    (r.settings.root / "link.md").symlink_to(outside)
    (r.settings.root / "folder").symlink_to(outside.parent)
    found = r.read(path)
    assert [d.code for d in found.diagnostics] == [Code.OUTSIDE]
    assert not found.title


def test_a_link_inside_of_the_repository_is_followed(reader: Make) -> None:
    r = reader()
    (r.settings.root / "link.md").symlink_to("packages/core/ARCHITECTURE.md")
    assert r.read("link.md").title == r.read("packages/core/ARCHITECTURE.md").title


def test_a_circle_of_links(reader: Make) -> None:
    r = reader()
    (r.settings.root / "circle.md").symlink_to("circle.md")
    assert codes(r, "circle.md") == [Code.UNREADABLE]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("packages/core/ARCHITECTURE.md", "core"),
        ("packages/core/docs/ARCHITECTURE.md", "core"),
        ("ARCHITECTURE.md", "."),
    ],
)
def test_a_document_without_a_heading(reader: Make, path: str, title: str) -> None:
    found = reader({path: "Only words.\n"}).read(path)
    assert found.title == title
    assert [d.code for d in found.diagnostics] == [Code.NO_TITLE]


def test_a_broken_encoding_is_reported_once_and_the_rest_is_read(reader: Make) -> None:
    text = "# 1. Caf\xe9\n\n## Status\n\nAccepted\n\n## Context\n\nx\n\n## Decision\n\ny\n"
    r = reader({"docs/adr/0001-x.md": text.encode("latin-1")})
    found = r.read("docs/adr/0001-x.md")
    assert [(d.code, d.line) for d in found.diagnostics] == [(Code.ENCODING, 1)]
    assert [r.title for r in found.records] == ["Caf\N{REPLACEMENT CHARACTER}"]


def test_five_megabytes_on_one_line_are_read(reader: Make) -> None:
    head = "# 1. Long\n\n## Status\n\nAccepted\n\n## Context\n\n"
    r = reader({"docs/adr/0001-x.md": head + "word " * 1_000_000 + "\n\n## Decision\n\nyes\n"})
    found = r.read("docs/adr/0001-x.md")
    assert [r.title for r in found.records] == ["Long"]
    assert found.diagnostics == ()


def test_there_is_a_limit(reader: Make) -> None:
    r = reader({"docs/adr/0001-x.md": b"# x\n" + b"x" * MOST_BYTES})
    found = r.read("docs/adr/0001-x.md")
    assert [d.code for d in found.diagnostics] == [Code.TOO_LARGE]
    assert found.records == ()


def test_too_deep_nesting(reader: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def nested(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(reader_module, "read_document", nested)
    assert codes(reader(), "packages/core/ARCHITECTURE.md") == [Code.TOO_LARGE]


def test_an_error_of_ours_costs_one_file(reader: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    read = reader_module.read_document

    def failing(document: object, context: object, kind: str) -> object:
        if kind == "decision":
            raise KeyError("oops")
        return read(document, context, kind)  # type: ignore[arg-type]

    monkeypatch.setattr(reader_module, "read_document", failing)
    r = reader()
    assert codes(r, "docs/adr/0001-record-decisions.md") == [Code.INTERNAL]
    assert r.read("packages/core/ARCHITECTURE.md").records


INTERFACES = """\
# Core

## Key Interfaces

### Store

```typescript
interface Store { get(key: string): string }
```

### Broken

```typescript
interface Good { a: string }
interface Bad { ((( }
```

### Usage

```typescript
store.get(key: string): string
```
"""


def test_a_declaration_that_does_not_parse_is_reported_at_its_line(reader: Make) -> None:
    found = reader({"packages/core/ARCHITECTURE.md": INTERFACES}).read(
        "packages/core/ARCHITECTURE.md"
    )
    assert [(d.code, d.line) for d in found.diagnostics] == [(Code.CODE, 15)]
    assert {"Store", "Good"} <= {r.local for r in found.records}


def test_a_missing_grammar_is_reported_once_by_a_reader(
    reader: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    language = languages.language_of_fence("typescript")

    def missing(text: str, suffix: str = "") -> None:
        raise ImportError("no grammar")

    monkeypatch.setattr(language, "declarations", missing)
    monkeypatch.setattr(language, "EXTRA", "languages")
    paths = ["packages/core/ARCHITECTURE.md", "packages/web/ARCHITECTURE.md"]
    r = reader(dict.fromkeys(paths, INTERFACES))
    found = [(d.code, d.path, d.message) for path in paths for d in r.read(path).diagnostics]
    message = "Interfaces in typescript are not read; install sphinxext-archdoc[languages]."
    assert found == [(Code.MISSING_EXTRA, paths[0], message)]


def test_a_file_is_read_once_for_all_who_ask_in_a_row(reader: Make) -> None:
    path = "packages/core/ARCHITECTURE.md"
    r = reader({path: INTERFACES})
    first = r.read(path)
    assert r.read(path) is first
    assert r.read(path, INTERFACES) is not first
