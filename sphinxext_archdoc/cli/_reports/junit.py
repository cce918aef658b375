"""Findings as the results of tests: one test for each document.

Source: https://github.com/testmoapp/junitxml, which describes what tools agree upon.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.cli._reports import Output
from sphinxext_archdoc.diagnostics import Severity

NAME = "junit"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(output: Output) -> str:
    """Return JUnit XML; errors and warnings fail the test of their document, notes do not."""
    findings: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in output.findings:
        findings[finding.path].append(finding)
    paths = sorted({*output.documents, *findings})
    cases = [case for path in paths for case in _case(path, findings[path])]
    failed = sum(1 for path in paths if any(map(_fails, findings[path])))
    counts = f'tests="{len(paths)}" failures="{failed}" errors="0" skipped="0"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<testsuites name="sphinx-archdoc" {counts}>',
            f'<testsuite name="sphinx-archdoc check" {counts}>',
            *cases,
            "</testsuite>",
            "</testsuites>\n",
        ]
    )


def _fails(finding: Finding) -> bool:
    return finding.severity is not Severity.NOTE


def _case(path: str, findings: list[Finding]) -> Iterator[str]:
    name = _attribute(path or ".")
    yield f'<testcase classname="sphinx-archdoc" name={name} file={name}>'
    failures = [finding for finding in findings if _fails(finding)]
    if failures:
        codes = ", ".join(sorted({finding.code for finding in failures}))
        yield f"<failure message={_attribute(codes)} type={_attribute(failures[0].code)}>"
        yield from map(_line, failures)
        yield "</failure>"
    if notes := [finding for finding in findings if not _fails(finding)]:
        yield "<system-out>"
        yield from map(_line, notes)
        yield "</system-out>"
    yield "</testcase>"


def _line(finding: Finding) -> str:
    place = f"{finding.path or '.'}:{finding.line or 1}"
    text = f"{place}: {finding.severity} {finding.code} {finding.message}"
    return _escaped(text)


def _attribute(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return html.escape(_NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))
