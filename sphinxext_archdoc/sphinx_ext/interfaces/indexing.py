"""Decisions, interfaces and their members in the general index.

Their entries are added when writing begins, after the environment was stored: they are made
from what it holds anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.interfaces.members import member_rows, name_of
from sphinxext_archdoc.sphinx_ext.interfaces.rendering import entry_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


class LateEntry(tuple[Any, ...]):
    """An entry that was added here, and is replaced when a process builds again."""

    __slots__ = ()


def add_to_index(app: Sphinx, builder: Builder) -> None:
    """Add the records of all pages to the general index (``write-started``)."""
    entries: Any = builder.env.domains.index_domain.entries
    for docname, known in entries.items():
        if any(isinstance(entry, LateEntry) for entry in known):
            entries[docname] = [e for e in known if not isinstance(e, LateEntry)]
    register = architecture_domain(builder.env).register
    for target in (*register.of_type("decision"), *register.of_type("interface")):
        if target.row.anchor:
            page = entries.setdefault(target.docname, [])
            row, key = target.row, target.key
            found = [(row.title, row.anchor)]
            found += [(name_of(member, row), member.anchor) for member in member_rows(row)]
            page += [LateEntry(entry_of(key, name, anchor)) for name, anchor in found]
