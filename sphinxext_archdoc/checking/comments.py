"""Which findings comments in documents ignore, and which comments ignore none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sphinxext_archdoc.catalog import Catalog, Finding, Ignore
from sphinxext_archdoc.checking.settings import RuleSettings, known_codes
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.rules import is_selected
from sphinxext_archdoc.rules.unused_ignore import CODE as UNUSED_IGNORE

_Used = set[tuple[int, str]]
"""Places of comments among those of their file, and the codes that ignored something."""


def not_ignored(
    findings: Iterable[Finding], catalog: Catalog, configured: RuleSettings
) -> Iterator[Finding]:
    """Yield the findings that no comment ignores, and one for each comment that ignores none."""
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.path].append(finding)
    for document in catalog.documents:
        if document.inspection is not None and (ignores := document.inspection.ignores):
            used: _Used = set()
            yield from _of_file(by_path.pop(document.path, []), ignores, used)
            for place, ignore in enumerate(ignores):
                unused = [code for code in ignore.codes if (place, code) not in used]
                yield from _unused(document.path, ignore, unused, configured)
    for rest in by_path.values():
        yield from rest


def _of_file(
    findings: Iterable[Finding], ignores: Sequence[Ignore], used: _Used
) -> Iterator[Finding]:
    """Yield the findings of one file that are left; go once through lines from the top."""
    waiting = sorted(range(len(ignores)), key=lambda n: ignores[n].first, reverse=True)
    active: list[int] = []
    for finding in sorted(findings, key=lambda f: f.line):
        while waiting and ignores[waiting[-1]].first <= finding.line:
            active.append(waiting.pop())
        active = [n for n in active if not ignores[n].first or ignores[n].last >= finding.line]
        hits = {
            (place, selector)
            for place in active
            for selector in ignores[place].codes
            if is_selected(finding.code, (selector,))
        }
        used |= hits
        if not hits:
            yield finding


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
