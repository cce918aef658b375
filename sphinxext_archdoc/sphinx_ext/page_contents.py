"""The headings of a mounted page, in themes that look for them in the global navigation.

Those headings are kept out of it, see :mod:`.navigation`. Themes that show the page's own
table of contents have it from their context; these two ask the navigation instead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.themes import theme_names

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CURRENT = re.compile(
    r'(<li class="toctree-l(?P<level>\d+) current"><a class="current reference internal"'
    r' href="#">(?:(?!</a>).)*</a>)(?P<below><ul>)?',
    re.DOTALL,
)


def show_contents(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Let Furo show the contents of a mounted page (``html-page-context``, after the theme).

    Furo counts the headings in the navigation to find out whether there are any.
    """
    if not context.get("furo_hide_toc") or "hide-toc" in (context.get("meta") or {}):
        return
    whole = architecture_domain(app.env).data["tocs"].get(pagename)
    if whole is not None and context.get("toc"):
        context["furo_hide_toc"] = not _headings(whole.children)


def unfold_contents(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Show the headings of a mounted page in the navigation of Read the Docs' theme.

    It has no other place for them (``html-page-context``).
    """
    navigation = context.get("toctree")
    domain = architecture_domain(app.env)
    whole = domain.data["tocs"].get(pagename)
    are_out = domain.site.config.navigation_depth == 1 and whole is not None
    if navigation is None or not are_out or "sphinx_rtd_theme" not in theme_names(app):
        return

    def unfolded(**options: Any) -> str:
        html = str(navigation(**options))
        current = _CURRENT.search(html)
        if current is None:
            return html
        level = int(current["level"]) + 1
        depth = int(options.get("maxdepth") or 0)
        entries = _entries(_headings(whole.children), level, depth if depth > 0 else level)
        if not entries:
            return html
        rendered = app.builder.render_partial(nodes.bullet_list("", *entries))  # type: ignore[attr-defined]
        inner = str(rendered["fragment"]).strip().removeprefix("<ul>")
        if current["below"]:
            inner = inner.removesuffix("</ul>").rstrip()
        return html[: current.end(1)] + "<ul>" + inner + html[current.end() :]

    context["toctree"] = unfolded


def _headings(entries: Sequence[nodes.Node]) -> list[nodes.list_item]:
    """Return the entries of the headings below those of *entries*."""
    lists = [x for entry in entries for x in entry.children if isinstance(x, nodes.bullet_list)]
    return [item for x in lists for item in x.children if isinstance(item, nodes.list_item)]


def _entries(
    headings: Sequence[nodes.list_item], level: int, deepest: int
) -> list[nodes.list_item]:
    """Return copies of *headings* and of those below, down to the level *deepest*."""
    found = []
    for item in headings if level <= deepest else ():
        copied = nodes.list_item(classes=[f"toctree-l{level}"])
        copied += item.children[0].deepcopy()
        for link in copied.findall(nodes.reference):
            link["refuri"] = link["anchorname"] or "#"
        below = _entries(_headings([item]), level + 1, deepest)
        if below:
            copied += nodes.bullet_list("", *below)
        found.append(copied)
    return found
