"""What commands that write into documents have in common."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_output

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Catalog, Workspace
    from sphinxext_archdoc.config import Settings
    from sphinxext_archdoc.editing.files import FileChange
    from sphinxext_archdoc.model import Decision, Package


def add_diff(parser: argparse.ArgumentParser) -> None:
    """Declare the option that shows what would be written."""
    parser.add_argument(
        "--diff", action="store_true", help="show the changes as a diff, and write nothing"
    )


@contextmanager
def only_one(root: Path, *, diff: bool = False) -> Iterator[None]:
    """Be the only command that changes the repository *root*; with *diff* nothing is changed.

    What is written is to be read in here too, so that two commands do not take one number.
    """
    from sphinxext_archdoc.loader.writing import alone

    if diff:
        yield
        return
    try:
        with alone(root):
            yield
    except BlockingIOError as error:
        message = "Another run is changing this repository; wait until it has ended."
        raise CommandError(message) from error


def finish(changes: Sequence[FileChange], settings: Settings, *, diff: bool) -> None:
    """Write *changes*, or with *diff* print them."""
    if diff:
        from sphinxext_archdoc.cli._diff import unified_diff

        write_output("".join(unified_diff(c.path, c.before, c.after) for c in changes))
        return
    from sphinxext_archdoc.editing.files import write_changes

    try:
        write_changes(settings.root, changes)
    except FileExistsError as error:
        raise CommandError(f"{_shown(error, settings)} is there already; it stays.") from error
    except OSError as error:
        raise CommandError(
            f"{_shown(error, settings)} cannot be written: {error.strerror}."
        ) from error


def _shown(error: OSError, settings: Settings) -> str:
    if error.filename is None:
        return "The file"
    return os.path.relpath(error.filename, settings.root).replace(os.sep, "/")


def decision_called(catalog: Catalog, reference: str, settings: Settings) -> Decision:
    """Return the decision that *reference* means: a key, or the path of its file.

    Raises CommandError for none, for several, and where others claim the same key.
    """
    from sphinxext_archdoc.model import Decision

    home = package_here(catalog.workspace, settings)
    if found := _in_file(catalog, reference, settings):
        return found
    package = home.name if home else "."
    entries = catalog.keys.lookup(reference, object_type="decision", package=package)
    if not entries:
        near = catalog.keys.nearest(reference, object_type="decision", package=package)
        hint = f" Do you mean {', '.join(near)}?" if near else ""
        raise CommandError(f"There is no decision {reference!r}.{hint}")
    claimants = catalog.keys.claimants(entries[0]) if len(entries) == 1 else entries
    if len(claimants) > 1:
        places = ", ".join(f"{e.record.key} ({e.path}:{e.line})" for e in claimants)
        raise CommandError(
            f"{reference!r} may mean {places}; give the whole key, or the path of the file."
        )
    record = entries[0].record
    assert isinstance(record, Decision)
    return record


def _in_file(catalog: Catalog, reference: str, settings: Settings) -> Decision | None:
    """Return the only decision of a file, when *reference* is the path of one."""
    from sphinxext_archdoc.model import Decision

    path = inside(Path(reference), settings)
    document = next((d for d in catalog.documents if d.path == path), None) if path else None
    if document is None:
        return None
    decisions = [r for r in document.records if isinstance(r, Decision)]
    return decisions[0] if len(decisions) == 1 else None


def inside(path: Path, settings: Settings) -> str | None:
    """Return *path* relative to the root; None when it is outside, or not there."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        real = (settings.root / path).resolve()
    if not real.is_relative_to(settings.root.resolve()) or not real.exists():
        return None
    return real.relative_to(settings.root.resolve()).as_posix()


def package_here(workspace: Workspace, settings: Settings) -> Package | None:
    """Return the package that the current folder is in; None outside of the repository."""
    here = inside(Path.cwd(), settings)
    return workspace.package_of("x" if here == "." else f"{here}/x") if here is not None else None
