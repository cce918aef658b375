"""Findings for programs: one JSON object, a finding on a line."""

from __future__ import annotations

import json
from typing import Any

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.cli._reports import Output

NAME = "json"
VERSION = 1


def write(output: Output) -> str:
    """Return ``{"version", "documents", "summary", "findings"}``."""
    summary = {f"{severity.value}s": n for severity, n in output.counts().items()}
    summary |= {"known": output.known, "fixed": output.fixed}
    head = {"version": VERSION, "documents": len(output.documents), "summary": summary}
    lines = ",".join(
        f"\n  {json.dumps(_data(finding, mark, output), ensure_ascii=False)}"
        for finding, mark in zip(output.findings, output.fingerprints, strict=True)
    )
    return f'{json.dumps(head)[:-1]},\n "findings": [{lines}]}}\n'


def _data(finding: Finding, mark: str, output: Output) -> dict[str, Any]:
    first, end = output.source.columns(finding) if finding.line else (1, 1)
    return {
        "path": finding.path,
        "line": finding.line or 1,
        "column": first,
        "end_column": end,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
        "fixable": bool(finding.edits),
        "fingerprint": mark,
    }
