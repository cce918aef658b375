"""Findings in the Static Analysis Results Interchange Format, for code scanning.

Source: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from sphinxext_archdoc import __version__
from sphinxext_archdoc.catalog import Edit, Finding
from sphinxext_archdoc.checking.manual import first_line, manual_text
from sphinxext_archdoc.checking.settings import known_codes
from sphinxext_archdoc.cli._reports import Output
from sphinxext_archdoc.diagnostics import Severity

NAME = "sarif"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(output: Output) -> str:
    """Return one run with all rules that found something, and a result for each finding."""
    codes = sorted({finding.code for finding in output.findings})
    driver = {
        "name": "sphinx-archdoc",
        "semanticVersion": __version__,
        "rules": [_rule(code) for code in codes],
    }
    pairs = zip(output.findings, output.fingerprints, strict=True)
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, mark, codes.index(f.code), output) for f, mark in pairs],
    }
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _rule(code: str) -> dict[str, Any]:
    rule = known_codes().get(code)
    return {
        "id": code,
        "shortDescription": {"text": first_line(code)},
        "help": {"text": manual_text(code)},
        "defaultConfiguration": {"level": _level(rule.SEVERITY if rule else None)},
    }


def _level(severity: Severity | None) -> str:
    return (severity or Severity.WARNING).value


def _result(finding: Finding, mark: str, index: int, output: Output) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _level(finding.severity),
        "message": {"text": finding.message},
        "partialFingerprints": {"archdoc/v1": mark},
    }
    if finding.path:
        location: dict[str, Any] = {"artifactLocation": _artifact(finding, output)}
        if finding.line:
            first, end = output.source.columns(finding)
            location["region"] = {
                "startLine": finding.line,
                "startColumn": first,
                "endColumn": end,
            }
        result["locations"] = [{"physicalLocation": location}]
    if finding.edits:
        replacements = [_replacement(edit) for edit in finding.edits]
        change = {"artifactLocation": _artifact(finding, output), "replacements": replacements}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _artifact(finding: Finding, output: Output) -> dict[str, str]:
    return {"uri": quote(output.prefix + finding.path)}


def _replacement(edit: Edit) -> dict[str, Any]:
    region = {
        "startLine": edit.line,
        "startColumn": edit.column,
        "endLine": edit.end_line,
        "endColumn": edit.end_column,
    }
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}
