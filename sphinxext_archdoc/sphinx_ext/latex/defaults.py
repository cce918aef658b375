"""Settings of LaTeX, where the project is silent.

Nothing that a project has set is changed: not its engine, fonts or class. The package
``sphinxarchdoc`` is loaded after Sphinx's own and before the project's preamble, which may
redefine all of it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

PACKAGE = "sphinxarchdoc"
FILE = Path(__file__).with_name(f"{PACKAGE}.sty")
_SETUP = {"verbatimforcewraps": "true"}
"""Options of Sphinx's package: code without blanks ends at the margin too."""


def choose_defaults(app: Sphinx, config: Config) -> None:
    """Load the package, and complete ``latex_elements`` (``config-inited``)."""
    elements = dict(config.latex_elements)
    has_fonts = "fontpkg" in elements or "fontenc" in elements
    is_lua = config.latex_engine == "lualatex"
    option = "fallback" if is_lua and not has_fonts else None
    app.add_latex_package(PACKAGE, option, after_hyperref=True)
    setup = str(elements.get("sphinxsetup", ""))
    missing = [f"{k}={v}" for k, v in _SETUP.items() if not re.search(rf"\b{k}\b", setup)]
    elements["sphinxsetup"] = ",".join([*missing, *([setup] if setup.strip() else [])])
    config.latex_elements = elements
    file = os.fspath(FILE)
    if file not in config.latex_additional_files:
        config.latex_additional_files = [*config.latex_additional_files, file]
