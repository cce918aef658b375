"""What keeps a bad file from stopping the build or from reaching the pages unescaped."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Any, ClassVar

import yaml
from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.log import warn
from sphinxext_archdoc.sphinx_ext.raw_html import is_active
from sphinxext_archdoc.sphinx_ext.walking import elements

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

DEEPEST = 60
"""Nesting of quotes and lists up to which a document is parsed."""
SHOWN_AS_IT_IS = "archdoc_shown_as_it_is"
"""Set while a page is read whose text is not parsed."""
NAMES_SCRIPTS = "archdoc_names_scripts"
"""Set while a page is read in which there may be links that would run a script."""
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
    # Sphinx 8 opens the file itself, and reads it whatever its size.
    from sphinxext_archdoc.loader import files

    text = source[0].replace("\0", "\ufffd") if len(source[0]) <= files.MOST_BYTES else ""
    reason, line = _reason_not_to_parse(text)
    if reason:
        message = f"{reason}; the text is shown as it is."
        warn(Code.TOO_LARGE, message, location=(docname, line))
        mark_shown_as_it_is(app.env)
        text = as_code(text, path)
    elif not path.endswith(".rst"):
        app.env.temp_data[NAMES_SCRIPTS] = "script:" in text.lower()
        if text.startswith("---"):
            text = _with_sound_front_matter(text, path)
    source[0] = text


def mark_shown_as_it_is(env: BuildEnvironment) -> None:
    """Remember that the text of the page that is read is not parsed."""
    env.temp_data[SHOWN_AS_IT_IS] = True


def _reason_not_to_parse(text: str) -> tuple[str, int]:
    """Return what could end the build and on which line it stands; two empty values for nothing."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            return f"A line has more than {LONGEST_LINE} characters", number
    if found := _NESTED.search(text):
        line_number = text.count("\n", 0, found.start()) + 1
        return f"Quotes or lists are nested more than {DEEPEST} deep", line_number
    return "", 0


def _with_sound_front_matter(text: str, path: str) -> str:
    """Return *text* with front matter that any parser takes; on the lines that it had.

    What is wrong with it was said where it was read for records.
    """
    lines = text.split("\n")
    # Only when a page is read: a build in which nothing changed is spared the import.
    from sphinxext_archdoc.markup.front_matter import read_front_matter

    found = read_front_matter(lines, path)
    if not found.last_line or (
        found.valid and _is_yaml(lines[found.first_line : found.last_line - 1])
    ):
        return text
    length = found.last_line - found.first_line - 1
    sound = [json.dumps(found.values, default=str), *([""] * (length - 1))]
    return "\n".join([*lines[: found.first_line], *sound, *lines[found.last_line - 1 :]])


def _is_yaml(lines: list[str]) -> bool:
    """Return whether the parser of pages, which also makes dates and sets, takes *lines*."""
    try:
        yaml.load("\n".join(lines), Loader=_LOADER)  # noqa: S506 - a safe loader, both of them
    except (yaml.YAMLError, ValueError, RecursionError):
        return False
    return True


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def as_code(text: str, path: str) -> str:
    """Return a document, in the markup of the file at *path*, that shows *text* as it is."""
    title = path.rsplit("/", 1)[-1]
    if not path.endswith(".rst"):
        longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"# {title}\n\n{fence}text\n{text}\n{fence}\n"
    body = "\n".join(f"   {line}" for line in text.split("\n"))
    return f"{title}\n{'=' * len(title)}\n\n::\n\n{body}\n"


_UNSAFE_LINK = re.compile(
    r"(?:\]\([ \t]*<?|^[ \t]*\[[^]\n]*\]:[ \t]*<?|<)[ \t]*(?:java|vb)script:",
    re.IGNORECASE | re.MULTILINE,
)


def warn_of_unsafe_link(node: nodes.Node) -> None:
    """Log that a link in *node* would run a script."""
    message = "The address of a link would run a script; its text is kept."
    warn(Code.UNSAFE_LINK, message, location=node)


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
            found = domain.site.reader.read(path)
            self._add_title(path, found.title if found.is_record else "")
        self._show_active_html()
        if self.env.temp_data.get(NAMES_SCRIPTS):
            self._report_unsafe_links()

    def _report_unsafe_links(self) -> None:
        """Report the links that Markdown left as text because they would run a script."""
        reported = set()
        for text in self.document.findall(nodes.Text):
            block = text.parent
            if isinstance(block, nodes.literal | nodes.FixedTextElement):
                continue
            place = (block.source, block.line)
            if place not in reported and _UNSAFE_LINK.search(text):
                reported.add(place)
                warn_of_unsafe_link(block)

    def _show_active_html(self) -> None:
        reported = set()
        raw = [node for node in elements(self.document) if isinstance(node, nodes.raw)]
        for node in raw:
            in_title = isinstance(node.parent, nodes.title)
            if not in_title and not is_active(node.astext()):
                continue
            # A comment that does not end was reported when the document was read for records.
            place = (node.source, node.line)
            if not in_title and place not in reported and not _is_open_comment(node.astext()):
                reported.add(place)
                message = "Raw HTML that could run a script is shown as text."
                warn(Code.RAW_HTML, message, location=node)
            inline = isinstance(node.parent, nodes.TextElement)
            shown = nodes.Text(node.astext())
            node.replace_self(shown if inline else nodes.literal_block("", node.astext()))

    def _add_title(self, path: str, name: str) -> None:
        """Put what a document without a heading says into a section called *name*.

        Without a name it is called after its file.
        """
        stem = name or posixpath.splitext(posixpath.basename(path))[0]
        if not name and stem.lower() in {"architecture", "readme", "index"}:
            stem = posixpath.basename(posixpath.dirname(path)) or stem
        title = nodes.title(stem, stem)
        names = [nodes.fully_normalize_name(stem)]
        section = nodes.section("", title, *self.document.children, names=names)
        section.source = title.source = self.document.get("source")
        section.line = title.line = 1
        self.document.children = []
        self.document += section
        self.document.note_implicit_target(section, section)


def _is_open_comment(html: str) -> bool:
    return html.lstrip().startswith("<!--") and "-->" not in html
