"""The mermaid directive, guarded.

``sphinxcontrib-mermaid`` 2.1 raises JSONDecodeError for a diagram that begins with a
``---`` header in MyST (the header is read as the directive's options), which would end the
build. The header is put back in front of the diagram, where mermaid reads it.
"""

from __future__ import annotations

import json
import shlex
import shutil
from typing import Any, ClassVar

import yaml
from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.mermaid import Mermaid, mermaid  # type: ignore[import-untyped]

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.log import warn


class GuardedMermaid(Mermaid):  # type: ignore[misc]
    """A mermaid directive of which no diagram can end the build."""

    def run(self, **kwargs: Any) -> list[nodes.Node]:
        """Return the diagram; its source and a warning when it cannot be made."""
        header = self._header()
        if not self.content and not self.arguments and self.block_text.strip():
            message = "The header of the diagram is not closed; its source is shown instead."
            warn(Code.DIAGRAM, message, location=(self.env_docname, self.lineno))
            return [_source(self.block_text)]
        try:
            found: list[nodes.Node] = super().run(**kwargs)
        except Exception as error:  # noqa: BLE001 - whatever the directive raises
            message = f"The diagram cannot be shown ({error}); its source is shown instead."
            warn(Code.DIAGRAM, message, location=(self.env_docname, self.lineno))
            return [_source(header + "\n".join(self.content))]
        if header:
            for node in found:
                _put_in_front(node, header)
        return found

    @property
    def env_docname(self) -> str:
        """Name of the page that is read."""
        return str(self.state.document.settings.env.current_document.docname)

    def _header(self) -> str:
        """Take a ``config`` that is no JSON out of the options and return it as a header."""
        config = self.options.get("config")
        if config is None or _is_json(config):
            return ""
        del self.options["config"]
        try:
            values = yaml.safe_load(config)
        except yaml.YAMLError:
            values = None
        if not isinstance(values, dict):
            return ""
        title = {"title": self.options.pop("title")} if "title" in self.options else {}
        return f"---\n{yaml.safe_dump({**title, 'config': values})}---\n"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _put_in_front(node: nodes.Node, header: str) -> None:
    for inner in node.findall(nodes.Element):
        if "code" in inner:
            inner["code"] = header + inner["code"]


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
