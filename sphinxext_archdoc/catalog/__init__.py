"""The catalogue: what was found in a repository, and what its parts mean to each other.

A workspace says which packages there are and where their documents lie, the records of
the documents come from ``formats``; together they are a catalogue, in which keys are
looked up and relations are resolved.

Keys, relations and contradictions work on anything that is :class:`Named` or
:class:`Related`, so that a front end which keeps less than whole records can use them too.
"""

from __future__ import annotations

from sphinxext_archdoc.catalog.catalogue import Catalog
from sphinxext_archdoc.catalog.contradictions import contradictions
from sphinxext_archdoc.catalog.inspection import (
    Edit,
    Finding,
    Ignore,
    Inspection,
    PathLink,
    ReviewDate,
    anchor_name,
)
from sphinxext_archdoc.catalog.keys import KeyIndex, duplicate_diagnostics
from sphinxext_archdoc.catalog.names import Named, RecordEntry, key_of
from sphinxext_archdoc.catalog.records import (
    DocumentRecords,
    SourceRequest,
    Workspace,
    own_document,
)
from sphinxext_archdoc.catalog.relations import (
    Related,
    Relations,
    ResolvedRelation,
    StatedRelation,
    Unresolved,
    resolve_relations,
)
from sphinxext_archdoc.catalog.targets import Repository

__all__ = [
    "Catalog",
    "DocumentRecords",
    "Edit",
    "Finding",
    "Ignore",
    "Inspection",
    "KeyIndex",
    "Named",
    "PathLink",
    "RecordEntry",
    "Related",
    "Relations",
    "Repository",
    "ResolvedRelation",
    "ReviewDate",
    "SourceRequest",
    "StatedRelation",
    "Unresolved",
    "Workspace",
    "anchor_name",
    "contradictions",
    "duplicate_diagnostics",
    "key_of",
    "own_document",
    "resolve_relations",
]
