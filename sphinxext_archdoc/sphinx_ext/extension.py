"""Everything that is registered with Sphinx, in one place."""

from __future__ import annotations

import os
from dataclasses import Field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxext_archdoc import __version__
from sphinxext_archdoc.catalog import contradictions, duplicate_diagnostics
from sphinxext_archdoc.config import Config, load_settings
from sphinxext_archdoc.sphinx_ext import (
    assets,
    collecting,
    diagrams,
    guarding,
    labels,
    links,
    local_contents,
    menus,
    missing,
    navigation,
    nodes,
    outdated,
    outputs,
    page_contents,
    paging,
    parsing,
    recording,
    scripting,
    studio,
    themes,
)
from sphinxext_archdoc.sphinx_ext.directives import record_directives
from sphinxext_archdoc.sphinx_ext.domain import (
    ArchitectureDomain,
    architecture_domain,
    look_for_any,
)
from sphinxext_archdoc.sphinx_ext.filling import FillTransform
from sphinxext_archdoc.sphinx_ext.indices import record_indices
from sphinxext_archdoc.sphinx_ext.interfaces import drift, indexing
from sphinxext_archdoc.sphinx_ext.latex.defaults import choose_defaults
from sphinxext_archdoc.sphinx_ext.latex.pictures import SvgConverter, UnshownImageTransform
from sphinxext_archdoc.sphinx_ext.latex.printing import PrintTransform
from sphinxext_archdoc.sphinx_ext.log import report
from sphinxext_archdoc.sphinx_ext.mermaid import GuardedMermaid
from sphinxext_archdoc.sphinx_ext.mount import mount
from sphinxext_archdoc.sphinx_ext.pdf.builder import THEME, THEME_FOLDER, PdfBuilder
from sphinxext_archdoc.sphinx_ext.plain import PlainTransform
from sphinxext_archdoc.sphinx_ext.site import Site
from sphinxext_archdoc.sphinx_ext.view_directive import directive_of
from sphinxext_archdoc.sphinx_ext.views import view_names

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PREFIX = "archdoc_"
HERE = Path(__file__).parent


def setup_extension(app: Sphinx) -> dict[str, Any]:
    """Register the extension with *app*."""
    _set_up_markdown(app)
    for setting in fields(Config):
        rebuild = setting.metadata["rebuild"]
        app.add_config_value(PREFIX + setting.name, None, rebuild)
    app.add_domain(ArchitectureDomain)
    app.add_message_catalog(labels.CATALOG, os.fspath(HERE / "locale"))
    for index in record_indices():
        app.add_index_to_domain("arch", index)
    _add_directives(app)
    for placeholder in nodes.PLACEHOLDERS:
        app.add_node(placeholder)
    app.add_transform(guarding.GuardTransform)
    app.add_transform(recording.RecordTransform)
    app.add_transform(assets.AssetTransform)
    app.add_transform(links.LinkTransform)
    app.add_transform(navigation.ChildrenTransform)
    app.add_post_transform(FillTransform)
    app.add_post_transform(diagrams.DiagramTransform)
    app.add_post_transform(PlainTransform)
    app.add_post_transform(PrintTransform)
    app.add_post_transform(SvgConverter)
    app.add_post_transform(UnshownImageTransform)
    app.add_builder(PdfBuilder)
    app.add_html_theme(THEME, os.fspath(THEME_FOLDER))
    _connect(app)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _set_up_markdown(app: Sphinx) -> None:
    """Set up MyST and mermaid, unless the project sets up MyST-NB, which has its own parser."""
    if "myst_nb" not in app.config.extensions:
        app.setup_extension("myst_parser")
    app.setup_extension("sphinxcontrib.mermaid")
    app.add_directive("mermaid", GuardedMermaid, override=True)
    diagrams.take_over_script(app)


def _add_directives(app: Sphinx) -> None:
    directives = dict(record_directives())
    directives |= {name: directive_of(name) for name in view_names()}
    for name, directive in directives.items():
        app.add_directive_to_domain("arch", name, directive)
        app.add_directive(name, directive)


def _connect(app: Sphinx) -> None:
    # In the order in which Sphinx emits them.
    app.connect("config-inited", _choose_defaults, priority=400)
    # After other extensions have chosen theirs, before the builder takes them.
    app.connect("config-inited", choose_defaults, priority=900)
    # After the environment is loaded, before files are looked for.
    app.connect("builder-inited", collecting.leave_out, priority=300)
    app.connect("builder-inited", _find_site, priority=400)
    app.connect("builder-inited", studio.open_studio)
    app.connect("builder-inited", _choose_style)
    app.connect("builder-inited", scripting.write_words)
    app.connect("env-get-outdated", outdated.pages_to_read)
    app.connect("env-before-read-docs", outdated.note_pages)
    app.connect("env-before-read-docs", _report_on_templates)
    app.connect("source-read", guarding.guard_source)
    app.connect("source-read", look_for_any)
    # After the collector has made the table of contents.
    app.connect("doctree-read", navigation.prune_navigation, priority=900)
    app.connect("doctree-read", diagrams.note_diagrams)
    app.connect("env-updated", navigation.mark_orphans)
    app.connect("env-get-updated", outdated.pages_to_write)
    app.connect("env-check-consistency", _report_on_records)
    app.connect("env-check-consistency", drift.report_drift)
    app.connect("write-started", indexing.add_to_index)
    app.connect("warn-missing-reference", missing.warn_of_missing)
    app.connect("html-collect-pages", lambda app: paging.collect_pages(app, _pages(app)))
    # Before the handlers of themes, which read what is set here.
    app.connect("html-page-context", navigation.restore_page_contents, priority=300)
    app.connect("html-page-context", menus.share_navigation, priority=300)
    app.connect("html-page-context", themes.fix_source, priority=300)
    app.connect("html-page-context", scripting.add_scripts)
    app.connect("html-page-context", outputs.link_feed)
    app.connect("html-page-context", page_contents.unfold_contents)
    # After Furo, whose answer it corrects.
    app.connect("html-page-context", page_contents.show_contents, priority=800)
    app.connect("build-finished", outputs.write_outputs)
    app.connect("build-finished", studio.remove_old_pictures)
    app.connect("build-finished", studio.report_on_diagrams)


def _pages(app: Sphinx) -> paging.Pages:
    return architecture_domain(app.env).pages


def _choose_defaults(app: Sphinx, config: Any) -> None:
    """Choose what makes plain documents behave as on a Git host, where the project is silent."""
    # Nothing public tells what was given in conf.py.
    given = config._raw_config.keys() | config.overrides.keys()  # noqa: SLF001
    if "myst_heading_anchors" not in given:
        config.myst_heading_anchors = 6
    if "myst_fence_as_directive" not in given:
        config.myst_fence_as_directive = ["mermaid"]
    static = os.fspath(HERE / "static")
    if static not in config.html_static_path:
        config.html_static_path.append(static)


STYLES = {"epub": "archdoc-epub.css"}
"""Styles of builders whose checkers know less of CSS than browsers."""
STYLE = "archdoc.css"


def _choose_style(app: Sphinx) -> None:
    """Take the style of the builder, and leave that of the others out of its book."""
    style = STYLES.get(app.builder.name, STYLE)
    app.add_css_file(style)
    if style != STYLE:
        left_out = [f"_static/{STYLE}", "_static/archdoc.js"]
        app.config.epub_exclude_files = [*app.config.epub_exclude_files, *left_out]


def _given(config: Any, setting: Field[Any]) -> Any:
    """Return the value of a setting in ``conf.py`` or on the command line, None without one.

    Words on the command line become what the setting takes, where that is not a table.
    """
    name = PREFIX + setting.name
    value = getattr(config, name)
    if not isinstance(value, str) or name not in config.overrides:
        return value
    if isinstance(setting.default, bool):
        return {"0": False, "1": True}.get(value, value)
    if isinstance(setting.default, int):
        return int(value) if value.isdecimal() else value
    if isinstance(setting.default, tuple):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _find_site(app: Sphinx) -> None:
    given = {f.name: _given(app.config, f) for f in fields(Config)}
    given = {name: value for name, value in given.items() if value is not None}
    settings = load_settings(Path(app.confdir), given)
    site = Site.find(settings)
    domain = architecture_domain(app.env)
    domain.site, domain.builder = site, app.builder
    domain.contents = local_contents.LocalContents(app.env, app.builder)
    domain.menus = menus.Menus(app.env, app.builder)
    domain.pages = paging.Pages(site.config.page_size)
    report((*settings.diagnostics, *site.workspace.diagnostics), site.root)
    mount(app, app.env, site)
    parsing.guard_parsers(app)


def _report_on_templates(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    site = architecture_domain(env).site
    if docnames:
        report(site.reader.diagnostics, site.root)
    if site.history is not None:
        report(site.history.diagnostics, site.root)


def _report_on_records(app: Sphinx, env: BuildEnvironment) -> None:
    domain = architecture_domain(env)
    register = domain.register
    report(duplicate_diagnostics(register.index), domain.site.root)
    report(contradictions(register.all_relations), domain.site.root)
    domain.report_plain_links()
