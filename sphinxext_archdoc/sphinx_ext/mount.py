"""Documents outside the source folder, read where they are.

Sphinx asks its ``Project`` which documents there are and where they lie. The subclass
here also answers for the documents of packages, so that everything that follows (reading,
dependencies, images, gettext) treats them like any other. It is the one object of the
host that the extension replaces.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sphinx.project import Project
from sphinx.util.matching import compile_matchers

from sphinxext_archdoc.diagnostics import Code
from sphinxext_archdoc.sphinx_ext import docnames
from sphinxext_archdoc.sphinx_ext.log import warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinxext_archdoc.sphinx_ext.site import Site

_PathType: Any = type(Project(".", [".md"]).doc2path("index", absolute=True))


class MountedPath(_PathType):  # type: ignore[misc]
    """The path of a mounted document, which is read whatever its bytes are."""

    def read_text(
        self,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
    ) -> str:
        """Return the text as it is read for records, where what is wrong with it is reported."""
        # What reads documents is not imported by a build that reads none.
        from sphinxext_archdoc.loader.files import MOST_BYTES
        from sphinxext_archdoc.markup.source import decode

        try:
            data = self.read_bytes()
        except OSError:
            return ""
        return decode(data, str(self))[0] if len(data) <= MOST_BYTES else ""


class MountedProject(Project):
    """A project that also holds the documents of packages."""

    site: Site | None = None
    _by_path: Mapping[str, str] = MappingProxyType({})
    """The names of the mounted documents by their paths, relative to the root."""

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what is found again at the start of every build."""
        return {k: v for k, v in self.__dict__.items() if k not in ("site", "_by_path")}

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find the documents of the source folder, and those of the packages."""
        exclude_paths = list(exclude_paths)
        super().discover(exclude_paths, include_paths)
        by_path = {}
        if self.site is not None:
            excluded = compile_matchers(exclude_paths)
            for docname, own_path, path in self._mounts(self.site):
                if not any(match(docname) for match in excluded):
                    by_path[own_path] = docname
                    self.docnames.add(docname)
                    self._path_to_docname[path] = docname
                    self._docname_to_path[docname] = path
        self._by_path = by_path
        return self.docnames

    def _mounts(self, site: Site) -> list[tuple[str, str, Path]]:
        own = {name.casefold() for name in self.docnames}
        names = docnames.docnames(site.workspace)
        taken = {name.casefold() for name in names.values()} | own
        mounts = []
        for path, docname in sorted(names.items()):
            absolute = site.root / path
            if absolute.is_relative_to(self.srcdir) or absolute.suffix not in self.source_suffix:
                continue
            if not os.access(absolute, os.R_OK):
                message = "The file cannot be read; it is left out."
                warn(Code.UNREADABLE, message, location=f"{absolute}:1")
                continue
            if docname.casefold() in own:
                longer = docnames.longer_docname(site.workspace, path)
                while longer.casefold() in taken:
                    longer += "-document"
                taken.add(longer.casefold())
                message = (
                    f"The page {docname!r} is the project's own; the document {path} "
                    f"is shown as {longer!r}."
                )
                warn(Code.MOUNT_COLLISION, message, location=docname)
                docname = longer
            mounts.append((docname, path, Path(os.path.relpath(absolute, self.srcdir))))
        return mounts

    def mounted_at(self, path: str) -> str | None:
        """Return the name of the mounted document at *path*, relative to the root."""
        return self._by_path.get(path)

    def is_mounted(self, docname: str) -> bool:
        """Return whether *docname* is a document outside the source folder."""
        return self._docname_to_path.get(docname, Path()).parts[:1] == ("..",)

    def mounted_docnames(self) -> list[str]:
        """Return the names of all mounted documents, sorted."""
        return sorted(name for name in self.docnames if self.is_mounted(name))

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        """Return the name of the document at *filename*, None for a file that is none.

        A file outside the source folder is a document only if it is mounted.
        """
        absolute = os.path.normpath(os.path.join(self.srcdir, filename))
        relative = Path(os.path.relpath(absolute, self.srcdir))
        if relative.parts[:1] == ("..",):
            return self._path_to_docname.get(relative)
        return super().path2doc(relative)

    def doc2path(self, docname: str, absolute: bool) -> Any:
        """Return the path of a document, without any ``..`` inside it when *absolute*."""
        path = super().doc2path(docname, absolute)
        if absolute and self.is_mounted(docname):
            return MountedPath(os.path.normpath(path))
        return path


def mount(app: Sphinx, env: BuildEnvironment, site: Site) -> None:
    """Put a project that holds the packages' documents in the place of the host's."""
    project = MountedProject(app.srcdir, app.config.source_suffix)
    project.restore(app.project)
    project.site = site
    app.project = env.project = project
