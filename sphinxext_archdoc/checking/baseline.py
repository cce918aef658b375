"""Findings that are known: a file of fingerprints that hold when lines are moved.

A fingerprint is made of the code, the path, the text of the line, and the message without
numbers of lines; of several that are equal each has its place among them. So a finding stays
known when text is inserted above it, and is new when its line is changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.checking.source import SourceLines

VERSION = 1
_NUMBERS = re.compile(r"(:|\blines? )\d+")
_SIZE = 10


def fingerprints(findings: Iterable[Finding], source: SourceLines) -> list[str]:
    """Return a fingerprint for each of *findings*."""
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        line = " ".join(source.line(finding.path, finding.line).split())
        message = _NUMBERS.sub(r"\1", finding.message)
        text = "\0".join((finding.code, finding.path, line, message))
        seen[text] += 1
        data = f"{text}\0{seen[text]}".encode("utf-8", "surrogatepass")
        found.append(hashlib.blake2b(data, digest_size=_SIZE).hexdigest())
    return found


def baseline_text(findings: Sequence[Finding], marks: Sequence[str]) -> str:
    """Return the text of a baseline that knows *findings*, whose fingerprints are *marks*."""
    rows = sorted(
        (f.path, f.code, f.message, mark) for f, mark in zip(findings, marks, strict=True)
    )
    names = ("path", "code", "message", "fingerprint")
    entries = [dict(zip(names, row, strict=True)) for row in rows]
    lines = ",".join(f"\n  {json.dumps(entry, ensure_ascii=False)}" for entry in entries)
    return f'{{"version": {VERSION},\n "findings": [{lines}]}}\n'


def read_baseline(text: str) -> Mapping[str, str]:
    """Return the paths of the findings that *text* knows, by fingerprint.

    Raises ValueError for what is no baseline.
    """
    data: Any = json.loads(text)
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError("it is no baseline of this version")
    try:
        return {str(entry["fingerprint"]): str(entry["path"]) for entry in data["findings"]}
    except (KeyError, TypeError) as error:
        raise ValueError(f"an entry lacks {error}") from error
