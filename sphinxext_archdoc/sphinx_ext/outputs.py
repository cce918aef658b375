"""Files beside the HTML: a feed, the catalogue as JSON, decisions for sphinx-needs.

Written at the end of a build when ``archdoc_outputs`` names them; each depends on nothing but
the records, so that it is the same after every kind of build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.labels import _
from sphinxext_archdoc.sphinx_ext.linking import Linker
from sphinxext_archdoc.sphinx_ext.paging import can_split

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FEED = "decisions.atom"
_NOBODY = frozenset({"unknown", "Author name not set"})
"""What Sphinx says where no author is set."""


def write_outputs(app: Sphinx, exception: Exception | None) -> None:
    """Write the files that the settings name (``build-finished``)."""
    if exception is not None or not can_split(app.builder):
        return
    wanted = architecture_domain(app.env).site.config.outputs
    for name in wanted:
        file, text_of = _WRITERS[name]
        text = text_of(app)
        target = Path(app.outdir, file)
        # What is the same keeps its time, for whoever copies only what has changed.
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")


def _feed(app: Sphinx) -> str:
    from sphinxext_archdoc.exporting.feed import FeedSite
    from sphinxext_archdoc.sphinx_ext import feed

    domain = architecture_domain(app.env)
    site = FeedSite(
        title=str(_("Decisions of %s")) % app.config.project,
        address=str(app.config.html_baseurl or ""),
        author=_author(app),
        file=FEED,
    )
    linker = Linker(app.builder, "", domain.pages)
    return feed.feed_text(domain.register, site, linker)


def _author(app: Sphinx) -> str:
    """Return who wrote the site: the project, where ``conf.py`` names nobody."""
    named = str(app.config.author)
    return named if named not in {"", *_NOBODY} else str(app.config.project)


def _catalogue(app: Sphinx) -> str:
    from sphinxext_archdoc.catalog.export import export, json_lines
    from sphinxext_archdoc.loader import load_catalog

    settings = architecture_domain(app.env).site.settings
    cache = Path(app.doctreedir, "archdoc.sqlite")
    return "".join(json_lines(export(load_catalog(settings, cache=cache))))


def _needs(app: Sphinx) -> str:
    from sphinxext_archdoc.sphinx_ext import needs

    register = architecture_domain(app.env).register
    return needs.needs_text(register, str(app.config.project), str(app.config.version))


_WRITERS: Mapping[str, tuple[str, Callable[[Sphinx], str]]] = {
    "atom": (FEED, _feed),
    "json": ("archdoc.json", _catalogue),
    "needs": ("needs.json", _needs),
}


def link_feed(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Name the feed in the head of pages with views (``html-page-context``)."""
    domain = architecture_domain(app.env)
    if "atom" not in domain.site.config.outputs or pagename not in domain.data["views"]:
        return
    if not can_split(app.builder) or "pathto" not in context:
        return
    address = escape(context["pathto"](FEED, resource=True))
    title = escape(str(_("Decisions of %s")) % app.config.project)
    link = f'<link rel="alternate" type="application/atom+xml" title="{title}" href="{address}">'
    context["metatags"] = context.get("metatags", "") + link + "\n"
