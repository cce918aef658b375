"""Members of interfaces as targets: their names, anchors and rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sphinxext_archdoc.sphinx_ext.rows import InterfaceFacts, Row, ascii_slug

if TYPE_CHECKING:
    from sphinxext_archdoc.sphinx_ext.register import Target

MEMBER = "member"
"""The object type of members."""


def member_anchors(anchor: str, names: Sequence[str]) -> list[str]:
    """Return an id for each of *names*, members of what *anchor* is the id of.

    >>> member_anchors("arch-interface-core-store", ["get", "size", "get", "()"])[1:]
    ['arch-interface-core-store.size', 'arch-interface-core-store.get-2', \
'arch-interface-core-store.call']
    """
    seen: dict[str, int] = {}
    anchors = []
    for name in names:
        slug = ascii_slug(name, "call")
        while seen.setdefault(slug, 0):
            seen[slug] += 1
            slug = f"{slug}-{seen[slug]}"
        seen[slug] = 1
        anchors.append(f"{anchor}.{slug}")
    return anchors


def is_target(name: str) -> bool:
    """Return whether a member can be referred to: it has a name of its own, on one word.

    >>> is_target("get"), is_target("()"), is_target("[key: string]")
    (True, False, False)
    """
    return not name.endswith(")") and not any(c.isspace() for c in name)


def member_rows(row: Row) -> Iterator[Row]:
    """Yield a row for each member of an interface that can be referred to.

    Where two share a name, as a getter and its setter do, it means the first.
    """
    if not isinstance(row.facts, InterfaceFacts) or not row.anchor:
        return
    names = row.facts.members
    seen = set()
    for name, anchor in zip(names, member_anchors(row.anchor, names), strict=True):
        if name not in seen and is_target(name):
            seen.add(name)
            local, title = f"{row.local}.{name}", f"{row.title}.{name}"
            yield Row(MEMBER, local, title, row.line, anchor, row.digest)


def name_of(member: Row, row: Row) -> str:
    """Return the name of a member without that of its interface."""
    return member.local[len(row.local) + 1 :]


def member_row(target: Target, name: str) -> Row | None:
    """Return the row of the member called *name*, without regard to case if need be."""
    rows = {name_of(row, target.row): row for row in member_rows(target.row)}
    if name in rows:
        return rows[name]
    return next((row for n, row in rows.items() if n.casefold() == name.casefold()), None)
