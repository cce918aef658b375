"""What people write never stops LaTeX, and neither vanishes nor runs off the page."""

from __future__ import annotations

import re

import pytest

from tests.conftest import write_tree
from tests.pdf.conftest import ENGINES, Pdf, build, make, need, squeezed

SPECIAL = r"50 % of \textbf{all} #1 & a_b {x} ~ ^ $y$ \\ \input{z} <b> [c]"
PATH = "packages/some_long_folder_name/with_another_one_inside/and_one_more/src/index.generated.ts"
CHECKSUM = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" * 2
WIDE = "決定は各パッケージの中に書かれており全体を一つの文書として読むことができます。" * 3
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'
INDEX = "# Index\n\n" + "".join(
    f"```{{{name}}}\n```\n\n"
    for name in (
        "architecture-dashboard",
        "architecture-packages",
        "decision-index",
        "decision-graph",
        "decision-timeline",
        "technology-matrix",
        "interface-index",
        "component-index",
        "consideration-index",
        "conformance-matrix",
    )
)
METHOD = (
    "  aMethodWithManyParameters(first: Map<string, ReadonlyArray<TValue>>, "
    "second: (value: TValue, index: number) => Promise<void>, third?: string): Promise<TKey>;"
)
DECISIONS = "".join(
    f"### Decision {n}: Row {n} has a title that is long enough to wrap in its column\n\n"
    f"**Status**: Proposed\n\n**Date**: 2024-01-{n % 28 + 1:02}\n\n**Decision**: Yes.\n\n"
    for n in range(2, 70)
)
DOCUMENT = rf"""# Architecture - {SPECIAL}

## System Overview

The path `{PATH}`, the plain {PATH}, **the bold {PATH}**, the checksum `{CHECKSUM}`,
plain {CHECKSUM}.

Umläute, arrows → ← ⇒ ≈ ≠ ✓ ✅ ❌, box ├── └──, Greek αβγ, emoji 🚀 👩‍💻, wide {WIDE}

| One | Two | Three | Four | Five | Six | Seven |
|---|---|---|---|---|---|---|
| word | `some_identifier_that_is_long` | b | c c c c | 1000000 | {PATH} | ALongNameOfAClass |

```text
{CHECKSUM}{CHECKSUM}
100 % \end{{sphinxVerbatim}} $ # & _ ^ ~ → 漢 🚀
```

![Seen](picture.svg) ![{SPECIAL}](missing.png)

## Core Components

- **{SPECIAL}**: {SPECIAL}

## Component Relationships

```mermaid
graph TD
  A["50 % & #35;1 _x_"] --> B["{{y}} $z$"]
```

## Key Interfaces

### Store

```typescript
/** Keeps {SPECIAL}. */
interface AStoreWithAVeryLongName<TKey extends string | number, TValue extends Array<string>> {{
{METHOD}
  "name_with#specials%": string;
}}
```

## Design Decisions

### Decision 1: {SPECIAL}

**Status**: under the sword of {SPECIAL}, for as long as it hangs and nobody takes it down

**Deciders**: A_B & C, D%E#F

**Tags**: a_b, 50%, #1, c\d

**Decision**: {SPECIAL}

{DECISIONS}
## Technology Stack

- **Language_%**: C# & F#, {SPECIAL}
"""


@pytest.fixture(scope="module", params=[*ENGINES, "weasyprint"])
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pdf:
    """A site of hostile documents, made in one of the ways."""
    need(modules=("pypdf", "typst"))
    folder = tmp_path_factory.mktemp(request.param)
    write_tree(
        folder,
        {
            ".git/HEAD": "",
            "docs/conf.py": f'extensions = ["sphinxext_archdoc"]\nproject = r"Of {SPECIAL}"\n'
            f"author = 'A_B & C % #'\nlatex_engine = '{request.param}'\n",
            "docs/index.md": INDEX,
            "packages/wide/ARCHITECTURE.md": DOCUMENT,
            "packages/wide/picture.svg": SVG,
        },
    )
    out = folder / "out"
    if request.param == "weasyprint":
        need(modules=("weasyprint",))
        warnings = build(folder / "docs", out, "-b", "archdoc-pdf", "-D", "latex_engine=pdflatex")
        (file,) = out.glob("*.pdf")
        return Pdf(file, warnings=warnings)
    need(programs=("make", "latexmk", request.param))
    warnings = build(folder / "docs", out, "-b", "latex")
    log = make(out)
    (tex,) = out.glob("*.tex")
    return Pdf(tex.with_suffix(".pdf"), log=log, warnings=warnings)


def test_only_what_is_wrong_is_warned_of(pdf: Pdf) -> None:
    found = [line for line in pdf.warnings.splitlines() if "WARNING" in line]
    assert len(found) == 2
    assert "unknown-status" in found[0]
    assert "not readable" in found[1]


def test_special_characters_are_printed(pdf: Pdf) -> None:
    text = squeezed(pdf.text)
    assert text.count(squeezed(r"#1 & a_b {x}")) >= 5
    assert squeezed(r"\textbf{all}") in text
    assert squeezed(r"\input{z}") in text
    assert squeezed("name_with#specials%") in text
    assert squeezed("C# & F#") in text


def test_nothing_runs_off_the_page(pdf: Pdf) -> None:
    # A table of eight columns with long words may be a little too wide.
    too_wide = [float(n) for n in re.findall(r"Overfull \\hbox \(([\d.]+)pt", pdf.log)]
    assert [width for width in too_wide if width > 15] == []
    text = squeezed(pdf.text)
    assert text.count(squeezed(PATH)) >= 4
    assert text.count(CHECKSUM) >= 4


def test_no_word_is_longer_than_a_line(pdf: Pdf) -> None:
    lines = [line for page in pdf.reader.pages for line in page.extract_text().splitlines()]
    longest = max((word for line in lines for word in line.split()), key=len)
    assert len(longest) <= 112, longest


def test_no_tag_that_is_never_closed_changes_what_follows(pdf: Pdf) -> None:
    fonts = [
        str(font.get_object()["/BaseFont"])
        for font in pdf.reader.pages[-1]["/Resources"].get("/Font", {}).values()
    ]
    assert any("Bold" not in font and "bx" not in font for font in fonts)


def test_the_index_breaks_over_pages_and_repeats_its_head(pdf: Pdf) -> None:
    head = re.compile(r"Key ?Decision ?Status ?Date ?Package")
    assert sum(bool(head.search(page)) for page in pdf.pages) >= 2
    text = squeezed(pdf.text)
    assert all(squeezed(f"Row {n} has a title") in text for n in range(2, 70))


def test_characters_do_not_vanish(pdf: Pdf, request: pytest.FixtureRequest) -> None:
    for character in "äαβγ→≈├└":
        assert character in pdf.text or "sphinxarchdoc Warning" in pdf.log, character
    if "lualatex" in request.node.name or "weasyprint" in request.node.name:
        assert "✓" in pdf.text
        assert "漢" in pdf.text
        assert "🚀" in pdf.text


def test_the_bookmarks_are_what_was_written(pdf: Pdf) -> None:
    assert any(squeezed(r"#1 & a_b {x}") in squeezed(title) for title in pdf.outline)


def test_every_link_inside_leads_somewhere(pdf: Pdf) -> None:
    assert len(pdf.links) > 100
    assert [source for source, target in pdf.links if target is None] == []
