"""The LaTeX of a site: what it refers to is there, and what is long may be broken."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_archdoc.sphinx_ext.latex.breaking import LONGEST, LONGEST_IN_CELL, pieces
from sphinxext_archdoc.sphinx_ext.plain import shared
from tests.sphinx_ext.conftest import INDEX, Built, Site, package

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<rect width="40" height="20"/></svg>'
)
GIF = bytes.fromhex("47494638396101000100800000000000ffffff2c00000000010001000002024401003b")
HOSTILE = r"50 % of \textbf{all} #1 & a_b {x} ~ ^ $y$ \input{z} “—” \\"


def _tex(built: Built) -> str:
    (file,) = built.out.glob("*.tex")
    return file.read_text(encoding="utf-8")


def _undefined(tex: str) -> set[str]:
    """Return what is referred to and is not there."""
    defined = set(re.findall(r"\\label\{\\detokenize\{(.*?)\}\}", tex))
    named = re.findall(r"\\(?:hyperref\[|pageref\{|autopageref\*\{)\\detokenize\{(.*?)\}", tex)
    indexed = re.findall(r"\\sphinxstyleindexpageref\{(.*?)\}", tex)
    return {*named, *(name.replace("\\detokenize{", "").strip("{}") for name in indexed)} - defined


VIEWS = "\n".join(
    f"```{{{name}}}\n```\n"
    for name in (
        "architecture-dashboard",
        "architecture-packages",
        "decision-index",
        "decision-timeline",
        "decision-graph",
        "decision-board",
        "system-map",
        "technology-matrix",
        "component-index",
        "interface-index",
    )
)
DEFINED = "```{architecture-decision} On the first page\n:id: 1\n\nX.\n```\n"


def test_everything_that_is_referred_to_is_there(site: Site) -> None:
    site.write(
        {
            "packages/core/ARCHITECTURE.md": package("core", "Use queues", "Keep order"),
            "packages/web/package.json": '{"name": "web"}',
            "docs/index.md": f"{INDEX}\n```{{toctree}}\nviews\n```\n\n{DEFINED}",
            "docs/views.md": f"# Views\n\n{VIEWS}",
        }
    )
    built = site.build("latex")
    assert built.warnings == []
    tex = _tex(built)
    assert "index:arch-decision-1" in tex
    assert "views:arch-dashboard-unwritten" in tex
    assert _undefined(tex) == set()


def test_tables_of_views_break_and_have_the_width_of_the_line(site: Site) -> None:
    site.write({"packages/core/ARCHITECTURE.md": package("core", "Use queues")})
    tex = _tex(site.build("latex"))
    found = re.search(r"\\begin\{archdoctable\}.*?\\begin\{longtable\}\{(.*?)\}\n", tex, re.DOTALL)
    assert found
    parts = [(int(a), int(b)) for a, b in re.findall(r"\\X\{(\d+)\}\{(\d+)\}", found[1])]
    assert len(parts) == 5
    assert sum(a for a, _b in parts) == parts[0][1]


@pytest.mark.parametrize(
    ("wanted", "needed"), [((12, 36, 12), (10, 20, 14)), ((1, 1), (60, 60)), ((5,), (3,))]
)
def test_no_column_is_narrower_than_its_longest_word(
    wanted: Sequence[int], needed: Sequence[int]
) -> None:
    widths = shared(wanted, needed, 90)
    line = sum(widths)
    assert all(
        w * max(90, sum(needed)) >= n * line - line for w, n in zip(widths, needed, strict=True)
    )


def test_the_contents_have_packages_where_the_first_list_is_theirs(site: Site) -> None:
    site.write({"packages/core/ARCHITECTURE.md": package("core", "Use queues")})
    deeper = r"\addtocontents{toc}{\protect\addtocounter{tocdepth}{1}}"
    assert deeper in _tex(site.build("latex"))
    own = f"# Site\n\n```{{toctree}}\n:maxdepth: 1\n\nother\n```\n\n{VIEWS}"
    site.write({"docs/index.md": own, "docs/other.md": "# Other\n"})
    assert deeper not in _tex(site.build("latex", clean=True))


def test_an_svg_becomes_a_pdf(site: Site) -> None:
    pytest.importorskip("typst")
    document = package("core", "Use queues", extra="![Boxes](boxes.svg)\n\n")
    site.write({"packages/core/ARCHITECTURE.md": document, "packages/core/boxes.svg": SVG})
    built = site.build("latex")
    assert built.warnings == []
    assert r"\sphinxincludegraphics{{boxes}.pdf}" in _tex(built)
    assert (built.out / "boxes.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("name", "content", "warning"),
    [
        ("missing.png", None, "image file not readable"),
        ("broken.svg", b"<svg", "cannot become a PDF"),
        ("moving.gif", GIF, "moving.gif (image/gif) cannot be shown here"),
    ],
)
def test_the_text_of_an_image_that_cannot_be_shown_is_shown(
    site: Site, name: str, content: bytes | None, warning: str
) -> None:
    pytest.importorskip("typst")
    document = package("core", "Use queues", extra=f"![What it shows]({name})\n\n")
    site.write({"packages/core/ARCHITECTURE.md": document})
    if content is not None:
        (site.root / "packages/core" / name).write_bytes(content)
    built = site.build("latex")
    (found,) = built.warnings
    assert warning in found
    assert found.startswith("packages/core/ARCHITECTURE.md:")
    tex = _tex(built)
    assert "What it shows" in tex
    assert "includegraphics" not in tex.partition(r"\begin{document}")[2]


def test_settings_of_the_project_are_kept(site: Site) -> None:
    elements = {"sphinxsetup": "verbatimforcewraps=false", "preamble": "% mine"}
    built = site.build("latex", latex_elements=elements, latex_engine="lualatex")
    tex = _tex(built)
    assert "verbatimforcewraps=false" in tex
    assert "verbatimforcewraps=true" not in tex
    assert tex.index("{sphinxarchdoc}") < tex.index("% mine")
    assert r"\usepackage[fallback]{sphinxarchdoc}" in tex
    assert (built.out / "sphinxarchdoc.sty").is_file()


def test_fonts_of_the_project_are_kept(site: Site) -> None:
    elements = {"fontpkg": r"\setmainfont{Mine}"}
    tex = _tex(site.build("latex", latex_elements=elements, latex_engine="lualatex"))
    assert r"\usepackage{sphinxarchdoc}" in tex
    assert "verbatimforcewraps=true" in tex


def test_nothing_hostile_reaches_latex(site: Site) -> None:
    document = textwrap.dedent(f"""\
        # Architecture - {HOSTILE}

        ## Core Components

        - **{HOSTILE}**: {HOSTILE}

        ## Design Decisions

        ### Decision 1: {HOSTILE}

        **Status**: Accepted
        **Tags**: {HOSTILE.replace(",", "")}

        **Decision**: {HOSTILE}

        ## Technology Stack

        - **{HOSTILE}**: {HOSTILE}
        """)
    site.write(
        {
            "packages/core/ARCHITECTURE.md": document,
            "docs/index.md": f"{INDEX}\n{VIEWS}",
        }
    )
    tex = _tex(site.build("latex", project=HOSTILE)).partition(r"\begin{document}")[2]
    assert r"\textbf{all}" not in tex
    assert r"\input{z}" not in tex
    assert tex.count(r"\textbackslash{}input\{z\}") >= 4


@given(st.text(), st.sampled_from([LONGEST, LONGEST_IN_CELL]))
def test_no_character_is_lost_between_pieces(text: str, longest: int) -> None:
    assert "".join(pieces(text, longest=longest)) == text


@given(st.from_regex(r"[0-9a-f]{40,400}", fullmatch=True))
def test_checksums_can_be_broken(text: str) -> None:
    assert max(map(len, pieces(text))) <= 30


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a short sentence", ["a short sentence"]),
        ("@acme/inventory-service#ADR-12", ["@acme/", "inventory-", "service#", "ADR-", "12"]),
        ("AVeryLongNameOfSomething", ["AVery", "Long", "Name", "Of", "Something"]),
        ("決定。記録", ["決", "定。", "記", "録"]),
        ("https://example.org/a/b/c", ["https://", "example.", "org/", "a/", "b/", "c"]),
    ],
)
def test_words_are_broken_where_no_hyphen_is_needed(text: str, expected: list[str]) -> None:
    assert list(pieces(text)) == expected


def test_a_break_in_code_is_no_part_of_it(site: Site) -> None:
    path = "packages/core/with/a/long/path/to/its/index.generated.ts"
    document = package("core", "Use queues", extra=f"See `{path}`.\n\n")
    site.write({"packages/core/ARCHITECTURE.md": document})
    tex = _tex(site.build("latex"))
    assert r"packages/\allowbreak{}core/\allowbreak{}with/" in tex
    text = site.build("text", into="text").page("packages/core.txt")
    assert path in text
