"""Findings as annotations of a GitHub workflow.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.cli._reports import Output
from sphinxext_archdoc.diagnostics import Severity

NAME = "github"
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def write(output: Output) -> str:
    """Return a workflow command for each finding; paths are relative to the current folder."""
    return "".join(line for finding in output.findings for line in _lines(finding, output))


def _lines(finding: Finding, output: Output) -> Iterator[str]:
    command = _COMMANDS[finding.severity or Severity.WARNING]
    properties = [f"title={_value(finding.code)}"]
    if finding.path:
        first, end = output.source.columns(finding) if finding.line else (1, 1)
        line = finding.line or 1
        place = f"file={_value(output.prefix + finding.path)},line={line},endLine={line}"
        properties.insert(0, f"{place},col={first},endColumn={end}")
    yield f"::{command} {','.join(properties)}::{_text(finding.message)}\n"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
