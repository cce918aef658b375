"""Putting right what can be put right safely, with every other byte kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinxext_archdoc.catalog import Edit, Finding

_LINE_END = re.compile(r"\r\n|\n|\r")
_BOM = "\ufeff"

Change = tuple[int, int, str]
"""First and last index of what is replaced, and by what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A file that was put right."""

    path: str
    before: bytes
    after: bytes
    fixed: int
    """How many findings are put right."""


def fixes(findings: Iterable[Finding], root: Path) -> Iterator[Fixed]:
    """Yield each file below *root* that can be put right, in path order; writes nothing.

    Of findings whose edits overlap the first is put right. Files that cannot be read, or are
    not UTF-8, are left out.
    """
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.edits and finding.path:
            by_path[finding.path].append(finding)
    for path in sorted(by_path):
        try:
            before = (root / path).read_bytes()
            text = before.decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        after, count = _edited(text, by_path[path])
        if count and after != text:
            yield Fixed(path=path, before=before, after=after.encode("utf-8"), fixed=count)


def _edited(text: str, findings: Sequence[Finding]) -> tuple[str, int]:
    starts = [len(_BOM) if text.startswith(_BOM) else 0]
    starts += [match.end() for match in _LINE_END.finditer(text)]
    changes: list[Change] = []
    count = 0
    for finding in findings:
        wanted = [_change(edit, starts, len(text)) for edit in finding.edits]
        if not any(_overlap(a, b) for a in wanted for b in changes):
            changes += wanted
            count += 1
    for first, last, new in sorted(changes, reverse=True):
        text = text[:first] + new + text[last:]
    return text, count


def _change(edit: Edit, starts: Sequence[int], length: int) -> Change:
    def offset(line: int, column: int) -> int:
        if line > len(starts):
            return length
        return min(starts[line - 1] + column - 1, length)

    return offset(edit.line, edit.column), offset(edit.end_line, edit.end_column), edit.text


def _overlap(one: Change, other: Change) -> bool:
    return one[0] < other[1] and other[0] < one[1]
