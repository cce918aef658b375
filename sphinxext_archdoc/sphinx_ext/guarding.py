"""What keeps a bad file from stopping the build or from reaching the pages unescaped."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.log import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DEEPEST = 60
"""Nesting of quotes and lists up to which a document is parsed."""
SHOWN_AS_IT_IS = "archdoc_shown_as_it_is"
"""Set while a page is read whose text is not parsed."""
LONGEST_LINE = 200_000
"""Length of a line, in characters, up to which a document is parsed."""


_NESTED = re.compile(
    rf"^[ \t]*(?![-* \t]*$)(?:>[ \t]?|[*+-][ \t]+){{{DEEPEST}}}|^ {{{2 * DEEPEST},}}[*+-] ",
    re.MULTILINE,
)


def guard_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Show the text of a package's document as it is when parsing it could end the build."""
    domain = architecture_domain(app.env)
    path = domain.site.relative(app.env.doc2path(docname))
    if path not in domain.site.documents:
        return
    text = source[0].replace("\0", "\ufffd")
    reason, line = _reason_not_to_parse(text)
    if reason:
        message = f"{reason}; the text is shown as it is."
        warn(Code.TOO_LARGE, message, location=(docname, line))
        app.env.temp_data[SHOWN_AS_IT_IS] = True
        text = _as_code(text, path, is_markdown=not path.endswith(".rst"))
    source[0] = text


def _reason_not_to_parse(text: str) -> tuple[str, int]:
    """Return what could end the build and on which line it stands; two empty values for nothing."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            return f"A line has more than {LONGEST_LINE} characters", number
    if found := _NESTED.search(text):
        line_number = text.count("\n", 0, found.start()) + 1
        return f"Quotes or lists are nested more than {DEEPEST} deep", line_number
    return "", 0


def _as_code(text: str, path: str, *, is_markdown: bool) -> str:
    title = path.rsplit("/", 1)[-1]
    if is_markdown:
        longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"# {title}\n\n{fence}text\n{text}\n{fence}\n"
    body = "\n".join(f"   {line}" for line in text.split("\n"))
    return f"{title}\n{'=' * len(title)}\n\n::\n\n{body}\n"


_ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed)\b|\son\w+\s*=|(?:javascript|vbscript):|data:text/html",
    re.IGNORECASE,
)


class GuardTransform(SphinxTransform):
    """Gives every document of a package a title, and shows HTML that is active as text."""

    default_priority: ClassVar[int] = 440

    def apply(self, **kwargs: Any) -> None:
        """Add a title where there is no heading; replace raw nodes that could do something."""
        domain = architecture_domain(self.env)
        path = domain.site.relative(self.env.doc2path(self.env.current_document.docname))
        if path not in domain.site.documents:
            return
        if next(iter(self.document.findall(nodes.section)), None) is None:
            self._add_title(path)
        for node in list(self.document.findall(nodes.raw)):
            in_title = isinstance(node.parent, nodes.title)
            if not in_title and not _ACTIVE.search(node.astext()):
                continue
            if not in_title:
                message = "Raw HTML that could run a script is shown as text."
                warn(Code.RAW_HTML, message, location=node)
            inline = isinstance(node.parent, nodes.TextElement)
            shown = nodes.Text(node.astext())
            node.replace_self(shown if inline else nodes.literal_block("", node.astext()))

    def _add_title(self, path: str) -> None:
        """Put what a document without a heading says into a section named after its file."""
        stem = posixpath.splitext(posixpath.basename(path))[0]
        if stem.lower() in {"architecture", "readme", "index"}:
            stem = posixpath.basename(posixpath.dirname(path)) or stem
        title = nodes.title(stem, stem)
        section = nodes.section("", title, *self.document.children, names=[stem])
        section.source = title.source = self.document.get("source")
        section.line = title.line = 1
        self.document.children = []
        self.document += section
        self.document.note_implicit_target(section, section)
