"""``sphinx-archdoc sync``: carry the shared templates to the documents that follow them."""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._main import FAILED, CommandError

if TYPE_CHECKING:
    from sphinxext_archdoc.cli._sync_documents import Outcome, Synchroniser
    from sphinxext_archdoc.config import Settings

NAME = "sync"
HELP = "Carry the shared templates to the documents of packages, section by section."
EXAMPLES = """\
Sections that are new in a template are inserted, renamed ones renamed, those that are gone
removed, or marked when somebody wrote in them; what changed in its texts is merged. What a
person wrote stays where it is. Where both changed the same lines, the usual conflict marks
are left in the file. Documents are in step with what .archdoc/lock.json says.

examples:
  sphinx-archdoc sync --diff
  sphinx-archdoc sync
  sphinx-archdoc sync @acme/core 'apps/*' --no-conflict
  sphinx-archdoc sync --check
  sphinx-archdoc sync --interfaces --diff

exit status: 0 all is in step, 1 conflicts are left or --check found what would change,
2 something could not be done
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="a package, a document, or a glob of either (default: all)",
    )
    _repository.add_root(parser)
    parser.add_argument("--diff", action="store_true", help="print a diff and write nothing")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, end with 1 if something would change"
    )
    parser.add_argument(
        "--no-conflict",
        action="store_true",
        help="leave files alone in which there would be a conflict",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="also insert sections into documents that hardly follow their template",
    )
    parser.add_argument(
        "--interfaces",
        action="store_true",
        help="leave templates alone; write what the source code declares into the code of "
        "documents that shows something else",
    )


def run(arguments: argparse.Namespace) -> int:
    """Bring documents in step, or say what would be done."""
    from sphinxext_archdoc.loader import collect_rarely
    from sphinxext_archdoc.loader.writing import alone

    collect_rarely()
    settings = _repository.read_settings(arguments)
    if arguments.interfaces:
        from sphinxext_archdoc.cli import _sync_interfaces

        return _sync_interfaces.run(settings, arguments)
    if arguments.diff or arguments.check:
        return _Run(settings, arguments).dry()
    try:
        with alone(settings.root):
            return _Run(settings, arguments).wet()
    except BlockingIOError as error:
        hint = f"; {error.strerror}" if error.errno is None else ""
        message = f"Another run is changing this repository; wait until it has ended{hint}."
        raise CommandError(message) from error


class _Run:
    """One run of the command."""

    def __init__(self, settings: Settings, arguments: argparse.Namespace) -> None:
        from sphinxext_archdoc.cli._sync_documents import Synchroniser
        from sphinxext_archdoc.cli._sync_store import Store
        from sphinxext_archdoc.loader import load_workspace

        self.arguments = arguments
        self.root = settings.root
        self.store = Store(settings.root)
        workspace = load_workspace(settings)
        self.sync: Synchroniser = Synchroniser(
            settings, workspace, self.store, force=arguments.force
        )
        self.written = self.sync.lock.text()
        self.sync.repair()
        self.paths: Sequence[str] = self.sync.selected(arguments.names)
        self.lock = self.sync.lock
        if not arguments.names:
            self.lock = self.lock.without(set(self.lock.documents) - set(self.paths))
        self.changed = self.conflicts = self.left = self.errors = 0
        for finding in (*settings.diagnostics, *self.sync.diagnostics):
            print(f"{finding.path}: {finding.message}", file=sys.stderr)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what is to be done to each document, and report it."""
        from sphinxext_archdoc.cli._sync_report import report

        progress = _repository.Progress()
        for number, path in enumerate(self.paths):
            if sys.stderr.isatty():
                progress(number, len(self.paths))
            outcome = self.sync.outcome(path)
            progress.end()
            if outcome.error:
                self.complain(path, outcome.error)
                continue
            if not self.arguments.diff:
                for line in report(outcome):
                    print(line)
            yield outcome

    def dry(self) -> int:
        """Say what would be done."""
        from sphinxext_archdoc.cli._diff import unified_diff

        for outcome in self.outcomes():
            if self.is_left(outcome):
                continue
            if self.arguments.diff:
                sys.stdout.write(unified_diff(outcome.path, outcome.before, outcome.after))
            self.changed += outcome.after != outcome.before
            self.count(outcome)
        would_change = self.changed or self.lock.pruned().text() != self.written
        found = self.arguments.check and (would_change or self.conflicts or self.left)
        return self.ended("would change", found=bool(found))

    def wet(self) -> int:
        """Write what is to be written: what will be, the documents, what they are in step with."""
        outcomes = [outcome for outcome in self.outcomes() if not self.is_left(outcome)]
        try:
            self.announce(outcomes)
            for outcome in outcomes:
                if self.write(outcome):
                    self.count(outcome)
        finally:
            # Also when it ends early: what was written is in step.
            self.write_lock()
        return self.ended("changed", found=bool(self.conflicts or self.left))

    def announce(self, outcomes: Sequence[Outcome]) -> None:
        """Keep the texts of templates, and note what is about to be written."""
        from sphinxext_archdoc.templates.lock import Pending, contents_hash

        synced = [(o, o.template.version) for o in outcomes if o.is_synced and o.template]
        try:
            for version in {version.hash: version for _outcome, version in synced}.values():
                self.store.keep(version)
            self.store.write_pending(
                {
                    outcome.path: Pending(
                        version=version.hash, contents=contents_hash(outcome.after)
                    )
                    for outcome, version in synced
                    if outcome.after != outcome.before
                }
            )
        except OSError as error:
            message = f".archdoc cannot be written: {error.strerror}; nothing was changed."
            raise CommandError(message) from error

    def is_left(self, outcome: Outcome) -> bool:
        """Return whether a file is left alone because of its conflicts, and say so."""
        if not (self.arguments.no_conflict and outcome.plan.conflicts):
            return False
        self.left += 1
        message = "it is left alone, as there would be conflicts"
        print(f"{outcome.path}: {message}", file=sys.stderr)
        return True

    def count(self, outcome: Outcome) -> None:
        """Note what became of a document."""
        self.conflicts += bool(outcome.conflict or outcome.plan.conflicts)
        if outcome.is_synced and outcome.template:
            template = outcome.template
            self.lock = self.lock.synced([outcome.path], template.version, template.template.path)

    def write(self, outcome: Outcome) -> bool:
        """Write a document, if it changes, and return whether that could be done."""
        from sphinxext_archdoc.loader.writing import clean_up, replace_file

        path = self.root / outcome.path
        if outcome.after == outcome.before:
            return True
        try:
            clean_up(path)
            replace_file(path, outcome.after)
        except OSError as error:
            self.complain(outcome.path, f"It cannot be written: {error.strerror}; it is as it was.")
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
                raise CommandError(f"The rest was not tried: {error.strerror}.") from error
            return False
        self.changed += 1
        return True

    def write_lock(self) -> None:
        """Write down what documents are in step with."""
        lock = self.lock.pruned()
        try:
            if lock.documents or self.sync.lock.documents:
                if lock.text() != self.written:
                    self.store.write_lock(lock)
                # Also without a change: the last run may have been killed before it.
                self.store.forget(lock)
            self.store.write_pending({})
        except OSError as error:
            message = f".archdoc/lock.json cannot be written: {error.strerror}; run it again."
            raise CommandError(message) from error

    def complain(self, path: str, message: str) -> None:
        """Say what could not be done."""
        self.errors += 1
        print(f"{path}: error: {message}", file=sys.stderr)

    def ended(self, what: str, *, found: bool) -> int:
        """Say how it went and return the exit status."""
        parts = [f"{self.changed} of {len(self.paths)} documents {what}"]
        parts += [f"{self.conflicts} with conflicts"] if self.conflicts else []
        parts += [f"{self.left} left because of conflicts"] if self.left else []
        parts += [f"{self.errors} could not be done"] if self.errors else []
        print(f"{', '.join(parts)}.", file=sys.stderr)
        return FAILED if self.errors else int(found)
