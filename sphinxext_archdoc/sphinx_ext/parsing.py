"""Parsers that a package's document cannot stop.

Whatever a parser raises for such a document ends the build in Sphinx: a link whose name is
longer than the file system allows, a file that includes itself. Here the document is shown
as it is instead, with one warning. The project's own pages are parsed as always.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import SphinxError

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.guarding import as_code, mark_shown_as_it_is
from sphinxext_archdoc.sphinx_ext.log import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class GuardedParser:
    """Mixed into the parsers of a build: a package's document is shown, whatever is in it."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse *inputstring* into *document*; see the module."""
        parse: Any = super().parse  # type: ignore[misc]
        try:
            parse(inputstring, document)
        except SphinxError:
            raise
        except Exception as error:
            text = _in_place_of(inputstring, document, error)
            if text is None:
                raise
            parse(text, document)


def guard_parsers(app: Sphinx) -> None:
    """Put guarded parsers in the place of those that are registered (``builder-inited``)."""
    for parser in dict.fromkeys(app.registry.get_source_parsers().values()):
        if not issubclass(parser, GuardedParser):
            name = f"Guarded{parser.__name__}"
            guarded: Any = type(name, (GuardedParser, parser), {"__doc__": parser.__doc__})
            app.add_source_parser(guarded, override=True)


def _in_place_of(text: str, document: nodes.document, error: Exception) -> str | None:
    """Return what is parsed instead of *text*; None for a page of the project's own."""
    env = document.settings.env
    domain = architecture_domain(env)
    docname = env.current_document.docname
    path = domain.site.relative(env.doc2path(docname))
    if path is None or path not in domain.site.documents:
        return None
    reason = " ".join(str(error).split())[:120] or "no reason given"
    message = (
        f"The document cannot be parsed ({type(error).__name__}: {reason}); "
        f"its text is shown as it is."
    )
    warn(
        Code.TOO_LARGE if isinstance(error, RecursionError) else Code.UNPARSABLE,
        message,
        location=(docname, _line_of(error, document)),
    )
    mark_shown_as_it_is(env)
    for part in env.domains.sorted():
        part.clear_doc(docname)
    nodes.document.__init__(
        document, document.settings, document.reporter, source=document["source"]
    )
    return as_code(text, path)


def _line_of(error: Exception, document: nodes.document) -> int:
    """Return the line at which the parser was.

    That of reStructuredText notes it on the document; in that of Markdown it is in the
    outermost block that was being rendered, whose lines MyST counts from 1.
    """
    for frame, _number in traceback.walk_tb(error.__traceback__):
        if lines := getattr(frame.f_locals.get("token"), "map", None):
            return max(1, int(lines[0]))
    return document.current_line or 1
