"""What a build has to import."""

from __future__ import annotations

import subprocess
import sys

from tests.sphinx_ext.conftest import Site, package

BUILD = """
import sys
from sphinx.cmd.build import build_main
assert build_main(["-q", "docs", "output"]) == 0
print(*(name for name in sys.modules if name.startswith("sphinxext_archdoc")))
"""


def test_a_build_that_reads_nothing_imports_nothing_that_reads_or_draws(site: Site) -> None:
    site.write({"packages/core/ARCHITECTURE.md": package("core", "Use queues")})
    command = [sys.executable, "-c", BUILD]
    loaded = [
        subprocess.run(
            command, cwd=site.root, capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    first, second = (
        {name.split(".")[1] for name in names if name.count(".") > 1} for names in loaded
    )
    heavy = {"drawing", "formats", "markup", "languages", "renderers", "templates", "vocabulary"}
    assert {"formats", "vocabulary"} <= first
    assert second & heavy == set()
