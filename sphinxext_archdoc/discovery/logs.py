"""Decision logs: which folders they are, which of their files may be records.

A folder is a log because a setting or a tool's own file says so, because of its name, or
because of the names of the files in it. Folders inside a log belong to it, as categories or
as the folder of one record; those that count their records anew are logs of their own.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sphinxext_archdoc.discovery.globs import Matcher, join, parent, relative
from sphinxext_archdoc.discovery.names import (
    is_beside_records,
    is_in_templates,
    is_log_name,
    is_no_record,
    is_numbered,
    is_state_name,
    is_surely_a_record,
    says_nothing,
    speaks_of_records,
)
from sphinxext_archdoc.discovery.tree import Tree
from sphinxext_archdoc.model import DecisionLog

_STUB_SIZE = 1024
"""Bytes; a larger file is more than a line that includes another."""


@dataclass(slots=True)
class _Log:
    folder: str
    whole: bool = True
    """Whether all files may be records; else only those whose names say so."""
    outer: _Log | None = None
    """The log that this one lies in."""
    files: list[str] = field(default_factory=list)


def find_logs(
    tree: Tree, owners: Mapping[str, str], pointed: Iterable[str], configured: Matcher
) -> dict[str, tuple[DecisionLog, ...]]:
    """Return the decision logs of each package, by its path.

    *owners* gives each folder the path of its package, *pointed* are folders that tools'
    own files name, *configured* matches those that the configuration names.
    """
    logs = _collect(tree, owners, frozenset(pointed), configured)
    candidates = {path for log in logs for path in log.files}
    by_package: dict[str, list[_Log]] = defaultdict(list)
    for log in logs:
        log.files = sorted(p for p in log.files if not _is_stub(tree, p, candidates))
        if log.files:
            by_package[owners[log.folder]].append(log)
    return {path: _qualified(path, found) for path, found in sorted(by_package.items())}


def _collect(
    tree: Tree, owners: Mapping[str, str], pointed: frozenset[str], configured: Matcher
) -> list[_Log]:
    holding: dict[str, _Log | None] = {}
    logs: list[_Log] = []
    for folder in tree.folders():
        outer = holding.get(parent(folder)) if folder != "." else None
        named = folder in pointed or configured(folder)
        if outer is not None and outer.whole and not named:
            log = _inside(tree, folder, outer)
        elif is_in_templates(relative(folder, owners[folder])) and not named:
            log = None
        else:
            log = _begins(tree, folder, owners, named=named, chosen=configured(folder))
        holding[folder] = log
        if log is not None:
            if log.folder == folder:
                logs.append(log)
            log.files += _records(tree, folder, log)
    return logs


def _begins(
    tree: Tree, folder: str, owners: Mapping[str, str], *, named: bool, chosen: bool
) -> _Log | None:
    """Return the log that begins at *folder*, if one does."""
    name = folder.rpartition("/")[2]
    stems = [_stem(text) for text in tree.texts[folder]]
    if chosen or (is_log_name(name) and (named or owners[folder] != folder)):
        return _Log(folder)
    if speaks_of_records(name) and sum(map(is_numbered, stems)) > 1:
        return _Log(folder)
    if any(map(is_surely_a_record, stems)) or (named and any(map(is_numbered, stems))):
        return _Log(folder, whole=False)
    return None


def _inside(tree: Tree, folder: str, outer: _Log) -> _Log | None:
    """Return the log that *folder*, inside a log, belongs to; None when it holds no records."""
    name = folder.rpartition("/")[2]
    if is_beside_records(name) or _is_record_folder(tree, parent(folder), outer):
        return None
    numbered = sum(is_numbered(_stem(text)) for text in tree.texts[folder])
    if numbered > 1 and not is_state_name(name):
        return _Log(folder, outer=outer)
    return outer


def _is_record_folder(tree: Tree, folder: str, log: _Log) -> bool:
    """Return whether *folder* holds one record and what belongs to it."""
    if folder == log.folder or not is_numbered(folder.rpartition("/")[2]):
        return False
    return sum(is_numbered(_stem(text)) for text in tree.texts[folder]) < 2


def _records(tree: Tree, folder: str, log: _Log) -> list[str]:
    """Return the paths of the files right in *folder* that may be records."""
    texts = tree.texts[folder]
    if not log.whole:
        names = [t for t in texts if is_numbered(_stem(t)) and not is_no_record(_stem(t))]
        sure = [t for t in names if is_surely_a_record(_stem(t))]
        texts_chosen = sure if sure and not _counts_plainly(sure) else names
    elif folder != log.folder and (main := _main_text(tree, folder, log)):
        texts_chosen = [main]
    else:
        texts_chosen = [t for t in texts if not is_no_record(_stem(t))]
    return [join(folder, name) for name in texts_chosen]


def _counts_plainly(names: Iterable[str]) -> bool:
    """Return whether the first record's name shows that records have bare numbers."""
    return any(name[0].isdigit() for name in names)


def _main_text(tree: Tree, folder: str, log: _Log) -> str | None:
    """Return the file that is the record of a folder of its own: ``slug/README.md``."""
    texts = tree.texts[folder]
    pages = [t for t in texts if _stem(t).casefold() in ("readme", "index")]
    if _is_record_folder(tree, folder, log):
        name = folder.rpartition("/")[2].casefold()
        same = [t for t in texts if _stem(t).casefold() == name]
        return next(iter((*pages, *same)), None)
    alone = len(texts) == 1 and not any(tree.texts[f] for f in tree.below(folder))
    return pages[0] if pages and alone else None


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


_INCLUDE = re.compile(
    r"\.\.[ ]include::[ ]*(?P<rst>\S+)[ ]*(?:\n[ ]+:[\w-]+:.*)*"
    r"|(?:```|:::)\{include\}[ ]*(?P<myst>\S+)[ ]*(?:\n:[\w-]+:.*)*\n(?:```|:::)"
)
_NOT_TEXT = re.compile(r"^[ \t]*\.\.(?:[ ]_[^\n]*:)?[ \t]*$|^\.\.[ ](?!\S+::)[^\n]*$", re.MULTILINE)


def _is_stub(tree: Tree, path: str, candidates: set[str]) -> bool:
    """Return whether a file does nothing but include another one that may be a record."""
    file = tree.root / path
    try:
        if os.stat(file).st_size > _STUB_SIZE:
            return False
        text = file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return False
    match = _INCLUDE.fullmatch(_NOT_TEXT.sub("", text).strip())
    if match is None:
        return False
    target = match["rst"] or match["myst"]
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) in candidates


def _qualified(package: str, logs: list[_Log]) -> tuple[DecisionLog, ...]:
    """Give each log of a package the part of keys that tells it from the others."""
    taken: set[str] = set()
    found = []
    for log in sorted(logs, key=lambda log: log.folder):
        qualifier = _qualifier(log, package)
        if qualifier in taken:
            qualifier = relative(log.folder, package)
        taken.add(qualifier)
        found.append(DecisionLog(folder=log.folder, qualifier=qualifier, files=tuple(log.files)))
    return tuple(found)


def _qualifier(log: _Log, package: str) -> str:
    if log.outer is not None:
        inner = [p for p in relative(log.folder, log.outer.folder).split("/") if p not in ("adr", "adrs")]
        return "/".join(part for part in (_qualifier(log.outer, package), *inner) if part)
    parts = relative(log.folder, package).split("/")
    while parts and (parts[-1] == "." or says_nothing(parts[-1])):
        parts.pop()
    return "/".join(parts)
