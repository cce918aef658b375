"""What the renderers that run mermaid's own script share."""

from __future__ import annotations

import re

from sphinxext_archdoc.renderers._outcomes import Failure
from sphinxext_archdoc.renderers._sources import first_line, original_line

PLAIN_TEXT = {"htmlLabels": False, "flowchart": {"htmlLabels": False}}
"""Labels as text of SVG; as HTML they would be lost."""
_LINE = re.compile(r"(?:Parse|Lexical) error on line (\d+)")


def failure_of(source: str, message: str) -> Failure:
    """Return the failure that a message of mermaid's script about *source* tells."""
    found = _LINE.search(message)
    return Failure(
        message=first_line(message),
        line=original_line(source, int(found[1])) if found else 0,
        is_mistake=found is not None or "YAMLException" in message,
    )
