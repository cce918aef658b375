"""Documents whose template changed since they were last brought in step with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from sphinxext_archdoc.catalog import Catalog, Finding
from sphinxext_archdoc.checking.files import RepositoryFiles
from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.model import Template
from sphinxext_archdoc.rules.template_behind import CODE
from sphinxext_archdoc.templates.lock import LOCK, LockedTemplate, LockError, read_lock
from sphinxext_archdoc.templates.reading import shared_templates
from sphinxext_archdoc.templates.versions import HEAD, Version, version_of

_MOST_NAMES = 3
"""Sections that a message names."""


def behind_findings(
    catalog: Catalog, settings: Settings, files: RepositoryFiles
) -> Iterator[Finding]:
    """Yield a finding for each document of the lock file that saw another template than today's.

    It is about the whole document, also one that is no document of a package.
    """
    if not files.exists(LOCK):
        return
    try:
        lock = read_lock(files.text(LOCK))
    except LockError as error:
        message = f"The lock file {error}; restore it, or delete it to begin without a base."
        yield Finding(code=CODE, message=message, path=LOCK)
        return
    now = {t.path: (t, version_of(document)) for t, document in shared_templates(settings)[0]}
    chosen = {document.path: document.template for document in catalog.documents}
    for path, hash in sorted(lock.documents.items()):
        was = lock.templates.get(hash)
        found = now.get(chosen.get(path, "")) or (now.get(was.path) if was else None)
        if found and found[1].hash != hash and files.exists(path):
            yield _finding(path, was, *found)


def _finding(path: str, was: LockedTemplate | None, template: Template, now: Version) -> Finding:
    title = template.path or "that ships with the extension"
    changed = _changed(was, now, {spec.name: spec.heading for spec in template.sections})
    message = f"The template {title} changed since{changed}; run sphinx-archdoc sync."
    about = (template.path,) if template.path else ()
    return Finding(code=CODE, message=message, path=path, about=about)


def _changed(was: LockedTemplate | None, now: Version, headings: Mapping[str, str]) -> str:
    """Return which sections changed, as the end of a clause; empty where that is not known."""
    if was is None:
        return ""
    names = [n for n, mark in now.sections.items() if was.sections.get(n) != mark]
    names += sorted(was.sections.keys() - now.sections.keys())
    shown = ["its beginning" if n == HEAD else headings.get(n, n) for n in names]
    if not shown:
        return ""
    more = len(shown) - _MOST_NAMES
    tail = f" and {more} more" if more > 0 else ""
    return f" ({', '.join(islice(shown, _MOST_NAMES))}{tail})"
