"""Interfaces in documents, compared with the source code of their packages."""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.catalog.drift import drift_diagnostic, is_partial
from sphinxext_archdoc.checking.files import RepositoryFiles
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.loader.declared import DeclaredInterfaces, Documented
from sphinxext_archdoc.model import Interface


def drift_findings(
    catalog: Catalog, settings: Settings, files: RepositoryFiles
) -> Iterator[Finding]:
    """Yield a finding for each interface that the source code declares otherwise."""
    documented = [
        Documented(interface=record, is_partial=_is_partial(record, files))
        for record in catalog.records(Interface)
    ]
    declared = DeclaredInterfaces(settings, catalog.workspace)
    for item, comparison in declared.compare(documented):
        record, place = item.interface, comparison.declared
        found = drift_diagnostic(record.key, record.location.path, record.location.line, comparison)
        if found is not None and place is not None:
            yield Finding(
                code=found.code.value,
                message=found.message,
                path=found.path,
                line=found.line,
                about=(place.path,),
            )


def _is_partial(record: Interface, files: RepositoryFiles) -> bool:
    lines = files.text(record.location.path).split("\n")
    shown = lines[record.location.line - 1 : record.location.end_line]
    return is_partial("\n".join(shown), record.language.lower())
