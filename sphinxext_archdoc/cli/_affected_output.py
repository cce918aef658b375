"""What a change touches, as a table, as JSON, and as Markdown for a comment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sphinxext_archdoc.catalog import Repository
from sphinxext_archdoc.cli._affected import Affected, Reason, Touched
from sphinxext_archdoc.cli._tables import table_text
from sphinxext_archdoc.model import Decision, Interface

_SAID = {
    "added": "new",
    "changed": "changed",
    "removed": "removed",
    "declared": "declared in",
    "links-to": "links to",
    "marked": "named in",
}
_MOST = 5
"""Reasons and files that are listed in a comment; of more, the rest is counted."""


def as_table(affected: Affected) -> str:
    """Return rows of kind, key, title and reason."""
    rows = [
        (touched.record.object_type, touched.record.key, _title(touched), _said(reason))
        for touched in (*affected.decisions, *affected.interfaces)
        for reason in sorted(touched.reasons)
    ]
    rows += [
        ("package", package.name, package.path, _files(len(package.files)))
        for package in affected.packages
    ]
    return table_text(("kind", "key", "title", "why"), rows) or "Nothing is touched.\n"


def _title(touched: Touched) -> str:
    record = touched.record
    if isinstance(record, Decision):
        return f"{record.title} ({record.status.value.value})"
    return record.title


def _said(reason: Reason) -> str:
    place = f"{reason.path}:{reason.line}" if reason.line else reason.path
    return f"{_SAID[reason.kind]} {place}"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def as_json(affected: Affected, since: str) -> str:
    """Return an object with all of it."""
    data = {
        "version": 1,
        "since": since,
        "decisions": [_decision(touched) for touched in affected.decisions],
        "interfaces": [_record(touched) for touched in affected.interfaces],
        "packages": [
            {"name": package.name, "path": package.path, "files": list(package.files)}
            for package in affected.packages
        ],
        "diagnostics": [
            {"code": d.code.value, "message": d.message, "path": d.path, "line": d.line}
            for d in affected.diagnostics
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _decision(touched: Touched) -> dict[str, Any]:
    assert isinstance(touched.record, Decision)
    data = _record(touched)
    return {**data, "status": touched.record.status.value.value}


def _record(touched: Touched) -> dict[str, Any]:
    record = touched.record
    return {
        "key": record.key,
        "package": record.package,
        "title": record.title,
        "path": record.location.path,
        "line": record.location.line,
        "reasons": [
            {"kind": r.kind, "path": r.path, "line": r.line} for r in sorted(touched.reasons)
        ],
    }


def as_markdown(affected: Affected, repository: Repository) -> str:
    """Return the text of a comment; paths are links where the repository's address is known."""
    found = (
        (len(affected.decisions), "decision"),
        (len(affected.interfaces), "interface"),
        (len(affected.packages), "package"),
    )
    counted = [f"{n} {what}{'' if n == 1 else 's'}" for n, what in found if n]
    if not counted:
        return "This change touches no decision, no interface and no package.\n"
    parts = [f"This change touches {_listed(counted)}."]
    if affected.decisions:
        parts.append("\n".join(_decision_rows(affected.decisions, repository)))
    if affected.interfaces:
        parts.append("\n".join(_interface_rows(affected.interfaces, repository)))
    if affected.packages:
        rows = [
            f"| {_text(package.name)} | `{package.path}` | {_files(len(package.files))} |"
            for package in affected.packages
        ]
        parts.append("\n".join(["| Package | Folder | Changed |", "|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _listed(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _decision_rows(decisions: Sequence[Touched], repository: Repository) -> Iterator[str]:
    yield from ("| Decision | Status | Why |", "|---|---|---|")
    for touched in decisions:
        record = touched.record
        assert isinstance(record, Decision)
        name = f"{_link(record.key, touched, repository)} {_text(record.title)}"
        yield f"| {name} | {record.status.value.value} | {_reasons(touched)} |"


def _interface_rows(interfaces: Sequence[Touched], repository: Repository) -> Iterator[str]:
    yield from ("| Interface | Package | Why |", "|---|---|---|")
    for touched in interfaces:
        record = touched.record
        assert isinstance(record, Interface)
        name = _link(record.title, touched, repository)
        yield f"| {name} | {_text(record.package)} | {_reasons(touched)} |"


def _link(label: str, touched: Touched, repository: Repository) -> str:
    place = touched.record.location
    is_there = all(reason.kind != "removed" for reason in touched.reasons)
    if not (repository.url and is_there):
        return f"**{_text(label)}**"
    address = f"{repository.url.rstrip('/')}/blob/{repository.ref}/{place.path}#L{place.line}"
    return f"[**{_text(label)}**]({address.replace(' ', '%20').replace(')', '%29')})"


def _reasons(touched: Touched) -> str:
    reasons = sorted(touched.reasons)
    said = [f"{_SAID[r.kind]}{_place(r, touched)}" for r in reasons[:_MOST]]
    if len(reasons) > _MOST:
        said.append(f"{len(reasons) - _MOST} more")
    return ", ".join(said)


def _place(reason: Reason, touched: Touched) -> str:
    if reason.kind in ("added", "changed", "removed"):
        return ""
    place = f"{reason.path}:{reason.line}" if reason.line else reason.path
    return " `" + place.replace("`", "").replace("|", "\\|") + "`"


def _text(text: str) -> str:
    """Return *text* so that it is no markup, and mentions nobody."""
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))
    return escaped.replace("@", "@\u200b")
