"""Mermaid's own script without a browser: the wheel ``mermaidx`` (extra ``mermaidx``).

Knows every kind of diagram that mermaid itself knows, and takes a second or two for each, in a
process of its own that can be stopped. So it gets what the quick renderer does not know.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import metadata

from sphinxext_archdoc.renderers._cleaned import cleaned_picture
from sphinxext_archdoc.renderers._outcomes import Failure, Options, Outcome
from sphinxext_archdoc.renderers._script import PLAIN_TEXT, failure_of
from sphinxext_archdoc.renderers._sources import on_any_page

NAME = "mermaidx"
RANK = 20
WORKERS = min(os.cpu_count() or 1, 4)
SECONDS = 30
"""A diagram of a hundred nodes takes about ten."""

_PROGRAM = """
import json, sys
import mermaidx
source, theme, config = json.load(sys.stdin.buffer)
try:
    svg = str(mermaidx.render(source, theme=theme, config=config).svg())
except Exception as error:
    sys.stdout.write(json.dumps({"error": str(error)}))
else:
    sys.stdout.write(json.dumps({"svg": svg}))
"""


def version(options: Options) -> str:
    """Return the version of the package."""
    try:
        return metadata.version("mermaidx")
    except metadata.PackageNotFoundError:
        return ""


def render(source: str, options: Options) -> Outcome:
    """Render *source* in another process; what runs for half a minute is stopped."""
    asked = json.dumps([on_any_page(source), options.theme, PLAIN_TEXT]).encode()
    words = [sys.executable, "-I", "-c", _PROGRAM]
    try:
        done = subprocess.run(words, input=asked, capture_output=True, timeout=SECONDS, check=True)
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return Failure(message=f"mermaidx runs for {SECONDS} seconds", is_lasting=False)
    except (OSError, subprocess.SubprocessError, ValueError):
        return Failure(message="mermaidx fails", is_lasting=False)
    return cleaned_picture(found["svg"]) if "svg" in found else failure_of(source, found["error"])
