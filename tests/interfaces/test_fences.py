"""A declaration of the source code is written into a fence, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.catalog.fences import fence_edit
from sphinxext_archdoc.loader.writing import SourceFile

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
NEW = "export interface Store {\n  put(): void;\n}\n"
COMMENT = "/** New words. */"


def _updated(document: str, line: int, end_line: int, new: str, comment: str = "") -> str:
    edit = fence_edit(document.split("\n"), line, end_line, new, comment)
    return SourceFile(document.encode()).edited([edit]).decode()


def test_the_declaration_and_its_comment_are_replaced() -> None:
    assert _updated(DOCUMENT, 7, 9, NEW, COMMENT) == DOCUMENT.replace(
        "/** Old words. */\ninterface Store {\n  get(): void;\n}",
        "/** New words. */\ninterface Store {\n  put(): void;\n}",
    )


def test_a_comment_stays_when_there_is_no_new_one() -> None:
    assert _updated(DOCUMENT, 7, 9, NEW) == DOCUMENT.replace("get()", "put()")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("// Mine.", "/** New. */"),
        ("/* Mine. */", "/** New. */"),
        ("/* Mine,\n * too. */", "/** New. */"),
        ("# Mine.", "// New."),
        ("// Mine.", "/// New."),
        ('a = """Mine."""', '"""New."""'),
    ],
)
def test_other_comments_stay(old: str, new: str) -> None:
    document = f"```ts\n{old}\ninterface A {{}}\n```\n"
    line = document.count("\n") - 1
    expected = document.replace("interface", f"{new}\ninterface")
    assert _updated(document, line, line, "interface A {}", new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/**\n * Old\n * words.\n */", "/** New. */"),
        ("// Old\n// words.", "// New."),
        ("/// Old\n/// words.", "/// New."),
        ('"""\nOld\nwords.\n"""', '"""\nNew.\n"""'),
    ],
)
def test_comments_with_the_same_marks_go(old: str, new: str) -> None:
    document = f"```ts\nfirst\n{old}\ninterface A {{}}\n```\n"
    line = document.count("\n") - 1
    expected = f"```ts\nfirst\n{new}\ninterface A {{}}\n```\n"
    assert _updated(document, line, line, "interface A {}", new) == expected


def test_it_is_exported_when_it_was() -> None:
    document = DOCUMENT.replace("interface Store", "export interface Store")
    assert "export interface Store {\n  put" in _updated(document, 7, 9, NEW)


def test_indents_are_those_of_the_document() -> None:
    document = "- item\n\n  ```ts\n  interface A {}\n  ```\n"
    new = "interface A {\n  b: string;\n\n  c: string;\n}\n"
    assert _updated(document, 4, 4, new) == (
        "- item\n\n  ```ts\n  interface A {\n    b: string;\n\n    c: string;\n  }\n  ```\n"
    )


def test_marks_of_a_quote_are_repeated() -> None:
    document = "> ```ts\n> interface A {}\n> ```\n"
    new = "interface A {\n\n  b: string\n}"
    assert _updated(document, 2, 2, new) == (
        "> ```ts\n> interface A {\n>\n>   b: string\n> }\n> ```\n"
    )


def test_a_comment_behind_the_code_stays() -> None:
    document = "```ts\ninterface A {} // mine\n```\n"
    expected = "```ts\ninterface A {\n  b: string\n} // mine\n```\n"
    assert _updated(document, 2, 2, "interface A {\n  b: string\n}") == expected


def test_a_comment_of_the_prose_is_not_part_of_the_fence() -> None:
    document = "// Heading\n```ts\ninterface A {}\n```\n"
    expected = "// Heading\n```ts\n// A.\ninterface A {}\n```\n"
    assert _updated(document, 3, 3, "interface A {}", "// A.") == expected


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [(0, 1, NEW), (7, 99, NEW), (9, 7, NEW), (7, 9, "interface Store {\n```\n}\n")],
)
def test_what_cannot_be_written_is_refused(first: int, last: int, text: str) -> None:
    with pytest.raises(ValueError, match=r"\."):
        fence_edit(DOCUMENT.split("\n"), first, last, text)


def test_code_behind_a_comment_is_refused() -> None:
    with pytest.raises(ValueError, match=r"behind a comment\."):
        fence_edit(["```ts", "/* mine */ interface A {}", "```"], 2, 2, "interface A {}")


@given(st.lists(st.sampled_from(["get(): void;", "size: number;", "// more"]), max_size=6))
def test_writing_twice_is_writing_once(members: list[str]) -> None:
    new = "\n".join(["interface Store {", *(f"  {member}" for member in members), "}"])
    once = _updated(DOCUMENT, 7, 9, new)
    assert _updated(once, 7, 7 + len(members) + 1, new) == once
    assert once.startswith(DOCUMENT[: DOCUMENT.index("interface Store")])
    assert once.endswith(DOCUMENT[DOCUMENT.index("\n\ninterface Other") :])
