"""Asking all rules about a repository, and what of their findings counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from sphinxext_archdoc.catalog import Catalog, Finding, Ignore
from sphinxext_archdoc.checking.anchors import anchors_in
from sphinxext_archdoc.checking.files import RepositoryFiles
from sphinxext_archdoc.checking.settings import RuleSettings, known_codes, rule_settings
from sphinxext_archdoc.checking.today import find_today
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.diagnostics import Diagnostic, Severity
from sphinxext_archdoc.rules import Context, catalog_check_of, is_selected, rules
from sphinxext_archdoc.rules.unused_ignore import CODE as UNUSED_IGNORE


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
    kept = list(_not_ignored(findings, catalog, configured))
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


def _not_ignored(
    findings: Iterable[Finding], catalog: Catalog, configured: RuleSettings
) -> Iterator[Finding]:
    """Yield the findings that no comment ignores, and the comments that ignore none."""
    ignores = {
        document.path: document.inspection.ignores
        for document in catalog.documents
        if document.inspection is not None and document.inspection.ignores
    }
    used: set[tuple[str, Ignore, str]] = set()
    for finding in findings:
        hits = [
            (finding.path, ignore, selector)
            for ignore in ignores.get(finding.path, ())
            for selector in ignore.codes
            if _covers(ignore, finding.line) and is_selected(finding.code, (selector,))
        ]
        used.update(hits)
        if not hits:
            yield finding
    for path, comments in ignores.items():
        for ignore in comments:
            unused = [code for code in ignore.codes if (path, ignore, code) not in used]
            yield from _unused(path, ignore, unused, configured)


def _covers(ignore: Ignore, line: int) -> bool:
    return ignore.first == 0 or ignore.first <= line <= ignore.last


def _unused(
    path: str, ignore: Ignore, unused: list[str], configured: RuleSettings
) -> Iterator[Finding]:
    known = tuple(known_codes())
    unused = [code for code in unused if not _is_off(code, path, configured)]
    if not unused or not configured.is_for(UNUSED_IGNORE, path):
        return
    wrong = [code for code in unused if not any(is_selected(k, (code,)) for k in known)]
    names = ", ".join(unused)
    message = (
        f"There is no rule {', '.join(wrong)}; correct the comment."
        if wrong
        else f"The comment ignores no {names}; remove it."
    )
    yield Finding(
        code=UNUSED_IGNORE,
        message=message,
        path=path,
        line=ignore.line,
        severity=configured.severity_of(UNUSED_IGNORE, Severity.NOTE),
        edits=ignore.edits if len(unused) == len(ignore.codes) and not wrong else (),
    )


def _is_off(selector: str, path: str, configured: RuleSettings) -> bool:
    """Return whether all rules that *selector* means are off for the file at *path*."""
    meant = [code for code in known_codes() if is_selected(code, (selector,))]
    return bool(meant) and not any(configured.is_for(code, path) for code in meant)
