"""Documents outside the source folder are pages, read where they are."""

from __future__ import annotations

from tests.sphinx_ext.conftest import Site, package

CORE = "packages/core/ARCHITECTURE.md"


def test_names_follow_the_folders(site: Site) -> None:
    site.write(
        {
            "ARCHITECTURE.md": package("shop"),
            CORE: package("core"),
            "packages/core/src/mcp/ARCHITECTURE.md": package("mcp"),
            "packages/core/docs/adr/0001-cache.md": "# 1. Cache\n\n## Decision\n\nYes.\n",
            "services/core/docs/ARCHITECTURE.md": package("core service"),
            "decisions/0002-go.md": "# 2. Go\n\n## Decision\n\nYes.\n",
        }
    )
    built = site.build("dummy", clean=True)
    assert built.warnings == []
    assert built.read == [
        "architecture",
        "decisions/0002-go",
        "index",
        "packages/core/decisions/0001-cache",
        "packages/core/src/mcp",
        "packages/packages/core",
        "packages/services/core",
    ]


def test_a_page_of_the_project_keeps_its_name(site: Site) -> None:
    site.write({CORE: package("core"), "docs/packages/core.md": "---\norphan: 1\n---\n# Mine\n"})
    built = site.build("dummy", clean=True)
    assert built.read == ["index", "packages/core", "packages/packages/core"]
    assert len(built.warnings) == 1
    assert "[archdoc.mount-collision]" in built.warnings[0]


def test_a_file_in_the_source_folder_is_not_mounted(site: Site) -> None:
    site.write({"docs/adr/0001-go.md": "# 1. Go\n\n## Decision\n\nYes.\n"})
    built = site.build("dummy", clean=True)
    assert built.read == ["adr/0001-go", "index"]
    assert built.warnings == []


def test_excluded_patterns_match_names(site: Site) -> None:
    site.write({CORE: package("core"), "packages/web/ARCHITECTURE.md": package("web")})
    built = site.build("dummy", clean=True, exclude_patterns=["packages/web"])
    assert built.read == ["index", "packages/core"]


def test_warnings_name_the_file_and_the_line(site: Site) -> None:
    site.write({CORE: package("core", extra="[gone](gone.md)\n\n")})
    built = site.build("dummy", clean=True)
    line = package("core", extra="[gone](gone.md)\n\n").splitlines().index("[gone](gone.md)") + 1
    assert len(built.warnings) == 1
    assert built.warnings[0].startswith(f"{CORE}:{line}: WARNING: ")


def test_nothing_is_written_beside_the_sources(site: Site) -> None:
    site.write({CORE: package("core", "Go")})
    before = sorted(p for p in site.root.rglob("*"))
    site.build(clean=True)
    assert sorted(p for p in site.root.rglob("*")) == before


def test_pages_that_no_toctree_reaches_are_orphans_and_noted_once(site: Site) -> None:
    site.write({CORE: package("core"), "docs/index.md": "# Site\n"})
    built = site.build(clean=True)
    assert built.warnings == []
    assert built.app.env.metadata["packages/core"]["orphan"] == "archdoc"
    site.write({"docs/index.md": "# Site\n\n```{architecture-packages}\n```\n"})
    assert "orphan" not in site.build().app.env.metadata["packages/core"]


def test_a_package_lists_its_deeper_documents_and_decisions(site: Site) -> None:
    site.write(
        {
            CORE: package("core"),
            "packages/core/src/mcp/ARCHITECTURE.md": package("mcp"),
            "packages/core/docs/adr/0001-cache.md": "# 1. Cache\n\n## Decision\n\nYes.\n",
        }
    )
    env = site.build("dummy", clean=True).app.env
    assert env.toctree_includes["index"] == ["packages/core"]
    assert env.toctree_includes["packages/core"] == [
        "packages/core/src/mcp",
        "packages/core/decisions/0001-cache",
    ]


def test_headings_stay_out_of_the_navigation_but_on_the_page(site: Site) -> None:
    site.write({CORE: package("core", "Use queues")})
    built = site.build(clean=True)
    assert "Core Components" not in built.page("index.html")
    bare = site.build(clean=True, into="whole", archdoc_navigation_depth=0)
    assert "Core Components" in str(bare.app.env.tocs["packages/core"])
    whole = built.app.env.get_domain("arch").data["tocs"]["packages/core"]
    assert "Core Components" in str(whole)


def test_a_link_in_a_circle_is_a_warning_and_the_rest_is_there(site: Site) -> None:
    site.write({CORE: package("core")})
    loop = site.root / "packages/core/loop"
    loop.symlink_to(site.root / "packages", target_is_directory=True)
    itself = site.root / "packages/core/src"
    itself.symlink_to(itself)
    built = site.build("dummy", clean=True)
    assert built.read == ["index", "packages/core"]


def test_the_copied_source_has_the_name_of_the_page(site: Site) -> None:
    site.write({CORE: package("core")})
    built = site.build(clean=True)
    copied = built.page("_sources/packages/core.md.txt")
    assert copied == (site.root / CORE).read_text(encoding="utf-8")
    assert 'href="../_sources/packages/core.md.txt"' in built.page("packages/core.html")
    assert sorted(p.name for p in (built.out / "_sources").iterdir()) == [
        "index.md.txt",
        "packages",
    ]


def test_deeper_documents_alone_are_no_document_of_their_package(site: Site) -> None:
    site.write({"packages/core/src/mcp/ARCHITECTURE.md": package("mcp")})
    built = site.build(clean=True)
    assert built.warnings == []
    assert built.read == ["index", "packages/core/src/mcp"]
    assert '<a class="reference internal" href="packages/core/src/mcp.html"' in built.page(
        "index.html"
    )
    assert "no document" not in built.page("index.html")


def test_an_untouched_title_is_shown_with_the_name_of_the_package(site: Site) -> None:
    site.write({CORE: "# Architecture - [PACKAGE_NAME]\n\n## System Overview\n\n[Describe it.]\n"})
    built = site.build(clean=True)
    assert "Architecture - core" in built.page("index.html")
    assert "PACKAGE_NAME" not in built.page("packages/core.html")
