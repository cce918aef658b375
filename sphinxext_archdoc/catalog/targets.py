"""Finding the decision that a relation refers to.

A reference is the destination of a link (relative to the file, absolute from the root, or
the address of the repository itself, each with or without ``#anchor``), a file's name, a
key, an id or a number, ``log:0012``, ``package/slug``, or a title.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic
from urllib.parse import unquote, urlsplit

from sphinxext_archdoc.catalog.keys import KeyIndex
from sphinxext_archdoc.catalog.names import Named, T, key_of
from sphinxext_archdoc.model import slugify

DECISION = "decision"
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?:mailto|urn|doi):", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:md|markdown|mdx|rst|txt|html?)$", re.IGNORECASE)
_SUFFIXES = ("", ".md", ".rst", "/README.md", "/index.md", "/README.rst", "/index.rst")
_FORGE = re.compile(r"/?(?:-/)?(?:blob|tree|raw|edit|blame|src)/(?:(?:branch|tag|commit)/)?")
_IN_LOG = re.compile(r"([\w@./-]+):\s*(\S.*)")
_NUMBERED_ANCHOR = re.compile(r"(?:[^\W\d]+-){0,3}0*(\d{1,9})(?:-(.+))?")
_LABEL = re.compile(r"\[([^\[\]]+)\]\(\s*<?$|`([^`<]+)<$")
_MOST_REF_PARTS = 3
"""How many parts the name of a branch or tag may have."""
_NUMBERED_TITLE = re.compile(r"((?:[^\W\d_]+[\s_-]*)?\d{1,9})\s*[.:)–—-]?\s+(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """Where the repository can be seen: its address, and the branch or tag of its pages."""

    url: str = ""
    ref: str = ""

    def path_of(self, url: str) -> str | None:
        """Return the path, with its anchor, that *url* shows; None when it is elsewhere.

        >>> shop = Repository(url="https://github.com/acme/shop", ref="main")
        >>> shop.path_of("https://github.com/acme/shop/blob/main/docs/adr/0007-cdn.md")
        'docs/adr/0007-cdn.md'
        """
        home = self.url.rstrip("/").removesuffix(".git")
        if not home or not url.casefold().startswith(home.casefold() + "/"):
            return None
        match = _FORGE.match(url, len(home))
        if match is None:
            return None
        rest = url[match.end() :]
        if self.ref and rest.startswith(self.ref + "/"):
            return rest[len(self.ref) + 1 :]
        return rest.partition("/")[2] or None


@dataclass(frozen=True, slots=True)
class Finding(Generic[T]):
    """What a reference was found to mean."""

    target: T | None = None
    """The decision that is meant, when it is one."""
    candidates: Sequence[T] = ()
    """All that may be meant: several when the target is unsure."""


class TargetFinder(Generic[T]):
    """Finds decisions by what relations say of them."""

    def __init__(self, decisions: Iterable[T], index: KeyIndex[T], repository: Repository) -> None:
        self._index = index
        self._repository = repository
        self._files: defaultdict[str, list[T]] = defaultdict(list)
        for decision in decisions:
            self._files[decision.path].append(decision)
        self._folded = {path.casefold(): path for path in self._files}
        self._anchors: dict[str, _Anchors[T]] = {}

    def is_elsewhere(self, reference: str) -> bool:
        """Return whether *reference* leads to another site."""
        return bool(_URL.match(reference)) and self._repository.path_of(reference) is None

    def leads_into_a_log(self, source: Named, reference: str) -> bool:
        """Return whether *reference* is a link to a document in the folder of *source*'s log."""
        log = self._index.workspace.log_of(source.path)
        path = _path_of(source.path, reference.partition("#")[0])
        in_log = log is not None and f"./{path}".startswith(posixpath.join(".", log.folder, ""))
        return in_log and bool(_SUFFIX.search(path))

    def find(self, source: Named, reference: str, text: str = "") -> Finding[T]:
        """Return what *reference*, written in *source*, means.

        A link means what it leads to, whatever claims the same key; one that leads nowhere
        means what its label in *text*, the statement as written, says. A key that several
        decisions claim means the first of them.
        """
        reference = reference.strip().removeprefix("<").removesuffix(">").strip()
        if _URL.match(reference):
            path = self._path_shown_at(source, reference)
            linked = self._linked(source, f"/{path}") if path else ()
            return _finding_of(linked, linked)
        if linked := self._linked(source, reference):
            return _finding_of(linked, linked)
        names = [*_readings(reference), *_label_readings(reference, text)]
        for name in names:
            if found := self._lookup(source, name):
                claimants = self._index.claimants(found[0]) if len(found) == 1 else found
                return _finding_of(found, claimants)
        return Finding()

    def _path_shown_at(self, source: Named, url: str) -> str | None:
        """Return the path of this repository that *url* shows.

        Where the address of the repository is not known, that is a path under which the log
        of *source* has a file.
        """
        if self._repository.url:
            return self._repository.path_of(url)
        log = self._index.workspace.log_of(source.path)
        match = _FORGE.search(urlsplit(url).path)
        if log is None or match is None:
            return None
        parts = unquote(urlsplit(url).path[match.end() :]).split("/")
        ends = ("/".join(parts[n:]) for n in range(1, min(len(parts), _MOST_REF_PARTS + 1)))
        return next((path for path in ends if self._index.workspace.log_of(path) is log), None)

    def _linked(self, source: Named, reference: str) -> Sequence[T]:
        """Follow *reference* as a link; a path that leads nowhere may still name a file."""
        target, _, anchor = reference.partition("#")
        if not target:
            return self._anchored(source.path, anchor)
        path = self._existing(_path_of(source.path, target))
        if path is None:
            return ()
        if anchor and (found := self._anchored(path, anchor)):
            return found
        is_file = self._index.workspace.log_of(path) is not None
        return tuple(self._files[path]) if is_file else ()

    def _existing(self, path: str) -> str | None:
        base = _SUFFIX.sub("", path)
        for candidate in (path, *(base + suffix for suffix in _SUFFIXES)):
            if candidate in self._files:
                return candidate
        return self._folded.get(path.casefold())

    def _anchored(self, path: str, anchor: str) -> Sequence[T]:
        if path not in self._files or not anchor:
            return ()
        if path not in self._anchors:
            self._anchors[path] = _Anchors(self._files[path])
        return self._anchors[path].find(unquote(anchor))

    def _lookup(self, source: Named, name: str) -> Sequence[T]:
        return self._index.lookup(
            name, object_type=DECISION, package=source.package, path=source.path
        )


def _finding_of(found: Sequence[T], candidates: Sequence[T]) -> Finding[T]:
    return Finding(found[0] if len(found) == 1 else None, candidates)


class _Anchors(Generic[T]):
    """The decisions of one file by the anchors that their headings get."""

    def __init__(self, decisions: Iterable[T]) -> None:
        self._titles: defaultdict[str, list[T]] = defaultdict(list)
        self._numbers: defaultdict[int, list[T]] = defaultdict(list)
        self._both: defaultdict[tuple[int | None, str], list[T]] = defaultdict(list)
        for decision in decisions:
            title = _squashed(decision.title)
            self._titles[title].append(decision)
            self._titles[_squashed(f"arch-{DECISION}-{key_of(decision)}")].append(decision)
            self._both[decision.number, title].append(decision)
            if decision.number is not None:
                self._numbers[decision.number].append(decision)

    def find(self, anchor: str) -> Sequence[T]:
        """Return the decisions whose heading has *anchor*: ``decision-2-title`` or ``title``."""
        if found := self._titles.get(_squashed(anchor)):
            return found
        match = _NUMBERED_ANCHOR.fullmatch(slugify(anchor))
        if match is None:
            return ()
        number, title = int(match[1]), _squashed(match[2] or "")
        both, titled = self._both.get((number, title), []), self._titles.get(title, [])
        return both or titled or self._numbers.get(number, [])


def _squashed(text: str) -> str:
    """Return letters and digits of *text* alone: hosts differ in what they do with the rest."""
    return slugify(text).replace("-", "")


def _path_of(source: str, target: str) -> str:
    """Return the path, relative to the root, that the link *target* in *source* leads to."""
    target = unquote(target.partition("?")[0]).replace("\\", "/")
    folder = "" if target.startswith("/") else posixpath.dirname(source)
    return posixpath.normpath(posixpath.join(folder, target.lstrip("/") or "."))


def _readings(reference: str) -> list[str]:
    """Return the keys, ids and names that *reference* may be, the likeliest first."""
    name = _SUFFIX.sub("", unquote(reference).rstrip(" .,;:/"))
    readings = [name]
    if "/" in name and "#" not in name:
        scope, _, local = name.rpartition("/")
        readings += [local] if _SUFFIX.search(reference) else [f"{scope}#{local}", local]
    elif match := _IN_LOG.fullmatch(name):
        readings += [f"{match[1]}#{match[2]}", match[2]]
    elif match := _NUMBERED_TITLE.fullmatch(name):
        readings += [match[2], match[1]]
    return readings


def _label_readings(reference: str, text: str) -> list[str]:
    """Return the names that the label of the link to *reference* in *text* may be."""
    match = _LABEL.search(text[: max(text.find(reference), 0)])
    return _readings(match[1] or match[2]) if match else []
