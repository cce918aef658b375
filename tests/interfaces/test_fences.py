"""A declaration of the source code is written into a fence, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.catalog.fences import updated_fence

DOCUMENT = """\
# Core

Prose  with  odd   blanks.

```typescript
/** Old words. */
interface Store {
  get(): void;
}

interface Other {}
```

The end, without a line end"""
NEW = "/** New words. */\nexport interface Store {\n  put(): void;\n}\n"


def test_the_declaration_and_its_comment_are_replaced() -> None:
    assert updated_fence(DOCUMENT, 7, 9, NEW) == DOCUMENT.replace(
        "/** Old words. */\ninterface Store {\n  get(): void;\n}",
        "/** New words. */\ninterface Store {\n  put(): void;\n}",
    )


def test_a_comment_stays_when_the_source_has_none() -> None:
    new = "export interface Store {\n  put(): void;\n}"
    assert updated_fence(DOCUMENT, 7, 9, new) == DOCUMENT.replace("get()", "put()")


def test_it_is_exported_when_it_was() -> None:
    document = DOCUMENT.replace("interface Store", "export interface Store")
    assert "export interface Store {\n  put" in updated_fence(document, 7, 9, NEW)


def test_line_ends_and_indents_are_those_of_the_document() -> None:
    document = "- item\n\n  ```ts\n  interface A {}\n  ```\n".replace("\n", "\r\n")
    new = "interface A {\n  b: string;\n\n  c: string;\n}\n"
    assert updated_fence(document, 4, 4, new) == (
        "- item\r\n\r\n  ```ts\r\n  interface A {\r\n    b: string;\r\n\r\n    c: string;\r\n"
        "  }\r\n  ```\r\n"
    )


def test_a_comment_of_the_prose_is_not_part_of_the_fence() -> None:
    document = "# Heading\n```ts\ninterface A {}\n```\n"
    new = "/** A. */\ninterface A {}\n"
    assert (
        updated_fence(document, 3, 3, new) == "# Heading\n```ts\n/** A. */\ninterface A {}\n```\n"
    )


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [(0, 1, NEW), (7, 99, NEW), (9, 7, NEW), (7, 9, "/**\n```\n*/\ninterface Store {}\n")],
)
def test_what_cannot_be_written_is_refused(first: int, last: int, text: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        updated_fence(DOCUMENT, first, last, text)


@given(st.lists(st.sampled_from(["get(): void;", "size: number;", "// more"]), max_size=6))
def test_writing_twice_is_writing_once(members: list[str]) -> None:
    new = "\n".join(["interface Store {", *(f"  {member}" for member in members), "}"])
    once = updated_fence(DOCUMENT, 7, 9, new)
    assert updated_fence(once, 7, 7 + len(members) + 1, new) == once
    assert once.startswith(DOCUMENT[: DOCUMENT.index("interface Store")])
    assert once.endswith(DOCUMENT[DOCUMENT.index("\n\ninterface Other") :])
