"""Looks in the source code of packages for what their documents declare.

Only files that seem to declare or to implement one of the names are parsed: which ones, a
quick look at their bytes tells. Tests, built files and other people's code do not count, nor
do folders that ``.gitignore`` names and packages inside of the package.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sphinxext_archdoc.catalog import Catalog, Workspace
from sphinxext_archdoc.catalog.drift import Comparison, Place, best_comparison, is_partial
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.discovery.ignore import NEVER_ENTERED, IgnoreRules, is_foreign
from sphinxext_archdoc.languages import language_of_fence, languages
from sphinxext_archdoc.loader.files import Files
from sphinxext_archdoc.loader.sources import read_source
from sphinxext_archdoc.model import ROOT_PACKAGE, Declaration, Interface

MOST_BYTES = 1024 * 1024
"""Size of the largest source file that is looked into."""
_NOT_ENTERED = NEVER_ENTERED | frozenset(
    "build coverage dist examples fixtures generated mocks out spec target test testdata tests "
    "third_party vendor __fixtures__ __mocks__ __tests__".split()
)
_TEST = re.compile(r"(?:^tests?_|[._-](?:test|tests|spec|mock|stories)\.|(?:Test|Tests|IT)\.)")
_DECLARING = (
    rb"\b(?:interface|type|class|enum|struct|trait|message|service|protocol|input|union|record|"
    rb"def|function|func|fn|rpc)\s+(?:%(names)s)\b|^(?:%(names)s)[ \t]*[:=]"
)
_IMPLEMENTING = (
    rb"\b(?:implements|extends|impl|class|struct|record|enum)\b"
    rb"[^{;=]{0,300}?[\s,:(<.](?:%(names)s)\b"
)
_CLASSES = frozenset({"class", "abstract-class", "enum", "type"})
_NAME = re.compile(r"[\w$.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """An interface of a document, and whether the document says that it shows a part."""

    interface: Interface
    is_partial: bool = False


def documented_in(catalog: Catalog, text: Callable[[str], str]) -> Iterator[Documented]:
    """Yield the interfaces of all documents; *text* returns that of a document by its path."""
    for document in catalog.documents:
        found = [record for record in document.records if isinstance(record, Interface)]
        lines = text(document.path).split("\n") if found else []
        for record in found:
            code = "\n".join(lines[record.location.line - 1 : record.location.end_line])
            partial = is_partial(code, record.language.lower())
            yield Documented(interface=record, is_partial=partial)


@dataclass(slots=True)
class _Found:
    """What the source code of a package has of the names that were asked for."""

    declared: defaultdict[str, list[tuple[Place, Declaration, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By name: where, what, and in which language."""
    implementations: defaultdict[str, list[tuple[Place, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )


class DeclaredInterfaces:
    """What the source code of a repository's packages declares, as far as it is documented."""

    def __init__(self, settings: Settings, workspace: Workspace) -> None:
        self._settings = settings
        self._workspace = workspace
        self._files = Files(settings.root)
        self._rules = {"": IgnoreRules.of(settings.config.exclude)}
        """The rules that hold inside of folders, by their paths; above all, the configured ones."""

    def compare(self, documented: Iterable[Documented]) -> Iterator[tuple[Documented, Comparison]]:
        """Compare interfaces with what their packages declare, package by package.

        Names that nothing in the source code declares or implements give an empty comparison.
        """
        by_package: defaultdict[str, list[Documented]] = defaultdict(list)
        for item in documented:
            by_package[item.interface.package].append(item)
        for package, items in sorted(by_package.items()):
            names = {item.interface.declaration.name for item in items}
            found = self._look_for(package, names)
            for item in items:
                yield item, _comparison(item, found)

    def _look_for(self, package: str, names: Iterable[str]) -> _Found:
        wanted = sorted(name.encode() for name in names if _NAME.fullmatch(name))
        found = _Found()
        if not wanted:
            return found
        pattern = None
        folders = self._folders[package]
        for path in sorted({path for folder in folders for path in self._sources(folder)}):
            data = self._files.read(path)
            if not isinstance(data, bytes) or len(data) > MOST_BYTES:
                continue
            # Most files hold none of the names, which is found out sooner than a pattern is made.
            if not any(name in data for name in wanted):
                continue
            pattern = pattern or _pattern(wanted)
            if pattern.search(data):
                _note(found, path, read_source(self._files, path).declarations)
        return found

    def _sources(self, folder: str) -> Iterator[str]:
        """Yield the paths of the source files of the package in *folder*."""
        root = self._settings.root
        stack = [(folder, self._rules_above(folder))]
        while stack:
            inner, rules = stack.pop()
            try:
                with os.scandir(root / inner) as found:
                    entries = {entry.name: entry for entry in found}
            except OSError:
                continue
            if is_foreign(inner.rpartition("/")[2], entries):
                continue
            if ".gitignore" in entries:
                rules = _entered(rules, inner, self._settings)
            for name, entry in entries.items():
                path = name if inner == ROOT_PACKAGE else f"{inner}/{name}"
                if entry.is_dir(follow_symlinks=False):
                    if self._enters(name, path) and not rules.ignores(path, is_folder=True):
                        stack.append((path, rules))
                elif (
                    name.lower().endswith(self._suffixes)
                    and not _TEST.search(name)
                    and entry.is_file(follow_symlinks=False)
                    and not rules.ignores(path)
                ):
                    yield path

    def _enters(self, name: str, path: str) -> bool:
        return (
            name not in _NOT_ENTERED
            and not name.startswith(".")
            and path not in self._package_paths
        )

    def _rules_above(self, folder: str) -> IgnoreRules:
        """Return the rules that hold where *folder* is."""
        above = "" if folder == ROOT_PACKAGE else folder.rpartition("/")[0] or ROOT_PACKAGE
        if above not in self._rules:
            self._rules[above] = _entered(self._rules_above(above), above, self._settings)
        return self._rules[above]

    @cached_property
    def _folders(self) -> defaultdict[str, list[str]]:
        """The folders of packages by the names of these."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for package in self._workspace.packages:
            found[package.name].append(package.path)
        return found

    @cached_property
    def _package_paths(self) -> frozenset[str]:
        return frozenset(package.path for package in self._workspace.packages)

    @cached_property
    def _suffixes(self) -> tuple[str, ...]:
        return tuple(suffix for language in languages() for suffix in language.SUFFIXES)


def _pattern(names: Iterable[bytes]) -> re.Pattern[bytes]:
    """Return what finds the places that seem to declare or to implement one of *names*."""
    alternatives = b"|".join(map(re.escape, names))
    both = b"|".join((_DECLARING, _IMPLEMENTING))
    return re.compile(both % {b"names": alternatives}, re.MULTILINE)


def _entered(rules: IgnoreRules, folder: str, settings: Settings) -> IgnoreRules:
    try:
        return rules.entered(folder, settings.root / folder / ".gitignore")
    except OSError:
        return rules


def _note(found: _Found, path: str, declarations: Sequence[Declaration]) -> None:
    language = path.rpartition(".")[2]
    for declaration in declarations:
        place = Place(path=path, line=declaration.line, name=declaration.qualified)
        found.declared[declaration.name].append((place, declaration, language))
        if declaration.kind in _CLASSES:
            for base in (*declaration.implements, *declaration.extends):
                name = _NAME.match(base)
                if name:
                    found.implementations[name[0].rpartition(".")[2]].append((place, language))


def _comparison(item: Documented, found: _Found) -> Comparison:
    declaration = item.interface.declaration
    language = language_of_fence(item.interface.language)
    suffixes = language.SUFFIXES if language else ()
    declared = [
        (place, other)
        for place, other, suffix in found.declared.get(declaration.name, ())
        if f".{suffix}" in suffixes and _is_same_kind(declaration, other)
    ]
    implementations = [
        place
        for place, suffix in found.implementations.get(declaration.name, ())
        if f".{suffix}" in suffixes
    ]
    return best_comparison(
        declaration,
        declared,
        implementations,
        language=language.NAME if language else "",
        is_partial=item.is_partial,
    )


def _is_same_kind(documented: Declaration, declared: Declaration) -> bool:
    """Return whether one can be the other: a type is no function of that name."""
    return (documented.kind == "function") == (declared.kind == "function")
