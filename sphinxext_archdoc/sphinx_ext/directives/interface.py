"""An interface.

With a body it defines one: the argument is its name, the body holds its declaration in a
code fence, or as bare code with ``:language:``. Without a body it shows the interface whose
key is the argument, or with ``:source:`` what a file declares under the names in the
argument: one or several, which may be patterns, all that is exported without any.
"""

from __future__ import annotations

from typing import ClassVar

from docutils import nodes

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.model import Interface, Record
from sphinxext_archdoc.sphinx_ext import options
from sphinxext_archdoc.sphinx_ext.directives._record import RecordDirective
from sphinxext_archdoc.sphinx_ext.interfaces import declaring
from sphinxext_archdoc.sphinx_ext.interfaces.drift import note_documented
from sphinxext_archdoc.sphinx_ext.rows import Row

NAME = "interface"


class Directive(RecordDirective):
    """See the module."""

    object_type = "interface"
    OPTIONS: ClassVar[dict[str, options.Check]] = {
        "source": options.text,
        "members": options.words,
        "exclude-members": options.words,
        "private": options.flag,
        "package": options.text,
    }
    """The options with ``:source:``."""

    def run(self) -> list[nodes.Node]:
        """Return what is shown of a source file, else what every record's directive returns."""
        if "source" not in self.options:
            return super().run()
        if self.content:
            message = ":source: means nothing with a body; it is left out."
            self.warn(Code.DIRECTIVE_OPTION, message, option="source")
            del self.options["source"]
            return super().run()
        # Only when a page is read: other builds are spared the imports.
        from sphinxext_archdoc.sphinx_ext.interfaces.sources import nodes_from_source

        return nodes_from_source(self, self.checked_options(self.OPTIONS))

    def names(self) -> tuple[str, ...]:
        """Return the names in the argument."""
        argument = self.arguments[0] if self.arguments else ""
        return tuple(argument.replace(",", " ").split())

    def shown_body(self) -> list[nodes.Node]:
        """Return the content, as code when ``:language:`` says that it is."""
        language = (self.options.get("language") or "").strip()
        if not language:
            return super().shown_body()
        text = "\n".join(self.content)
        code = nodes.literal_block(text, text, language=language)
        code.source, code.line = self.get_source_info()[0], self.body_line
        return [code]

    def shown_row(self, record: Record, row: Row, container: nodes.container) -> Row:
        """Describe the code in *container* that declares *record*."""
        assert isinstance(record, Interface)
        code = declaring.code_of(record, container)
        if code is None:
            return row
        (row,) = declaring.wrap(self.state.document, code, [(record, row)])
        note_documented(self.domain, self.docname, record, row.anchor, code)
        return row
