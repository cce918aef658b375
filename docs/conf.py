from __future__ import annotations

import sys
from pathlib import Path

import sphinxext_archdoc

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinxext-archdoc"
author = "The sphinxext-archdoc authors"
copyright = "The sphinxext-archdoc authors"
release = version = sphinxext_archdoc.__version__

extensions = ["sphinxext_archdoc", "archdoc_reference"]

html_theme = "furo"
html_title = f"{project} {version}"
