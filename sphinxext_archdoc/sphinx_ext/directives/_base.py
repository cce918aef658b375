"""What all directives share: tolerant options, the domain, warnings with the right line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext.domain import ArchitectureDomain, architecture_domain
from sphinxext_archdoc.sphinx_ext.log import warn
from sphinxext_archdoc.sphinx_ext.options import AnyOption, Check, checked


class ArchitectureDirective(SphinxDirective):
    """A directive whose wrong options cost a warning each and nothing else."""

    OPTIONS: ClassVar[Mapping[str, Check]] = {}
    option_spec = AnyOption(name=str)

    @property
    def domain(self) -> ArchitectureDomain:
        """The domain of this build."""
        return architecture_domain(self.env)

    @property
    def docname(self) -> str:
        """Name of the page that is read."""
        return str(self.env.current_document.docname)

    def checked_options(self) -> dict[str, Any]:
        """Return the options that are right, and warn of the others."""
        good, problems = checked(self.options, self.OPTIONS)
        for problem in problems:
            self.warn(Code.DIRECTIVE_OPTION, problem)
        return good

    def warn(self, code: Code, message: str) -> None:
        """Log a warning at the line of the directive."""
        warn(code, message, location=self.get_location())
