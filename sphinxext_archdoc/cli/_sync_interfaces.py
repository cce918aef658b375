"""``sync --interfaces``: carry declarations of the source code to the documents that show them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli._editing import finish, only_one
from sphinxext_archdoc.cli._main import FAILED, CommandError
from sphinxext_archdoc.cli._output import write_output

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Workspace
    from sphinxext_archdoc.config import Settings
    from sphinxext_archdoc.editing.interfaces import Update


def run(settings: Settings, arguments: argparse.Namespace) -> int:
    """Write what differs, or say what would be written; return the exit status."""
    dry = arguments.diff or arguments.check
    if arguments.force or arguments.no_conflict:
        raise CommandError("--force and --no-conflict are about templates, not --interfaces.")
    with only_one(settings.root, diff=dry):
        updates = _updates(settings, arguments.names)
        failed = 0
        for update in updates:
            if not arguments.diff:
                write_output(_report(update))
            for left in update.left:
                place = f"{update.path}:{left.line}" if left.line else update.path
                print(f"{place}: {left.message}", file=sys.stderr)
            if update.change is not None and (arguments.diff or not dry):
                failed += not _finished(update, settings, diff=arguments.diff)
    written = sum(len(update.written) for update in updates)
    unwritten = sum(len(update.left) for update in updates)
    interfaces = "interface" if written == 1 else "interfaces"
    shown = f"{written} {interfaces} {'would be written' if dry else 'written'}"
    print(f"{shown}, {unwritten} left." if unwritten else f"{shown}.", file=sys.stderr)
    if failed:
        return FAILED
    return int(bool(unwritten and not arguments.diff) or bool(arguments.check and written))


def _updates(settings: Settings, names: Sequence[str]) -> list[Update]:
    from sphinxext_archdoc.diagnostics import Code
    from sphinxext_archdoc.editing.interfaces import Updates
    from sphinxext_archdoc.loader import default_cache, load_catalog

    catalog = load_catalog(settings, cache=default_cache(settings))
    for finding in catalog.diagnostics:
        if finding.code is Code.MISSING_EXTRA:
            print(f"{finding.path}: {finding.message}", file=sys.stderr)
    paths = _selected(catalog.workspace, [d.path for d in catalog.documents], names)
    return list(Updates(settings, catalog).of(paths))


def _selected(workspace: Workspace, documents: Sequence[str], names: Sequence[str]) -> set[str]:
    from sphinxext_archdoc.cli._sync_documents import documents_called

    chosen = set() if names else set(documents)
    for name in names:
        found = documents_called(name, workspace, documents)
        if not found:
            raise CommandError(f"There is no package and no document {name!r} to sync.")
        chosen.update(found)
    return chosen


def _report(update: Update) -> str:
    if not update.written:
        return ""
    lines = [
        f"  written {w.key} [line {w.line}] from {w.source.path}:{w.source.line}\n"
        for w in update.written
    ]
    return "".join([f"{update.path}\n", *lines])


def _finished(update: Update, settings: Settings, *, diff: bool) -> bool:
    """Write, or with *diff* show, the change of one document, and say when that fails."""
    from sphinxext_archdoc.editing import RefusedError

    assert update.change is not None
    try:
        finish([update.change], settings, diff=diff)
    except (CommandError, RefusedError) as error:
        print(f"{update.path}: error: {error}", file=sys.stderr)
        return False
    return True
