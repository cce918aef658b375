"""What all directives share: tolerant options, the domain, warnings with the right line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx.util.docutils import SphinxDirective

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain
from sphinxext_archdoc.sphinx_ext.log import warn
from sphinxext_archdoc.sphinx_ext.options import AnyOption, Check, checked


class ArchitectureDirective(SphinxDirective):
    """A directive whose wrong options cost a warning each and nothing else."""

    option_spec = AnyOption(name=str)

    @property
    def domain(self) -> ArchitectureDomain:
        """The domain of this build."""
        return architecture_domain(self.env)

    @property
    def docname(self) -> str:
        """Name of the page that is read."""
        return str(self.env.current_document.docname)

    @property
    def is_restructuredtext(self) -> bool:
        """Whether the directive stands in reStructuredText."""
        return type(self.state).__module__.startswith("docutils.")

    @property
    def body_line(self) -> int:
        """Line of the first line of the content in the source file."""
        _path, line = self.get_source_info()
        # MyST counts from the line of the directive, docutils from the top.
        before = self.lineno if self.is_restructuredtext else 0
        return line + self.content_offset + 1 - before

    def option_lines(self) -> Mapping[str, int]:
        """Return the lines of the options in the source file, by name."""
        from sphinxext_archdoc.markup.directives import option_places

        _path, line = self.get_source_info()
        lines = self.block_text.split("\n")
        # Earlier versions of MyST leave the fence out.
        first = line if self.name in lines[0] else line + 1
        return {name: first + place for name, place in option_places(lines, self.options).items()}

    def checked_options(self, allowed: Mapping[str, Check]) -> dict[str, Any]:
        """Return the options that are *allowed* and right, and warn of the others."""
        good, problems = checked(self.options, allowed)
        for name, problem in problems:
            self.warn(Code.DIRECTIVE_OPTION, problem, option=name)
        return good

    def warn(self, code: Code, message: str, *, option: str = "") -> None:
        """Log a warning at the line of an option, else of the directive."""
        path, line = self.get_source_info()
        warn(code, message, location=f"{path}:{self.option_lines().get(option, line)}")
