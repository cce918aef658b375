"""The mermaid directive, guarded.

``sphinxcontrib-mermaid`` 2.1 raises JSONDecodeError for a diagram that begins with a
``---`` header in MyST (the header is read as the directive's options), which would end the
build. The header is put back in front of the diagram, where mermaid reads it, whatever it
says; what are options of the directive in it stay that.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections.abc import Sequence
from typing import Any, ClassVar

import yaml
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinxcontrib.mermaid import Mermaid, mermaid  # type: ignore[import-untyped]

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.log import warn
from sphinxext_archdoc.sphinx_ext.options import AnyOption

_PAGE_OPTIONS = frozenset({"name", "alt", "align", "caption", "zoom"})
"""Options that say how a diagram stands on its page; all others are about the diagram."""


class GuardedMermaid(Mermaid, SphinxDirective):  # type: ignore[misc]
    """A mermaid directive of which no diagram can end the build."""

    option_spec: ClassVar[Any] = AnyOption(Mermaid.option_spec)

    def run(self, **kwargs: Any) -> list[nodes.Node]:
        """Return the diagram; its source and a warning when it cannot be made."""
        lines = _without_fence(self.block_text.split("\n"), self.name)
        length = _length_of_header(lines)
        if length == 0:
            return self._source("The header of the diagram is not closed", "\n".join(lines))
        header = _header(lines[1 : length - 1]) if length else ""
        self._sort_options(is_header=bool(header))
        try:
            found = list(super().run(**kwargs))
        except Exception as error:  # noqa: BLE001 - whatever the directive raises
            return self._source(f"The diagram cannot be shown ({error})", "\n".join(self.content))
        for node in found if header else ():
            for inner in node.findall(mermaid):
                inner["code"] = header + "\n".join(self.content)
        return found

    def _source(self, reason: str, code: str) -> list[nodes.Node]:
        warn(Code.DIAGRAM, f"{reason}; its source is shown instead.", location=self.get_location())
        return [_source(code)]

    def _sort_options(self, *, is_header: bool) -> None:
        """Leave the options out that are in the header already, or that there are not."""
        for name in [n for n in self.options if n not in _PAGE_OPTIONS]:
            if is_header:
                del self.options[name]
            elif name not in dict(Mermaid.option_spec):
                message = f"The directive mermaid has no option {name!r}; remove it."
                warn(Code.DIRECTIVE_OPTION, message, location=self.get_location())
                del self.options[name]
        if "config" in self.options:
            self.options["config"] = _as_json(self.options["config"])


def _without_fence(lines: list[str], name: str) -> list[str]:
    """Return the lines of a directive without those of its fence, which some versions leave out."""
    if name not in lines[0]:
        return lines
    return lines[1:-2] if lines[0].lstrip()[:1] in "`~:" else lines[1:]


def _length_of_header(lines: Sequence[str]) -> int | None:
    """Return how many lines a ``---`` header has; 0 when it is not closed, None without one."""
    if not lines or lines[0].strip() != "---":
        return None
    return next((n for n, line in enumerate(lines[1:], 2) if line.strip() == "---"), 0)


def _header(lines: Sequence[str]) -> str:
    """Return the header of *lines* without the options of the directive; empty without others."""
    kept = []
    is_option = False
    for line in lines:
        if match := re.match(r"([\w-]+)[ \t]*:", line):
            is_option = match[1] in _PAGE_OPTIONS
        if not is_option:
            kept.append(f"{line}\n")
    return "".join(["---\n", *kept, "---\n"]) if any(line.strip() for line in kept) else ""


def _as_json(text: str) -> str:
    """Return *text*, which may be YAML as in a header, as the JSON that the directive reads."""
    try:
        values = yaml.safe_load(text)
    except yaml.YAMLError:
        return text
    return json.dumps(values) if isinstance(values, dict) else text


def _source(code: str) -> nodes.literal_block:
    return nodes.literal_block(code, code, language="text", classes=["arch-diagram-source"])


class DiagramSourceTransform(SphinxPostTransform):
    """Shows the source of diagrams where there can be no picture.

    That is in text and man pages, and in LaTeX and Texinfo when the command that draws is
    not installed: the diagram would vanish there.
    """

    default_priority: ClassVar[int] = 210
    formats = ("text", "man", "latex", "texinfo")

    def run(self, **kwargs: Any) -> None:
        """Replace each diagram by its source."""
        builder = architecture_domain(self.env).builder
        if builder.format in {"latex", "texinfo"} and _can_draw(self.config.mermaid_cmd):
            return
        for node in list(self.document.findall(mermaid)):
            node.replace_self(_source(node["code"]))


def _can_draw(command: str | list[str]) -> bool:
    words = shlex.split(command) if isinstance(command, str) else command
    return bool(words) and shutil.which(words[0]) is not None
