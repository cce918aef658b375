"""The browser of whoever reads: the page loads mermaid's script, from another host by default.

The last resort. What it shows depends on scripts and a connection; ``mermaid_use_local`` of
``sphinxcontrib-mermaid`` names a copy of the script.
"""

from __future__ import annotations

from sphinxext_archdoc.renderers._outcomes import Deferred, Options, Outcome

NAME = "browser"
RANK = 90
WORKERS = 1


def version(options: Options) -> str:
    """Return a constant: there is always a browser."""
    return "1"


def render(source: str, options: Options) -> Outcome:
    """Leave every diagram to the browser."""
    return Deferred()
