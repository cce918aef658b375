"""The whole table of contents of a mounted page, of which the navigation has the title alone.

It is put together as text where all headings are plain, which they are in most documents:
rendering a list of nodes takes many times as long. For the first page of a build it is also
rendered as Sphinx does it. If that gives anything else, because a project or a theme writes
lists its own way, all pages have theirs from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment.adapters.toctree import document_toc

from sphinxext_archdoc.sphinx_ext.row_html import link_html

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


class LocalContents:
    """The contents of the pages of one build."""

    def __init__(self, env: BuildEnvironment, builder: Builder) -> None:
        self._env = env
        self._builder: Any = builder
        self._is_alike: bool | None = None
        """Whether text is what Sphinx writes; None until one page was compared."""

    def html(self, docname: str, whole: nodes.bullet_list) -> str:
        """Return the HTML of *whole*, the contents of the page *docname*."""
        quick = None
        if self._is_alike is not False and "tocdepth" not in self._env.metadata[docname]:
            quick = _list_html(whole)
        if quick is not None and self._is_alike:
            return quick
        rendered = self._rendered(docname, whole)
        if quick is not None:
            self._is_alike = quick == rendered
        return rendered

    def _rendered(self, docname: str, whole: nodes.bullet_list) -> str:
        pruned = self._env.tocs[docname]
        self._env.tocs[docname] = whole
        try:
            toc = document_toc(self._env, docname, self._builder.tags)
        finally:
            self._env.tocs[docname] = pruned
        return str(self._builder.render_partial(toc)["fragment"])


def _list_html(entries: nodes.Element) -> str | None:
    """Return the HTML of a list of headings; None when one is more than plain text."""
    parts = []
    for entry in entries.children:
        if isinstance(entry, addnodes.toctree):
            continue
        if not isinstance(entry, nodes.list_item) or not entry.children:
            return None
        title = _title_html(entry.children[0])
        if title is None:
            return None
        for below in entry.children[1:]:
            inner = _list_html(below) if isinstance(below, nodes.bullet_list) else None
            if not inner:
                return None
            title += inner
        parts.append(f"<li>{title}</li>\n")
    return "<ul>\n" + "".join(parts) + "</ul>\n" if parts else None


def _title_html(paragraph: nodes.Node) -> str | None:
    reference = paragraph.children[0] if len(paragraph.children) == 1 else None
    if (
        not isinstance(paragraph, addnodes.compact_paragraph)
        or not isinstance(reference, nodes.reference)
        or reference.get("secnumber")
        or not all(isinstance(child, nodes.Text) for child in reference.children)
    ):
        return None
    return link_html(reference["anchorname"] or "#", reference.astext())
