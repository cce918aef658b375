"""Declarations of the source code, written into the documents that show older ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sphinxext_archdoc.catalog import Catalog, Edit
from sphinxext_archdoc.catalog.drift import Comparison, Place, differences
from sphinxext_archdoc.catalog.fences import fence_edit
from sphinxext_archdoc.catalog.visibility import is_private
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.editing.files import FileChange
from sphinxext_archdoc.editing.surfaces import Surface, surfaces
from sphinxext_archdoc.languages import Language, language_of_fence
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.loader.declared import DeclaredInterfaces, Documented, documented_in
from sphinxext_archdoc.loader.sources import read_source
from sphinxext_archdoc.loader.writing import SourceFile
from sphinxext_archdoc.model import Declaration, Interface

_BY_HAND = "it is left as it is, change it by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An interface whose code is replaced."""

    key: str
    line: int
    """Of the old code in the document."""
    source: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """An interface that differs, and is left as it is."""

    line: int
    message: str
    """One sentence: why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What becomes of one document."""

    path: str
    written: tuple[Written, ...] = ()
    left: tuple[Left, ...] = ()
    change: FileChange | None = None
    """None when nothing is written."""


class Updates:
    """Finds out which interfaces of documents are to be written anew, and as what."""

    def __init__(self, settings: Settings, catalog: Catalog) -> None:
        self._declared = DeclaredInterfaces(settings, catalog.workspace)
        self._reader = Reader(settings, catalog.workspace)
        self._catalog = catalog

    def of(self, paths: Iterable[str]) -> Iterator[Update]:
        """Yield what becomes of each document at *paths* that is out of step, in their order."""
        by_path: defaultdict[str, list[tuple[Documented, Comparison]]] = defaultdict(list)
        documented = documented_in(self._catalog, self._reader.text)
        for item, comparison in self._declared.compare(documented):
            if comparison.differences:
                by_path[item.interface.location.path].append((item, comparison))
        for path in sorted(by_path.keys() & set(paths)):
            yield self._update(path, by_path[path])

    def _update(self, path: str, found: Sequence[tuple[Documented, Comparison]]) -> Update:
        data = self._reader.files.read(path)
        if isinstance(data, Diagnostic):
            return Update(path=path, left=(Left(line=0, message=data.message),))
        try:
            source = SourceFile(data)
        except UnicodeDecodeError:
            message = "It is not UTF-8; save it as UTF-8, then run it again."
            return Update(path=path, left=(Left(line=0, message=message),))
        edits: list[Edit] = []
        written: list[Written] = []
        left: list[Left] = []
        for item, comparison in sorted(found, key=lambda pair: pair[0].interface.location.line):
            record = item.interface
            try:
                edit, place = self._edit(source, edits, item, comparison)
            except RefusedError as error:
                left.append(Left(line=record.location.line, message=str(error)))
            else:
                edits.append(edit)
                line = record.location.line
                written.append(Written(key=record.key, line=line, source=place))
        after = source.edited(edits)
        change = FileChange(path=path, before=data, after=after) if after != data else None
        return Update(path=path, written=tuple(written), left=tuple(left), change=change)

    def _edit(
        self,
        source: SourceFile,
        edits: Sequence[Edit],
        item: Documented,
        comparison: Comparison,
    ) -> tuple[Edit, Place]:
        """Return the edit that puts one interface in step; raises RefusedError without one."""
        record, place = item.interface, comparison.declared
        language = language_of_fence(record.language)
        if place is None or language is None:
            raise RefusedError(f"The interface {record.key} is in no source file.")
        if comparison.others:
            places = ", ".join(f"{p.path}:{p.line}" for p in (place, *comparison.others))
            message = f"The interface {record.key} is declared in several places ({places})"
            raise RefusedError(f"{message}; {_BY_HAND}.")
        if item.is_partial:
            message = f"The code of {record.key} shows a part"
            raise RefusedError(f"{message}; {_BY_HAND}, or take the dots out.")
        file = read_source(self._reader.files, place.path)
        declared = next(
            d for d in file.declarations if (d.qualified, d.line) == (place.name, place.line)
        )
        documented = record.declaration
        names = {m.name for m in documented.members if is_private(m, documented, language.NAME)}
        lines = source.text.split("\n")
        for surface in surfaces(declared, file.text, language.NAME, names):
            if not _says_the_same(surface, declared, language):
                continue
            try:
                edit = _fence_edit(lines, record, declared, surface)
                after = SourceFile(source.edited([edit])).text
                source.edited([*edits, edit])
            except ValueError:
                continue
            if self._changes_only(record, declared, language, source.text, after):
                return edit, place
        message = (
            f"The interface {record.key} cannot be written as {place.path}:{place.line} has it"
        )
        raise RefusedError(f"{message}; {_BY_HAND}.")

    def _changes_only(
        self,
        record: Interface,
        declared: Declaration,
        language: Language,
        before: str,
        after: str,
    ) -> bool:
        """Return whether an edit makes *record* say what is *declared*, and changes no other."""
        path, place = record.location.path, record.location.line
        old, new = (self._reader.read(path, text) for text in (before, after))
        if [r.key for r in old.records] != [r.key for r in new.records]:
            return False
        if len(new.diagnostics) > len(old.diagnostics):
            return False
        for was, is_now in zip(old.records, new.records, strict=True):
            if not (isinstance(was, Interface) and isinstance(is_now, Interface)):
                continue
            now = is_now.declaration
            if was.location.line == place and was.key == record.key:
                if differences(now, declared, language=language.NAME):
                    return False
            elif _without_lines(was.declaration) != _without_lines(now):
                return False
        return True


def _says_the_same(surface: Surface, declared: Declaration, language: Language) -> bool:
    """Return whether *surface*, read again, is what is *declared*."""
    reading = language.declarations(f"{surface.comment}\n{surface.code}\n")
    found = [d for d in reading.declarations if d.name == declared.name]
    if reading.error_line or len(found) != 1:
        return False
    return found[0].kind == declared.kind and not differences(
        found[0], declared, language=language.NAME
    )


def _fence_edit(
    lines: Sequence[str], record: Interface, declared: Declaration, surface: Surface
) -> Edit:
    first, last = record.location.line, record.location.end_line
    same = record.declaration.doc == declared.doc
    return fence_edit(lines, first, last, surface.code, "" if same else surface.comment)


def _without_lines(declaration: Declaration) -> Declaration:
    members = tuple(replace(member, line=0) for member in declaration.members)
    return replace(declaration, line=0, end_line=0, members=members)
