"""The mermaid directive, guarded.

``sphinxcontrib-mermaid`` 2.1 raises JSONDecodeError for a diagram that begins with a
``---`` header in MyST (the header is read as the directive's options), which would end the
build. The header is put back in front of the diagram, where mermaid reads it, whatever it
says; what are options of the directive in it stay that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinxcontrib.mermaid import Mermaid, mermaid  # type: ignore[import-untyped]

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.diagrams import FIRST_LINE, source_node
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
        for node in found:
            for inner in node.findall(mermaid):
                if header:
                    inner["code"] = header + "\n".join(self.content)
                self._locate(inner)
        return found

    def _locate(self, node: nodes.Element) -> None:
        """Tell where the source of a diagram begins; configuration may stand in front of it."""
        source, line = self.get_source_info()
        first = 1
        if self.arguments:
            source = self.env.relfn2path(self.arguments[0])[1]
            text = Path(source).read_text(encoding="utf-8", errors="replace")
        else:
            # MyST counts from the line of the directive, docutils from the top.
            before = self.lineno if type(self.state).__module__.startswith("docutils.") else 0
            first, text = line + self.content_offset + 1 - before, "\n".join(self.content)
        node.source, node.line = source, first
        node[FIRST_LINE] = first - (node["code"].count("\n") - text.count("\n"))

    def _source(self, reason: str, code: str) -> list[nodes.Node]:
        warn(Code.DIAGRAM, f"{reason}; its source is shown instead.", location=self.get_location())
        return [source_node(code)]

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
