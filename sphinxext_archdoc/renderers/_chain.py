"""One renderer after the other, and the memory of what they made.

A picture is made once for each distinct source and kept in a folder, under a name that is made
of all that it depends on. Renderers that run beside themselves begin as soon as a source is
known (:meth:`Chain.prepare`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc.renderers._outcomes import Deferred, Failure, Options, Outcome, Picture

if TYPE_CHECKING:
    from sphinxext_archdoc.renderers import Renderer

EDITION = 2
"""Counts the ways in which the same program's picture was made clean differently."""
LARGEST = 50_000
"""Characters of a source that is rendered; mermaid itself refuses more, in browsers too."""


class Chain:
    """Renderers in the order in which they are asked, and their pictures."""

    def __init__(self, renderers: Iterable[Renderer], options: Options, folder: Path) -> None:
        """Keep pictures in *folder*, which is made when the first one is."""
        self.options = options
        self.folder = folder
        self.rendered = 0
        """How many pictures were made since, those that failed included."""
        self._renderers = tuple(renderers)
        self._versions: dict[str, str] = {}
        self._known: dict[str, Outcome] = {}
        self._begun: dict[str, Future[Outcome]] = {}
        self._pool: ThreadPoolExecutor | None = None

    @property
    def absent(self) -> tuple[str, ...]:
        """Names of the renderers that are not installed."""
        return tuple(r.NAME for r in self._renderers if not self._version(r))

    def prepare(self, source: str) -> None:
        """Begin with *source*, where that is done beside other work."""
        first = next((r for r in self._renderers if self._version(r)), None)
        if first is None or first.WORKERS < 2 or source in self._begun:
            return
        if self._pool is None:
            self._pool = ThreadPoolExecutor(first.WORKERS)
        self._begun[source] = self._pool.submit(self._outcome, source)

    def outcome(self, source: str) -> Outcome:
        """Return the picture of *source* by the first renderer that makes one.

        When none does it is the first failure that is a mistake in the source, else the first
        one: what is wrong is not left to the browser. Without renderers it is a failure too.
        """
        if source not in self._known:
            begun = self._begun.pop(source, None)
            self._known[source] = begun.result() if begun else self._outcome(source)
        return self._known[source]

    def _outcome(self, source: str) -> Outcome:
        if len(source) > LARGEST:
            return Failure(message=f"it is longer than {LARGEST} characters")
        failures: list[Failure] = []
        for renderer in self._renderers:
            if not self._version(renderer):
                continue
            found = self._kept(renderer, source)
            if isinstance(found, Picture):
                return found
            mistake = next((f for f in failures if f.is_mistake), None)
            if isinstance(found, Deferred):
                return mistake or found
            failures.append(found)
        none = Failure(message="there is no renderer for it")
        return next((f for f in failures if f.is_mistake), failures[0] if failures else none)

    def _version(self, renderer: Renderer) -> str:
        if renderer.NAME not in self._versions:
            self._versions[renderer.NAME] = renderer.version(self.options)
        return self._versions[renderer.NAME]

    def _kept(self, renderer: Renderer, source: str) -> Outcome:
        """Return what *renderer* makes of *source*, from the folder if it is there."""
        parts = [EDITION, renderer.NAME, self._version(renderer), asdict(self.options), source]
        name = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
        path = self.folder / f"{name}.json"
        if (kept := _read(path)) is not None:
            return kept
        found = renderer.render(source, self.options)
        if not isinstance(found, Deferred):
            self.rendered += 1
            if isinstance(found, Picture) or found.is_lasting:
                _write(path, found)
        return found


def _read(path: Path) -> Outcome | None:
    try:
        values = json.loads(path.read_bytes())
        return Picture(**values) if "svg" in values else Failure(**values)
    except (OSError, ValueError, TypeError):
        return None


def _write(path: Path, outcome: Picture | Failure) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Another process may write the same.
    unfinished = path.with_name(f"{path.name}.{id(outcome):x}.part")
    unfinished.write_text(json.dumps(asdict(outcome)), encoding="utf-8")
    unfinished.replace(path)
