"""A bad file costs one warning with a code, its name and a line; everything else is there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import sphinx
from bs4 import BeautifulSoup

from sphinxext_archdoc.loader import files
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from tests.conftest import Tree
from tests.sphinx_ext.conftest import Built, Site, package

HEAD = (
    "# Architecture - bad\n\n## Design Decisions\n\n### Decision 1: Go on\n\n**Decision**: Yes.\n\n"
)
RST = "Architecture - bad\n==================\n\nWritten.\n\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{other}'] * 9)}]\n"
    for other, name in zip("abcdefg", "bcdefgh", strict=True)
)


class Bad(NamedTuple):
    """A bad document."""

    content: str | bytes
    code: str | None = None
    """Of the warning that it costs; None when it costs none."""
    line: int = 0
    """Where the warning is."""
    is_read: bool = True
    """Whether its decision "Go on" is read."""
    other: str = ""
    """What the parser itself says besides, with its line."""


CASES = {
    "not UTF-8": Bad(HEAD.encode() + b"caf\xe9\n", "encoding", 9),
    "UTF-16": Bad(HEAD.encode("utf-16"), "encoding", 1),
    "byte order mark": Bad(b"\xef\xbb\xbf" + HEAD.encode()),
    "CRLF": Bad(HEAD.replace("\n", "\r\n").encode()),
    "CR": Bad(HEAD.replace("\n", "\r").encode()),
    "NUL bytes": Bad(HEAD.encode() + b"a\0b\n", "encoding", 9),
    "control characters": Bad(HEAD + "a\u202e\u2028\u0085\x0b\x0c\x1cb\x07\n"),
    "no heading": Bad("Just a sentence.\n", "no-title", 1, is_read=False),
    "empty": Bad("", "no-title", 1, is_read=False),
    "nothing but blanks": Bad("\n \n\t\n", "no-title", 1, is_read=False),
    "5 MB on one line": Bad(HEAD + "word " * 1_000_000 + "\n", "too-large", 9),
    "deep quotes": Bad(HEAD + ">" * 3000 + " deep\n", "too-large", 9),
    "deep lists": Bad(
        HEAD + "\n".join("  " * n + "- x" for n in range(300)) + "\n", "too-large", 69
    ),
    "deep brackets": Bad(HEAD + "[" * 3000 + "\n"),
    "many emphasis marks": Bad(HEAD + "*a **b " * 3000 + "\n"),
    "front matter that is no YAML": Bad("---\na: [\n---\n" + HEAD, "front-matter", 3),
    "front matter that is a list": Bad("---\n- a\n- b\n---\n" + HEAD, "front-matter", 2),
    "front matter whose key is a list": Bad("---\n? [a]\n: b\n---\n" + HEAD, "front-matter", 2),
    "front matter with a control character": Bad("---\na: \x07\n---\n" + HEAD, "front-matter", 2),
    "front matter that grows": Bad(f"---\n{BOMB}---\n{HEAD}", "too-large", 2),
    "front matter that holds itself": Bad("---\na: &a [*a]\n---\n" + HEAD, "too-large", 2),
    "front matter with brackets without end": Bad(
        f"---\na: {'[' * 5000}\n---\n{HEAD}", "front-matter", 2
    ),
    "front matter with what is no date": Bad("---\ndate: 2024-13-45\n---\n" + HEAD),
    "front matter with a number without end": Bad(f"---\na: {'9' * 5000}\n---\n{HEAD}"),
    "front matter that makes objects": Bad(
        "---\na: !!python/object/apply:os.abort []\nb: !mine x\n---\n" + HEAD
    ),
    "front matter with odd keys": Bad("---\n1: x\nnull: y\ntrue: z\n---\n" + HEAD),
    "front matter that Sphinx reads": Bad("---\norphan: [1]\ntocdepth: deep\n---\n" + HEAD),
    "a directive that never closes": Bad(HEAD + "```{note}\nnever closed\n", "unclosed", 9),
    "a fence that never closes": Bad(HEAD + "```python\nnever = 'closed'\n", "unclosed", 9),
    "a comment that never closes": Bad(HEAD + "<!-- never closed\n\n# Gone\n", "unclosed", 9),
    "a diagram with a configuration": Bad(
        HEAD + "```mermaid\n---\nconfig:\n  theme: dark\n---\ngraph TD\n  A --> B\n```\n"
    ),
    "a diagram with a header that never closes": Bad(
        HEAD + "```mermaid\n---\nconfig: {\ngraph TD\n  A --> B\n```\n",
        "diagram",
        9,
        other="13: WARNING: 'mermaid': Invalid options format: expected ':' after key"
        " [myst.directive_option]",
    ),
    "a script": Bad(HEAD + "<script>alert(1)</script>\n", "raw-html", 9),
    "a handler": Bad(HEAD + "<div\nonclick='alert(1)'>\n\nx\n\n</div>\n", "raw-html", 9),
    "a handler behind a slash": Bad(HEAD + "<div/onload=alert(1)>\n"),
    "two handlers on one line": Bad(
        HEAD + "x <i onclick='alert(1)'>y</i> <b onclick='alert(2)'>z</b>\n", "raw-html", 9
    ),
    "an address that runs in HTML": Bad(HEAD + "<a href='JavaScript:x'>x</a>\n", "raw-html", 9),
    "an address that runs, in disguise": Bad(
        HEAD + "<a href='jav&#x61;&#10;script:alert(1)'>x</a>\n", "raw-html", 9
    ),
    "HTML that changes all addresses": Bad(
        HEAD + "<base href='https://example.org'>\n", "raw-html", 9
    ),
    "HTML that takes in the page": Bad(HEAD + "<textarea>\n", "raw-html", 9),
    "a tag that never closes": Bad(HEAD + "<div onclick='alert(1)'\n", "raw-html", 9),
    "HTML that only lays out": Bad(
        HEAD + "<details open><summary>One = two</summary>\n\nx<br/>y\n\n</details>\n\n"
        "<!-- <script>no script</script> -->\n\n<img src='https://example.org/a.png' width='9'>\n"
    ),
    "a raw directive": Bad(HEAD + "```{raw} html\n<script>x()</script>\n```\n", "raw-html", 9),
    "a link that runs": Bad(HEAD + "[x](javascript:alert(1)) *and* more\n", "unsafe-link", 9),
    "a link that runs, in brackets": Bad(HEAD + "[x](<VBScript:x>)\n", "unsafe-link", 9),
    "a definition that runs": Bad(HEAD + "[x][j]\n\n[j]: javascript:alert(1)\n", "unsafe-link", 11),
    "a link that runs, as code": Bad(HEAD + "`[x](javascript:alert(1))`\n"),
    "a link that runs, in reStructuredText": Bad(
        RST + "`here <javascript:alert(1)>`_\n", "unsafe-link", 6, is_read=False
    ),
    "a raw directive in reStructuredText": Bad(
        RST + ".. raw:: html\n\n   <script>x()</script>\n", "raw-html", 6, is_read=False
    ),
    "a link out of the repository": Bad(HEAD + "[x](../../../../etc/hostname)\n", "outside", 9),
    "a link far out of the repository": Bad(HEAD + f"[x]({'../' * 20}etc/hosts)\n", "outside", 9),
    "an image out of the repository": Bad(HEAD + f"![x]({'../' * 20}etc/hosts)\n", "outside", 9),
    "a download out of the repository": Bad(
        HEAD + f"{{download}}`x <{'../' * 20}etc/hosts>`\n", "outside", 9
    ),
    "an image that is a folder": Bad(HEAD + "![x](..)\n", "unreadable", 9),
    "an image whose name is too long": Bad(HEAD + f"![x]({'y' * 300}.png)\n", "unreadable", 9),
    "a link whose name is too long": Bad(HEAD + f"[x]({'y' * 300}.md)\n", "unparsable", 9),
    "a link whose name holds NUL": Bad(HEAD + "[x](a%00b.md)\n", "unparsable", 9),
    "a link whose name is too long, in reStructuredText": Bad(
        f"{RST}`x <{'y' * 300}>`__ and `y <http://[bad>`__\n", is_read=False
    ),
    "a document that includes itself": Bad(
        HEAD + "```{include} ARCHITECTURE.md\n```\n", "too-large", 9
    ),
    "two records with one key": Bad(
        HEAD + "### Decision 1: Go back\n\n**Decision**: No.\n", "duplicate-key", 9
    ),
}


def _folder(case: str) -> str:
    return "packages/" + re.sub(r"[^a-z0-9]+", "-", case.lower())


def _document(case: str) -> str:
    suffix = "rst" if "reStructuredText" in case else "md"
    return f"{_folder(case)}/ARCHITECTURE.{suffix}"


@pytest.fixture(scope="module")
def built(new_site: Callable[[Tree], Site]) -> Built:
    """One site of all bad documents and a good one."""
    good = {"packages/good/ARCHITECTURE.md": package("good", "Stay calm")}
    site = new_site({**good, **{_document(case): bad.content for case, bad in CASES.items()}})
    return site.build(clean=True)


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_costs_one_warning_at_its_line(built: Built, case: str) -> None:
    path, bad = _document(case), CASES[case]
    warnings = [line for line in built.warnings if line.startswith(f"{path}:")]
    if sphinx.version_info < (9,):
        warnings = [line for line in warnings if "undecodable source characters" not in line]
    others = [f"{path}:{bad.other}"] if bad.other else []
    assert [line for line in warnings if "[archdoc." not in line] == others
    ours = [line for line in warnings if line not in others]
    if bad.code is None:
        assert ours == []
    else:
        assert len(ours) == 1, ours
        assert ours[0].startswith(f"{path}:{bad.line}: WARNING: ")
        assert ours[0].endswith(f" [archdoc.{bad.code}]")


def test_there_are_no_other_warnings(built: Built) -> None:
    documents = tuple(f"{_document(case)}:" for case in CASES)
    assert [line for line in built.warnings if not line.startswith(documents)] == []


@pytest.mark.parametrize("case", CASES)
def test_a_bad_file_is_a_page_with_its_records(built: Built, case: str) -> None:
    address = _folder(case) + ".html"
    index = BeautifulSoup(built.page("index.html"), "html.parser")
    titles = [a.text for a in index.select(f'.arch-index a[href^="{address}"]')]
    assert ("Go on" in titles) == CASES[case].is_read
    page = BeautifulSoup(built.page(address), "html.parser")
    assert page.select_one(".body h1") is not None
    # What does not end would take in the footer.
    assert page.select_one("div.footer") is not None


def test_the_index_has_all_else(built: Built) -> None:
    index = built.page("index.html")
    assert "Stay calm" in index
    assert "Go back" in index


def test_both_records_with_one_key_are_shown(built: Built) -> None:
    index = BeautifulSoup(built.page("index.html"), "html.parser")
    address = _folder("two records with one key") + ".html#arch-decision-two-records-with-one-key-1"
    links = {a["href"]: a.text for a in index.select(f'.arch-index a[href^="{address}"]')}
    assert links == {address: "Go on", f"{address}-2": "Go back"}


def test_nothing_of_a_bad_file_runs(built: Built) -> None:
    for case in CASES:
        page = BeautifulSoup(built.page(_folder(case) + ".html"), "html.parser")
        body = page.select_one(".body")
        assert body is not None
        names = {name for tag in body.find_all(True) for name in tag.attrs}
        assert not [name for name in names if name.startswith("on")], case
        addresses = [tag.get("href") or tag.get("src") or "" for tag in body.find_all(True)]
        schemes = ("javascript", "vbscript", "data")
        assert not [a for a in addresses if a.strip().lower().startswith(schemes)], case
        assert not body.select("base, textarea, iframe"), case
        scripts = {script.get_text() for script in body.find_all("script")}
        assert not [s for s in scripts if "alert" in s or "x()" in s], case


def test_nothing_outside_the_repository_is_copied(built: Built) -> None:
    names = {path.name for path in built.out.rglob("*")}
    assert not names & {"hosts", "hostname"}


HOSTILE = '<script>alert(1)</script> "quoted" & {{ braces }} \u202ertl \U0001f4a3' + "x" * 300


def test_hostile_names_are_text(site: Site) -> None:
    name = '<img src=x onerror=alert(1)>"'
    site.write(
        {
            "packages/bad/ARCHITECTURE.md": package("bad", HOSTILE),
            "packages/odd/package.json": '{"name": "<script>alert(2)</script>"}',
            "packages/odd/ARCHITECTURE.md": package(name, "Go"),
            "packages/none/package.json": '{"name": "a\\"><b>", "description": "<b>bold</b>"}',
            "docs/page.md": f"---\norphan: 1\n---\n# Page\n\n```{{architecture-decision}} {name}\n"
            ":id: <b>7</b>\n:status: <i>new</i>\n:date: <u>\n:tags: <s>, </td>\n:deciders: <em>\n\n"
            f"**Decision**: Yes.\n```\n\n```{{component}} {name}\n\nx\n```\n",
        }
    )
    built = site.build(clean=True)
    pages = [p for p in built.out.rglob("*.html") if "_static" not in p.parts]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        soup = BeautifulSoup(text, "html.parser")
        body = soup.select_one(".body")
        assert body is not None
        assert not body.find_all(["b", "i", "u", "s"]), page
    index = built.page("index.html")
    assert "alert(1)" in index
    assert "&lt;script&gt;alert(2)" in index
    assert "&lt;b&gt;bold&lt;/b&gt;" in index


def test_ten_thousand_decisions_in_one_file(site: Site) -> None:
    decisions = "".join(f"### Decision {n}: Choice {n}\n\n" for n in range(10_000))
    site.write({"packages/bad/ARCHITECTURE.md": f"# Bad\n\n## Design Decisions\n\n{decisions}"})
    built = site.build("dummy", clean=True)
    assert built.warnings == []
    register = architecture_domain(built.app.env).register
    assert {d.title for d in register.of_type("decision")} == {f"Choice {n}" for n in range(10_000)}


def test_a_file_without_permission_is_a_warning(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = site.root / "packages/bad/ARCHITECTURE.md"
    site.write(
        {"packages/bad/ARCHITECTURE.md": HEAD, "packages/good/ARCHITECTURE.md": package("g", "Go")}
    )
    real = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: str(p) != str(bad) and real(p, mode))
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("packages/bad/ARCHITECTURE.md:1: WARNING: ")
    assert built.warnings[0].endswith("[archdoc.unreadable]")
    assert "Go" in built.page("index.html")
    assert built.read == ["index", "packages/good"]


def test_a_file_that_cannot_be_read_after_all_is_a_warning(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write(
        {"packages/bad/ARCHITECTURE.md": HEAD, "packages/good/ARCHITECTURE.md": package("g", "Go")}
    )

    def opened(path: Any, *args: Any, **kwargs: Any) -> Any:
        if str(path).endswith("bad/ARCHITECTURE.md"):
            raise PermissionError(13, "Permission denied", str(path))
        return Path(path).open(*args, **kwargs)

    monkeypatch.setattr(files, "open", opened, raising=False)
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert built.warnings[0].endswith("[archdoc.unreadable]")
    assert "Go" in built.page("index.html")
    assert (built.out / "packages/bad.html").is_file()


def test_a_file_that_is_too_large_is_an_empty_page(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    site.write(
        {
            "packages/bad/ARCHITECTURE.md": HEAD + "Long text. " * 100,
            "packages/good/ARCHITECTURE.md": package("good", "Go"),
        }
    )
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("packages/bad/ARCHITECTURE.md:1: WARNING: ")
    assert built.warnings[0].endswith("[archdoc.too-large]")
    assert "Long text" not in built.page("packages/bad.html")
    assert "Go" in built.page("index.html")


def test_a_link_that_leads_nowhere_is_a_warning(site: Site) -> None:
    site.write({"packages/bad/package.json": "{}", "packages/good/ARCHITECTURE.md": package("g")})
    (site.root / "packages/bad/ARCHITECTURE.md").symlink_to("gone.md")
    built = site.build("dummy", clean=True)
    assert [line for line in built.warnings if "packages/bad/ARCHITECTURE.md" not in line] == []
    assert len(built.warnings) == 1
    assert built.warnings[0].endswith("[archdoc.unreadable]")


def test_a_document_that_is_a_link_out_of_the_repository_is_not_read(site: Site) -> None:
    site.write({"packages/bad/package.json": "{}", "packages/good/ARCHITECTURE.md": package("g")})
    secret = site.root.parent / "secret.md"
    secret.write_text("# Secret\n\nDo not show.\n", encoding="utf-8")
    (site.root / "packages/bad/ARCHITECTURE.md").symlink_to(secret)
    built = site.build(clean=True)
    assert len(built.warnings) == 1
    assert built.warnings[0].endswith("[archdoc.outside]")
    assert "Do not show" not in "".join(p.read_text() for p in built.out.rglob("*.html"))


def test_a_configured_path_does_not_leave_the_repository(site: Site) -> None:
    conf = 'extensions = ["sphinxext_archdoc"]\narchdoc_packages = ["../../*"]\n'
    site.write({"docs/conf.py": conf, "packages/good/ARCHITECTURE.md": package("good")})
    built = site.build("dummy", clean=True)
    assert len(built.warnings) == 1
    assert built.warnings[0].endswith("[archdoc.outside]")
    assert built.read == ["architecture/packages/good", "index"]


def test_a_wrong_setting_names_the_value_and_the_default(site: Site) -> None:
    site.write({"packages/good/ARCHITECTURE.md": package("good")})
    built = site.build("dummy", clean=True, archdoc_navigation_depth="deep")
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith("docs/conf.py:1: ")
    assert "archdoc_navigation_depth is 'deep'" in built.warnings[0]
    assert "[archdoc.config]" in built.warnings[0]
