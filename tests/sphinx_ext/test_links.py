"""Links by path out of packages' documents."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from tests.sphinx_ext.conftest import Site, package

WEB = "packages/web/ARCHITECTURE.md"
URL = "https://github.com/acme/shop"

TARGETS = {
    "packages/core/ARCHITECTURE.md": package("core", "Use queues"),
    "packages/core/src/store.ts": "export interface Store {}\n",
    "packages/core/notes.md": "# Notes\n",
    "packages/web/flow.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "services/api/main.go": "package main\n",
}

CASES = {
    "../core/ARCHITECTURE.md": "core.html",
    "../core/ARCHITECTURE.md#design-decisions": "core.html#design-decisions",
    "../core/ARCHITECTURE.md#decision-1-use-queues": "core.html#decision-1-use-queues",
    "/packages/core/ARCHITECTURE.md": "core.html",
    "../core": "core.html",
    "../core/": "core.html",
    "../core/src/store.ts": f"{URL}/blob/main/packages/core/src/store.ts",
    "../core/src/store.ts#L1": f"{URL}/blob/main/packages/core/src/store.ts#L1",
    "../core/notes.md": f"{URL}/blob/main/packages/core/notes.md",
    "../core/src": f"{URL}/tree/main/packages/core/src",
    "../../services/api/main.go": f"{URL}/blob/main/services/api/main.go",
    "https://example.org/x": "https://example.org/x",
}


@pytest.mark.parametrize("target", CASES)
def test_a_link_leads_to_the_page_or_the_repository(site: Site, target: str) -> None:
    site.write({**TARGETS, WEB: package("web", extra=f"[here]({target})\n\n")})
    built = site.build(clean=True, archdoc_repository_url=URL)
    assert built.warnings == []
    page = BeautifulSoup(built.page("packages/web.html"), "html.parser")
    link = page.find("a", string="here")
    assert link is not None
    assert link["href"] == CASES[target]
    assert not (built.out / "_downloads").exists()


@pytest.mark.parametrize("target", [t for t in CASES if not t.endswith("#L1")])
def test_a_link_leads_to_the_same_in_restructuredtext(site: Site, target: str) -> None:
    text = f"Web\n===\n\n`here <{target}>`__ and `with *marks* <{target}>`__\n"
    site.write({**TARGETS, "packages/web/ARCHITECTURE.rst": text})
    built = site.build(clean=True, archdoc_repository_url=URL)
    assert built.warnings == []
    page = BeautifulSoup(built.page("packages/web.html"), "html.parser")
    link = next(a for a in page.select(".body a") if a.text == "here")
    assert link["href"] == CASES[target]


def test_without_an_address_a_file_is_plain_text(site: Site) -> None:
    site.write({**TARGETS, WEB: package("web", extra="[here](../core/src/store.ts)\n\n")})
    built = site.build(clean=True)
    assert built.warnings == []
    page = BeautifulSoup(built.page("packages/web.html"), "html.parser")
    assert page.find("a", string="here") is None
    assert "here" in page.find(class_="arch-file").text
    assert not (built.out / "_downloads").exists()


def test_images_are_copied(site: Site) -> None:
    site.write({**TARGETS, WEB: package("web", extra="![flow](flow.svg)\n\n")})
    built = site.build(clean=True)
    assert built.warnings == []
    assert (built.out / "_images/flow.svg").is_file()


def test_a_path_from_the_root_is_an_image_or_a_download_too(site: Site) -> None:
    text = "![flow](/packages/web/flow.svg) {download}`notes </packages/core/notes.md>`\n\n"
    own = "![own](/own.svg)\n\n"
    site.write({**TARGETS, WEB: package("web", extra=text + own), "docs/own.svg": "<svg/>"})
    built = site.build(clean=True)
    assert built.warnings == []
    assert (built.out / "_images/flow.svg").is_file()
    assert (built.out / "_images/own.svg").is_file()
    assert [p.name for p in (built.out / "_downloads").rglob("*.md")] == ["notes.md"]


@pytest.mark.parametrize("target", ["../../../secret.md", "/../secret.md", "../core/link.md"])
def test_a_link_out_of_the_repository_is_not_followed(site: Site, target: str) -> None:
    secret = site.root.parent / "secret.md"
    secret.write_text("# Secret\n", encoding="utf-8")
    text = f"[here]({target}) ![shown]({target}) {{download}}`taken <{target}>`\n\n"
    site.write({**TARGETS, WEB: package("web", extra=text)})
    (site.root / "packages/core/link.md").symlink_to(secret)
    built = site.build(clean=True)
    assert "secret.md" not in {path.name for path in built.out.rglob("*")}
    page = BeautifulSoup(built.page("packages/web.html"), "html.parser")
    assert page.find("a", string="here") is None
    assert page.find("img", alt="shown") is None
    line = package("web", extra=text).splitlines().index(text.strip()) + 1
    warnings = [w for w in built.warnings if not w.startswith("packages/core/link.md")]
    assert len(warnings) == (2 if "link" in target else 3)
    assert all(w.startswith(f"{WEB}:{line}: WARNING: ") for w in warnings)
    assert all(w.endswith("[archdoc.outside]") for w in warnings)


@pytest.mark.parametrize(
    "scheme", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x"]
)
def test_links_that_run_code_are_text(site: Site, scheme: str) -> None:
    site.write(
        {
            WEB: package("web", extra=f"[here]({scheme}) <a href='{scheme}'>raw</a>\n\n"),
            "packages/rst/ARCHITECTURE.rst": f"Rst\n===\n\n`here <{scheme}>`_\n",
        }
    )
    built = site.build(clean=True)
    for name in ("web", "rst"):
        page = BeautifulSoup(built.page(f"packages/{name}.html"), "html.parser")
        addresses = [a["href"].lower() for a in page.find_all("a", href=True)]
        assert not [a for a in addresses if a.startswith(("javascript", "data"))]


def test_a_page_is_read_again_when_what_it_links_to_becomes_a_page(site: Site) -> None:
    site.write(
        {
            WEB: package("web", extra="[here](../core)\n\n"),
            "packages/core/package.json": "{}",
        }
    )
    first = site.build(clean=True, archdoc_repository_url=URL)
    assert f'href="{URL}/tree/main/packages/core"' in first.page("packages/web.html")
    site.write({"packages/core/ARCHITECTURE.md": package("core")})
    second = site.build(archdoc_repository_url=URL)
    assert "packages/web" in second.read
    assert 'href="core.html"' in second.page("packages/web.html")
