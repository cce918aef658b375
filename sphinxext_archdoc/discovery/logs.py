"""Decision logs: which folders they are, which of their files may be records.

A folder is a log because a setting or a tool's own file says so, because of its name, or
because of the names of the files in it. Folders inside a log belong to it, as categories or
as the folder of one record; those that count their records anew are logs of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sphinxext_archdoc.discovery.globs import Matcher, is_within, join, parent, relative
from sphinxext_archdoc.discovery.names import (
    begins_a_log,
    is_beside_records,
    is_in_templates,
    is_log_name,
    is_named_adr,
    is_no_record,
    is_numbered,
    is_state_name,
    says_nothing,
    speaks_of_records,
)
from sphinxext_archdoc.discovery.stubs import is_stub
from sphinxext_archdoc.discovery.tree import Tree, distinct
from sphinxext_archdoc.model import DecisionLog


@dataclass(slots=True)
class _Log:
    folder: str
    whole: bool = True
    """Whether all files may be records; else only those right in it whose names say so."""
    outer: _Log | None = None
    """The log that this one lies in."""
    home: str | None = None
    """The folder that it holds the records of, where a file says so."""
    files: list[str] = field(default_factory=list)


def find_logs(
    tree: Tree, owners: Mapping[str, str], pointed: Mapping[str, str], configured: Matcher
) -> dict[str, tuple[DecisionLog, ...]]:
    """Return the decision logs of each package, by its path.

    *owners* gives each folder the path of its package; *pointed* are folders that tools'
    own files name, with the folders that they hold the records of; *configured* matches
    those that the configuration names.
    """
    logs = _Collector(tree, owners, pointed, configured).collect()
    candidates = distinct({path for log in logs for path in log.files}, tree.links)
    records = {path for path in candidates if not is_stub(tree.root, path, candidates)}
    by_package: dict[str, list[_Log]] = defaultdict(list)
    named = {(owners[log.folder], _name(path)) for log in logs if log.whole for path in log.files}
    for log in logs:
        log.files = sorted(path for path in log.files if path in records)
        owner = owners[log.folder]
        if not log.whole and named.issuperset((owner, _name(path)) for path in log.files):
            # Texts with the names of records of a log are about these: their tests, notes.
            continue
        if log.files:
            by_package[owners[log.folder]].append(log)
    return {path: _qualified(path, found) for path, found in sorted(by_package.items())}


@dataclass(slots=True)
class _Collector:
    tree: Tree
    owners: Mapping[str, str]
    pointed: Mapping[str, str]
    configured: Matcher

    def collect(self) -> list[_Log]:
        """Return all logs with their files, links and stubs among them, sorted by folder."""
        holding: dict[str, _Log | None] = {}
        logs: list[_Log] = []
        for folder in self.tree.folders():
            outer = holding.get(parent(folder)) if folder != "." else None
            log = self.log_of(folder, outer)
            holding[folder] = log
            if log is None:
                continue
            if log.folder == folder:
                logs.append(log)
            log.files += [join(folder, name) for name in self.records(folder, log)]
        return logs

    def log_of(self, folder: str, outer: _Log | None) -> _Log | None:
        """Return the log that the files in *folder* are of; *outer* is that of its parent."""
        if self.configured(folder):
            return _Log(folder)
        pointed, is_package = folder in self.pointed, self.owners[folder] == folder
        if outer is not None and outer.whole and not pointed and not is_package:
            return self.inside(folder, outer)
        if is_in_templates(relative(folder, self.owners[folder])) and not pointed:
            return None
        name, numbered = folder.rpartition("/")[2], self.numbered(folder)
        if is_log_name(name) and (pointed or not is_package):
            return _Log(folder)
        if speaks_of_records(name) and numbered > 1:
            return _Log(folder)
        stems = [_stem(text) for text in self.tree.texts[folder]]
        by_names = any(is_named_adr(stem) or begins_a_log(stem) for stem in stems)
        if by_names or (pointed and numbered):
            return _Log(folder, whole=False, home=self.pointed.get(folder))
        return None

    def inside(self, folder: str, outer: _Log) -> _Log | None:
        """Return the log that *folder*, inside one, is of; None when it holds no records."""
        name = folder.rpartition("/")[2]
        if is_beside_records(name) or self.is_record_folder(parent(folder), outer):
            return None
        if self.numbered(folder) > 1 and not is_state_name(name):
            return _Log(folder, outer=outer)
        return outer

    def numbered(self, folder: str) -> int:
        """Return how many files right in *folder* have a number or a date in their names."""
        return sum(is_numbered(_stem(text)) for text in self.tree.texts[folder])

    def is_record_folder(self, folder: str, log: _Log) -> bool:
        """Return whether *folder* holds one record and what belongs to it."""
        if folder == log.folder or not is_numbered(folder.rpartition("/")[2]):
            return False
        return bool(self.tree.texts[folder]) and self.numbered(folder) < 2

    def records(self, folder: str, log: _Log) -> list[str]:
        """Return the names of the files right in *folder* that may be records."""
        main = self.main_text(folder, log) if folder != log.folder else None
        if main is not None:
            return [main]
        texts = [t for t in self.tree.texts[folder] if not is_no_record(_stem(t))]
        if log.whole:
            return texts
        named = [text for text in texts if is_named_adr(_stem(text))]
        return named or [text for text in texts if is_numbered(_stem(text))]

    def main_text(self, folder: str, log: _Log) -> str | None:
        """Return the record of a folder that holds just one: ``slug/README.md``."""
        texts = self.tree.texts[folder]
        pages = [text for text in texts if _stem(text).casefold() in ("readme", "index")]
        if self.is_record_folder(folder, log):
            name = folder.rpartition("/")[2].casefold()
            same = [text for text in texts if _stem(text).casefold() == name]
            return next(iter([*pages, *same]), None)
        if is_state_name(folder.rpartition("/")[2]):
            return None
        alone = len(texts) == 1 and not any(self.tree.texts[f] for f in self.tree.below(folder))
        return pages[0] if pages and alone else None


def _name(path: str) -> str:
    return _stem(path.rpartition("/")[2]).casefold()


def _stem(name: str) -> str:
    return name.rpartition(".")[0]


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
    """Return the folder of *log* in its package, without the parts that every log has."""
    if log.outer is not None:
        inner = relative(log.folder, log.outer.folder).split("/")
        told = [part for part in inner if not is_log_name(part) or "madr" in part.casefold()]
        return "/".join(part for part in (_qualifier(log.outer, package), *told) if part)
    home = log.home if log.home and is_within(log.home, package) else log.folder
    parts = relative(home, package).split("/")
    while parts and (parts[-1] == "." or says_nothing(parts[-1])):
        parts.pop()
    return "/".join(parts)
