"""Asking all rules about a repository, and what of their findings counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.checking.anchors import anchors_in
from sphinxext_archdoc.checking.behind import behind_findings
from sphinxext_archdoc.checking.comments import not_ignored
from sphinxext_archdoc.checking.drift import drift_findings
from sphinxext_archdoc.checking.files import RepositoryFiles
from sphinxext_archdoc.checking.settings import RuleSettings, rule_settings
from sphinxext_archdoc.checking.today import find_today
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.rules import Context, catalog_check_of, rules
from sphinxext_archdoc.rules.drift import CODE as DRIFT
from sphinxext_archdoc.rules.template_behind import CODE as BEHIND


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was found in a repository."""

    findings: tuple[Finding, ...]
    """In the order of path, line, column, code and message; each has a severity."""
    documents: tuple[str, ...]
    """Paths of the documents that were looked at."""


def check(catalog: Catalog, settings: Settings) -> Report:
    """Return all findings in *catalog*, which was read with an ``Inspector``.

    Those that the configuration turns off, and those that comments ignore, are left out.
    """
    configured = rule_settings(settings.config)
    findings = list(
        dict.fromkeys(
            _with_severity(finding, configured)
            for finding in _all_findings(catalog, settings, configured)
            if configured.is_for(finding.code, finding.path)
        )
    )
    kept = list(not_ignored(findings, catalog, configured))
    return Report(
        findings=tuple(sorted(kept, key=_place)),
        documents=tuple(document.path for document in catalog.documents),
    )


def _all_findings(
    catalog: Catalog, settings: Settings, configured: RuleSettings
) -> Iterator[Finding]:
    for diagnostic in (*configured.diagnostics, *catalog.diagnostics):
        yield _of_diagnostic(diagnostic)
    for document in catalog.documents:
        if document.inspection is not None:
            yield from document.inspection.findings
    files = RepositoryFiles(settings.root)
    if not configured.by_code[DRIFT].is_off:
        yield from drift_findings(catalog, settings, files)
    if not configured.by_code[BEHIND].is_off:
        yield from behind_findings(catalog, settings, files)
    context = Context(
        files=files,
        find_today=cache(lambda: find_today(settings)),
        find_anchors=lambda path: anchors_in(files.text(path)),
    )
    for code, rule in rules().items():
        setting = configured.by_code[code]
        if (ask := catalog_check_of(rule)) and not setting.is_off:
            yield from (replace(f, code=code) for f in ask(catalog, context, setting.options))


def _of_diagnostic(diagnostic: Diagnostic) -> Finding:
    return Finding(
        code=diagnostic.code.value,
        message=diagnostic.message,
        path=diagnostic.path,
        line=diagnostic.line,
        severity=diagnostic.severity,
    )


def _with_severity(finding: Finding, configured: RuleSettings) -> Finding:
    severity = configured.severity_of(finding.code, finding.severity)
    return finding if severity is finding.severity else replace(finding, severity=severity)


def _place(finding: Finding) -> tuple[str, int, int, str, str]:
    return finding.path, finding.line, finding.column, finding.code, finding.message
