"""Decisions as a log in Markdown: a table for each package, to be committed or pasted."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from sphinxext_archdoc.exporting.addresses import Addresses
from sphinxext_archdoc.exporting.decisions import Exported
from sphinxext_archdoc.exporting.words import package_word, relation_word, status_word

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~])")


def log_text(decisions: Iterable[Exported], addresses: Addresses, folder: str | None) -> str:
    """Return the log of *decisions*.

    Links are relative to *folder*, which is relative to the root; where that is None they lead
    to the repository's web view, and where there is none keys are plain text.
    """
    lines = ["# Decision log"]
    ordered = sorted(decisions, key=lambda item: item.decision.package)
    for package, items in groupby(ordered, key=lambda item: item.decision.package):
        lines += ["", f"## {escaped(package_word(package))}", ""]
        lines += _table(list(items), addresses, folder)
    if not ordered:
        lines += ["", "No decisions."]
    return "\n".join(lines) + "\n"


def _table(items: Sequence[Exported], addresses: Addresses, folder: str | None) -> Iterator[str]:
    yield "| Decision | Title | Status | Date | Relations |"
    yield "|---|---|---|---|---|"
    for item in items:
        decision = item.decision
        status = status_word(decision.status.value) or decision.status.text
        related = (f"{relation_word(r.kind, partial=r.partial)} {d.key}" for r, d in item.related())
        address = _address(item.path, addresses, folder)
        key = escaped(decision.key)
        cells = (
            f"[{key}]({address})" if address else key,
            *map(escaped, (decision.title, status, decision.date.value or "", ", ".join(related))),
        )
        yield f"| {' | '.join(cells)} |"


def _address(path: str, addresses: Addresses, folder: str | None) -> str:
    if folder is not None:
        return quote(posixpath.relpath(path, folder))
    return addresses.file(path) if addresses.url else ""


def escaped(text: str) -> str:
    """Return *text* as Markdown that shows it, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
