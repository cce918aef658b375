"""Interfaces in documents, compared with the source code of their packages."""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.catalog.drift import drift_diagnostic
from sphinxext_archdoc.checking.files import RepositoryFiles
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.loader.declared import DeclaredInterfaces, documented_in


def drift_findings(
    catalog: Catalog, settings: Settings, files: RepositoryFiles
) -> Iterator[Finding]:
    """Yield a finding for each interface that the source code declares otherwise."""
    declared = DeclaredInterfaces(settings, catalog.workspace)
    for item, comparison in declared.compare(documented_in(catalog, files.text)):
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
