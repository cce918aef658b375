"""A link leads to a place that its document does not have.

The heading was renamed, or the anchor is that of another host. Anchors are compared by
their letters and digits, as hosts differ in the rest. Documents that are read are looked
into, and other Markdown and reStructuredText files that links lead to; places in code
(``#L10``) are not.

Breaks the rule, where the heading is *Decision 2: Availability is a calendar*:

.. code-block:: markdown

   See [decision 2](#decision-2-availability-is-a-number).

Keeps it:

.. code-block:: markdown

   See [decision 2](#decision-2-availability-is-a-calendar).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator

from sphinxext_archdoc.catalog import Catalog, Finding, PathLink, anchor_name, key_of
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.rules import Context, Options
from sphinxext_archdoc.rules._paths import DOCUMENTS, existing, links_of, target_of

CODE = "dead-anchor"
SEVERITY = Severity.ERROR
_COUNTED = re.compile(r"-?\d+$")
_OF_HOSTS = re.compile(r"(?:user-content-|markdown-header-)")
_NOT_OURS = re.compile(r"(?:L\d+|:~:|readme$|top$|!|/)", re.IGNORECASE)
"""Anchors that hosts make: lines, texts, pages that are made of scripts."""


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each anchor that does not exist."""
    anchors = _Anchors(catalog, context)
    for document, link in links_of(catalog):
        if "#" not in link.destination:
            continue
        target = target_of(document.path, link.destination)
        if target is None or not target[1] or _NOT_OURS.match(target[1]):
            continue
        path = existing(target[0], context.files)
        if path is None:
            continue
        known = anchors.of(path)
        if known is None or _has(known, target[1]) or anchors.has_record(path, target[1]):
            continue
        yield _finding(document.path, link, path, known)


def _has(known: Collection[str], anchor: str) -> bool:
    name = anchor_name(_OF_HOSTS.sub("", anchor))
    return name in known or anchor_name(_COUNTED.sub("", anchor)) in known


def _finding(source: str, link: PathLink, path: str, known: Collection[str]) -> Finding:
    anchor = link.destination.partition("#")[2]
    near = difflib.get_close_matches(anchor_name(anchor)[:200], sorted(known)[:_MOST], n=1)
    hint = f"; is {near[0]!r} meant" if near else ""
    where = "this document" if path == source else path
    start = link.column + link.destination.index("#") if link.column else 0
    return Finding(
        message=f"There is no #{anchor} in {where}{hint}; correct the link.",
        path=source,
        line=link.line,
        column=start,
        end_column=start + len(anchor) + 1 if start else 0,
        about=(path,) if path != source else (),
    )


_MOST = 200
"""How many anchors are compared to find one that is near."""


class _Anchors:
    """The anchors of files, each looked up once."""

    def __init__(self, catalog: Catalog, context: Context) -> None:
        self._catalog = catalog
        self._context = context
        self._found: dict[str, Collection[str] | None] = {
            d.path: frozenset(d.inspection.anchors)
            for d in catalog.documents
            if d.inspection is not None
        }
        self._records: dict[str, set[str]] = {}

    def of(self, path: str) -> Collection[str] | None:
        """Return the names of all anchors of a file; None when they are not known."""
        if path not in self._found:
            is_text = path.lower().endswith(DOCUMENTS)
            self._found[path] = self._context.find_anchors(path) if is_text else None
        return self._found[path]

    def has_record(self, path: str, anchor: str) -> bool:
        """Return whether *anchor* is what a site calls a record of the document at *path*."""
        if not anchor.startswith("arch-"):
            return False
        if not self._records:
            for entry in self._catalog.keys.entries:
                name = anchor_name(f"arch-{entry.object_type}-{key_of(entry)}")
                self._records.setdefault(entry.path, set()).add(name)
        return anchor_name(anchor) in self._records.get(path, ())
