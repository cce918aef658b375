"""``python -m sphinxext_archdoc`` is ``sphinx-archdoc``."""

from __future__ import annotations

import sys

from sphinxext_archdoc.cli import main

if __name__ == "__main__":
    sys.exit(main())
