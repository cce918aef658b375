"""Reading one file into records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from sphinxext_archdoc.catalog import DocumentRecords, Inspection, Workspace
from sphinxext_archdoc.catalog.records import OWN_FOLDERS
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.diagnostics import Code, Diagnostic, Severity
from sphinxext_archdoc.formats import ReadContext, read_document, refusal
from sphinxext_archdoc.formats._directives import Defined, DirectiveSource, record_from_directive
from sphinxext_archdoc.formats._reviews import with_review, with_reviews
from sphinxext_archdoc.formats._source_requests import source_requests
from sphinxext_archdoc.loader.fences import FenceReader
from sphinxext_archdoc.loader.files import Files, SourceText, text_of
from sphinxext_archdoc.loader.places import Places
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.source import normalise
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import ROOT_PACKAGE, Template
from sphinxext_archdoc.templates.reading import configured_templates

Inspect = Callable[[Document, DocumentRecords, Sequence[Template]], Inspection]
"""Tells what else is to be known of a document that was read, under the templates there are."""


class Reader:
    """Reads the documents of a workspace into records, one file at a time."""

    def __init__(
        self, settings: Settings, workspace: Workspace, inspect: Inspect | None = None
    ) -> None:
        self.settings = settings
        self.workspace = workspace
        self.inspect = inspect
        self.files = Files(settings.root)
        self.places = Places(workspace)
        self._reported: set[str] = set()
        self._last: tuple[str, SourceText] | None = None
        self._last_read: tuple[SourceText, DocumentRecords] | None = None

    def read(self, path: str, text: str | None = None) -> DocumentRecords:
        """Return the records of the file at *path*, relative to the root.

        *text* is read in place of the file's contents. Never raises for what is in the file:
        what is wrong with it is in the diagnostics. That an optional dependency is missing is
        said once, by the first file that needs it. Who asks for one file several times in a
        row is given the same.
        """
        source = self._source(path) if text is None else SourceText(normalise(text))
        if self._last_read is not None and self._last_read[0] is source:
            return self._last_read[1]
        found = self.read_source(path, source)
        found = replace(found, diagnostics=tuple(self._news(found.diagnostics)))
        self._last_read = source, found
        return found

    def read_source(self, path: str, source: SourceText) -> DocumentRecords:
        """Return the records of *source*, the file at *path*, as if no other had been read."""
        package = self.workspace.package_of(path).name
        empty = DocumentRecords(path=path, package=package, diagnostics=source.diagnostics)
        if source.text is None:
            return empty
        try:
            found = self._read(path, source.text)
        except RecursionError:
            message = "The document is nested too deeply to be read for records."
            return _with(empty, [Diagnostic(code=Code.TOO_LARGE, message=message, path=path)])
        except Exception as error:  # noqa: BLE001 - one file must never cost all others
            return _with(empty, [_failure(path, error)])
        return replace(found, diagnostics=(*source.diagnostics, *found.diagnostics))

    def text(self, path: str) -> str:
        """Return the text of the file at *path* with LF line ends; empty when unreadable."""
        return self._source(path).text or ""

    @cached_property
    def templates(self) -> tuple[Template, ...]:
        """The shared templates that documents are compared with."""
        return self._templates[0]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was wrong with the templates."""
        return self._templates[1]

    @cached_property
    def _templates(self) -> tuple[tuple[Template, ...], tuple[Diagnostic, ...]]:
        templates, diagnostics = configured_templates(self.settings)
        return tuple(templates), tuple(diagnostics)

    def _source(self, path: str) -> SourceText:
        if self._last is None or self._last[0] != path:
            self._last = path, text_of(self.files.read(path), path)
        return self._last[1]

    def _news(self, diagnostics: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
        for diagnostic in diagnostics:
            if diagnostic.code is Code.MISSING_EXTRA:
                if diagnostic.message in self._reported:
                    continue
                self._reported.add(diagnostic.message)
            yield diagnostic

    def define(self, source: DirectiveSource, package: str = "") -> Defined:
        """Return the record that a directive defines, and what is wrong with it.

        It belongs to *package*, else to the package of the file.
        """
        fences = FenceReader()
        context = self._context(source.path, fences)
        defined = record_from_directive(
            source, replace(context, package=package) if package else context
        )
        if more := tuple(fences.diagnostics_of(source)):
            defined = replace(defined, diagnostics=(*defined.diagnostics, *more))
        if defined.record is None:
            return defined
        return replace(defined, record=with_review(defined.record))

    def _context(self, path: str, fences: FenceReader) -> ReadContext:
        place = self.places.of(path)
        return ReadContext(
            package=place.package,
            config=self.settings.config,
            qualifier=place.qualifier,
            templates=self.templates,
            declarations=fences.declarations,
            packages_called=self._packages_called,
        )

    def _packages_called(self, name: str) -> Sequence[str]:
        if name == ROOT_PACKAGE:
            return (ROOT_PACKAGE,)
        return [package.name for package in self.workspace.packages_called(name)]

    def _read(self, path: str, text: str) -> DocumentRecords:
        document = parse(path, text)
        is_record = self.places.of(path).is_record
        fences = FenceReader()
        context = self._context(path, fences)
        kind = "decision" if is_record else "document"
        found = read_document(document, context, kind)
        if found is None:
            reason = refusal(document, context, kind)
            found = DocumentRecords(path=path, package=context.package, refusal=reason)
        found = _with(found, [*document.diagnostics, *fences.diagnostics(document)])
        found = with_reviews(found if is_record else _titled(found, document), document, text)
        if requests := tuple(source_requests(document, context)):
            found = replace(found, requests=requests)
        if self.inspect is None:
            return found
        return replace(found, inspection=self.inspect(document, found, self.templates))


def _titled(found: DocumentRecords, document: Document) -> DocumentRecords:
    """Give a document without a title its first heading, else the name of its folder."""
    if found.title:
        return found
    if headings := document.root.sections:
        return replace(found, title=document.plain(headings[0].title))
    folders = [f for f in document.path.split("/")[:-1] if f not in OWN_FOLDERS]
    title = folders[-1] if folders else found.package
    message = f"The document has no heading; it is called {title!r} after its folder."
    untitled = Diagnostic(code=Code.NO_TITLE, message=message, path=document.path)
    return replace(_with(found, [untitled]), title=title)


def _with(found: DocumentRecords, diagnostics: Iterable[Diagnostic]) -> DocumentRecords:
    merged = dict.fromkeys((*found.diagnostics, *diagnostics))
    return replace(found, diagnostics=tuple(merged))


def _failure(path: str, error: Exception) -> Diagnostic:
    message = (
        f"The reader failed ({type(error).__name__}: {error}); the file is left out. "
        f"This is an error of sphinxext-archdoc, please report it."
    )
    return Diagnostic(code=Code.INTERNAL, message=message, path=path, severity=Severity.ERROR)
