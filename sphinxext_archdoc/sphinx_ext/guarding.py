"""What keeps a bad file from stopping the build or from reaching the pages unescaped."""

from __future__ import annotations

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
LONGEST_LINE = 200_000
"""Length of a line, in characters, up to which a document is parsed."""


def guard_source(app: Sphinx, docname: str, source: list[str]) -> None:
    """Show the text of a package's document as it is when parsing it could end the build."""
    domain = architecture_domain(app.env)
    path = domain.site.relative(app.env.doc2path(docname))
    if path not in domain.site.documents:
        return
    text = source[0].replace("\0", "\ufffd")
    reason = _reason_not_to_parse(text)
    if reason:
        message = f"{reason}; the text is shown as it is."
        warn(Code.TOO_LARGE, message, location=docname)
        text = _as_code(text, path, is_markdown=not path.endswith(".rst"))
    source[0] = text


def _reason_not_to_parse(text: str) -> str:
    if any(len(line) > LONGEST_LINE for line in text.split("\n")):
        return f"A line has more than {LONGEST_LINE} characters"
    if re.search(r"^[ \t]*(?:[>*+-][ \t]*){%d}" % DEEPEST, text, re.MULTILINE):
        return f"Quotes or lists are nested more than {DEEPEST} deep"
    if re.search(r"^ {%d,}[*+-] " % (2 * DEEPEST), text, re.MULTILINE):
        return f"Lists are nested more than {DEEPEST} deep"
    return ""


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
    """Shows raw HTML of a package's document as text where it is active or in a title."""

    default_priority: ClassVar[int] = 440

    def apply(self, **kwargs: Any) -> None:
        """Replace the raw nodes that could do something."""
        domain = architecture_domain(self.env)
        path = domain.site.relative(self.env.doc2path(self.env.current_document.docname))
        if path not in domain.site.documents:
            return
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
