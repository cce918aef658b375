"""The lock file: what each document is in step with.

A JSON object, the same bytes for the same contents:

``version``
    1.
``templates``
    By hash, the versions of templates that documents are in step with: the ``path`` of the
    template (empty for the one that ships with the extension), and the hash of the text of
    each of its ``sections``.
``documents``
    By path, the hash of the version of its template that a document last saw. Together with
    ``templates`` that is, for each section, the hash of the text last synced; it is written
    down once for all documents that share it.

``.archdoc/templates`` holds the texts, each in a file that is called by its hash.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sphinxext_archdoc.templates.versions import Version

FOLDER = ".archdoc"
LOCK = f"{FOLDER}/lock.json"
"""Path of the lock file, relative to the root."""
TEXTS = f"{FOLDER}/templates"
"""Folder of the texts of templates."""
PENDING = f"{FOLDER}/pending.json"
"""What a run is about to write; there only while one is under way, or after it was killed."""
_VERSION = 1
HASH = re.compile(r"[0-9a-f]{8,64}")


class LockError(ValueError):
    """A lock file is none; the message says what is wrong with it, as the end of a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedTemplate:
    """A version of a template that documents are in step with."""

    path: str
    sections: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What documents are in step with."""

    templates: Mapping[str, LockedTemplate] = field(default_factory=dict)
    """By hash."""
    documents: Mapping[str, str] = field(default_factory=dict)
    """Hash by path."""

    def synced(self, paths: Iterable[str], version: Version, path: str) -> Lock:
        """Return the lock with the documents *paths* in step with *version* of template *path*."""
        documents = {**self.documents, **dict.fromkeys(paths, version.hash)}
        template = LockedTemplate(path=path, sections=version.sections)
        return replace(
            self, documents=documents, templates={**self.templates, version.hash: template}
        )

    def without(self, paths: Iterable[str]) -> Lock:
        """Return the lock without the documents *paths*."""
        gone = set(paths)
        return replace(self, documents={p: h for p, h in self.documents.items() if p not in gone})

    def pruned(self) -> Lock:
        """Return the lock without versions that no document is in step with."""
        used = set(self.documents.values())
        return replace(self, templates={h: t for h, t in self.templates.items() if h in used})

    def text(self) -> str:
        """Return the contents of the lock file."""
        data = {
            "version": _VERSION,
            "templates": {
                hash: {"path": template.path, "sections": dict(template.sections)}
                for hash, template in self.templates.items()
            },
            "documents": dict(self.documents),
        }
        return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_lock(text: str) -> Lock:
    """Return the lock that the contents of a lock file are. Raises LockError."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise LockError(f"is no JSON ({error})") from error
    if not isinstance(data, dict) or data.get("version") != _VERSION:
        raise LockError(f"is of another version than {_VERSION}")
    templates, documents = data.get("templates", {}), data.get("documents", {})
    if not (isinstance(templates, dict) and all(map(_is_template, templates.items()))):
        raise LockError("has templates that are none")
    if not (isinstance(documents, dict) and all(map(_is_hash, documents.values()))):
        raise LockError("has documents that are none")
    return Lock(
        templates={
            h: LockedTemplate(path=t["path"], sections=t["sections"]) for h, t in templates.items()
        },
        documents=documents,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A document that a run was about to write."""

    version: str
    """Hash of the version of the template that it would be in step with."""
    contents: str
    """What the new contents are known by: see :func:`contents_hash`."""


def contents_hash(data: bytes) -> str:
    """Return what the contents of a file are known by."""
    return hashlib.sha256(data).hexdigest()


def pending_text(pending: Mapping[str, Pending]) -> str:
    """Return the contents of the file of what is about to be written, by path."""
    data = {path: [entry.version, entry.contents] for path, entry in pending.items()}
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_pending(text: str) -> Mapping[str, Pending]:
    """Return what a run was about to write; nothing when *text* does not say."""
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    entries = data.items() if isinstance(data, dict) else ()
    return {
        path: Pending(version=entry[0], contents=entry[1])
        for path, entry in entries
        if isinstance(entry, list) and len(entry) == 2 and all(map(_is_hash, entry))
    }


def _is_template(entry: tuple[str, Any]) -> bool:
    hash, template = entry
    if not (_is_hash(hash) and isinstance(template, dict)):
        return False
    sections = template.get("sections")
    return (
        isinstance(template.get("path"), str)
        and isinstance(sections, dict)
        and all(isinstance(value, str) for value in sections.values())
    )


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and HASH.fullmatch(value) is not None
