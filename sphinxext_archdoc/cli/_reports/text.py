"""Findings for people: a line each, with the line of the source below it."""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.cli._reports import Output
from sphinxext_archdoc.cli._tables import display_width
from sphinxext_archdoc.diagnostics import Severity

NAME = "text"

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_WIDEST = 100
"""Columns of the source line that are shown."""
_BEFORE = 40
"""Columns that are shown before the finding when its line is longer."""


def write(output: Output) -> str:
    """Return ``path:line:column: severity code message`` for each finding, and a summary."""
    lines = [line for finding in output.findings for line in _lines(finding, output)]
    return "\n".join([*lines, *_summary(output)]) + "\n"


def _lines(finding: Finding, output: Output) -> Iterator[str]:
    severity = finding.severity or Severity.WARNING
    first, end = output.source.columns(finding) if finding.line else (1, 2)
    place = f"{finding.path or '.'}:{finding.line or 1}:{first}:"
    color = _COLORS[severity]
    named = f"{_painted(severity.value, color, output)} {_painted(finding.code, '1', output)}"
    yield f"{_painted(place, '2', output)} {named} {_printable(finding.message)}"
    source = output.source.line(finding.path, finding.line)
    if source.strip():
        shown, before, width = _window(source, first, end)
        number = str(finding.line)
        marks = _painted("^" * width, color, output)
        yield f"{number:>5} | {shown}"
        yield f"{'':>5} | {' ' * before}{marks}"


def _window(source: str, first: int, end: int) -> tuple[str, int, int]:
    """Return what is shown of a line, the columns before the marks, and how many marks."""
    text = _printable(source.rstrip())
    start = 0 if len(text) <= _WIDEST else max(0, min(first - 1 - _BEFORE, len(text) - _WIDEST))
    shown = text[start : start + _WIDEST]
    left, right = max(first - 1 - start, 0), max(end - 1 - start, 0)
    opening = "…" if start else ""
    closing = "…" if start + _WIDEST < len(text) else ""
    before = display_width(opening + shown[:left])
    return opening + shown + closing, before, max(display_width(shown[left:right]), 1)


def _printable(text: str) -> str:
    """Return *text* without what would move the cursor of a terminal."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def _painted(text: str, color: str, output: Output) -> str:
    return f"\033[{color}m{text}\033[0m" if output.color else text


def _summary(output: Output) -> Iterator[str]:
    if output.fixed:
        yield f"Fixed {_counted(output.fixed, 'finding')}."
    counts = [_counted(n, severity.value) for severity, n in output.counts().items() if n]
    found = " and ".join(filter(None, [", ".join(counts[:-1]), *counts[-1:]])) or "No findings"
    known = f" ({output.known} more in the baseline)" if output.known else ""
    yield f"{found} in {_counted(len(output.documents), 'document')}{known}."
    fixable = sum(1 for finding in output.findings if finding.edits)
    if fixable:
        yield f"{_counted(fixable, 'finding')} can be fixed with --fix; --diff shows how."
    if output.gone:
        gone = _counted(output.gone, "finding")
        are = "is" if output.gone == 1 else "are"
        yield f"{gone} of the baseline {are} gone; --update-baseline forgets what is."


def _counted(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
