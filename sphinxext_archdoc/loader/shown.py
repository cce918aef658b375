"""What documents show of source files, as records: for those who read without a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sphinxext_archdoc.catalog import DocumentRecords, SourceRequest, Workspace
from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.loader import sources
from sphinxext_archdoc.loader.files import Files
from sphinxext_archdoc.model import Interface


class ShownInterfaces:
    """The interfaces that the directives of documents take out of source files."""

    def __init__(
        self, documents: Iterable[DocumentRecords], workspace: Workspace, root: Path
    ) -> None:
        self._workspace = workspace
        self._files = Files(root)
        self._read: dict[str, sources.SourceFile] = {}
        self.diagnostics: list[Diagnostic] = []
        """What was wrong with directives and source files."""
        self.interfaces: tuple[Interface, ...] = ()
        """In the order of documents and directives; none that a document declares itself."""
        found: dict[str, Interface] = {}
        declared: set[str] = set()
        for document in documents:
            declared.update(r.key for r in document.records if isinstance(r, Interface))
            for request in document.requests:
                for interface in self._of(document.path, request):
                    found.setdefault(interface.key, interface)
        self.interfaces = tuple(found[key] for key in found if key not in declared)

    def _of(self, path: str, request: SourceRequest) -> Iterator[Interface]:
        if request.path.startswith(".."):
            message = f":source: is {request.path!r}, which leads out of the repository."
            self._report(Code.OUTSIDE, message, path, request.line)
            return
        file = self._file(path, request)
        names, private = request.names, request.private
        declarations, missing = sources.chosen(file.declarations, names, private=private)
        for name in missing if file.language else ():
            self._report(Code.UNKNOWN_KEY, sources.no_such_name(name, file), path, request.line)
        owner = self._workspace.package_of(file.path).name
        for declaration in declarations:
            cut = sources.with_members(
                declaration,
                only=request.members,
                exclude=request.exclude_members,
                private=private,
                language=file.language,
            )
            yield sources.interface_of(file, cut, request.package or owner)

    def _file(self, path: str, request: SourceRequest) -> sources.SourceFile:
        if request.path not in self._read:
            file = sources.read_source(self._files, request.path)
            self._read[request.path] = file
            for diagnostic in file.diagnostics:
                if diagnostic.line:
                    self.diagnostics.append(diagnostic)
                else:
                    message = f"{diagnostic.path}: {diagnostic.message}"
                    self._report(diagnostic.code, message, path, request.line)
        return self._read[request.path]

    def _report(self, code: Code, message: str, path: str, line: int) -> None:
        self.diagnostics.append(Diagnostic(code=code, message=message, path=path, line=line))
