"""``sphinx-archdoc supersede``: write a decision that takes the place of another one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli import _new_decision, _repository
from sphinxext_archdoc.cli._editing import add_diff, decision_called, finish, only_one
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_output

if TYPE_CHECKING:
    from sphinxext_archdoc.cli._new_decision import Author
    from sphinxext_archdoc.editing.files import FileChange
    from sphinxext_archdoc.model import Decision, Package

NAME = "supersede"
HELP = "Write a decision that takes the place of another one, and say so in both."
EXAMPLES = """\
examples:
  sphinx-archdoc supersede ADR-7 "Cache in the browser"
  sphinx-archdoc supersede core#2 "Keep prices in one place" --status proposed --diff

The new decision goes where the old one is, in the form of the others there, and names it. The
old one becomes "superseded by" it, in the words and at the place of its own status.
"""
USUAL_STATUS = "accepted"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.add_argument("key", metavar="KEY", help="key of the old decision, or path of its file")
    parser.add_argument("title", metavar="TITLE", help="title of the new decision")
    _new_decision.add_arguments(parser, USUAL_STATUS)
    add_diff(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the new decision, and change the old one."""
    from sphinxext_archdoc.cli._new_decision import Author
    from sphinxext_archdoc.editing import RefusedError

    settings = _repository.read_settings(arguments)
    with only_one(settings.root, diff=arguments.diff):
        author = Author.of(arguments, settings)
        old = decision_called(author.catalog, arguments.key, settings)
        try:
            changes, new = _changes(author, old, arguments)
            finish(changes, settings, diff=arguments.diff)
        except RefusedError as error:
            raise CommandError(str(error)) from error
    if not arguments.diff:
        place = f"{new.location.path}:{new.location.line}"
        write_output(f"{author.key_of(new)}: {place} supersedes {old.key}\n")
    return 0


def _changes(
    author: Author, old: Decision, arguments: argparse.Namespace
) -> tuple[list[FileChange], Decision]:
    from sphinxext_archdoc.editing.files import FileChange
    from sphinxext_archdoc.editing.status import change_status
    from sphinxext_archdoc.editing.successors import Successor, successor_of
    from sphinxext_archdoc.editing.wording import wanted_status
    from sphinxext_archdoc.markup.source import decode

    config = author.settings.config
    wanted = wanted_status(arguments.status or USUAL_STATUS, config)
    package = _package(author, old, arguments)
    predecessor = successor_of(author.reader, old)
    if arguments.package is None and not (arguments.inline or arguments.file or arguments.folder):
        _stay(author, old, is_file=predecessor.is_file)
    made, new = author.write(author.home(package), arguments.title, wanted, [predecessor])
    if made.before is None:
        successor = Successor(decision=new, is_file=True)
    else:
        text, _diagnostics = decode(made.after, made.path)
        successor = successor_of(author.reader, new, text)
    same = made.path == old.location.path
    superseded = wanted_status("superseded", config)
    data = made.after if same else None
    changed = change_status(author.reader, old, superseded, successor, data)
    if same:
        return [FileChange(path=made.path, before=made.before, after=changed.after)], new
    change = FileChange(path=changed.path, before=changed.before, after=changed.after)
    return [made, change], new


def _package(author: Author, old: Decision, arguments: argparse.Namespace) -> Package:
    return author.package(arguments.package or old.package)


def _stay(author: Author, old: Decision, *, is_file: bool) -> None:
    """Ask for the place that the old decision is in."""
    path = old.location.path
    log = author.catalog.workspace.log_of(path)
    if log is not None:
        author.arguments.folder = str(author.settings.root / log.folder)
    author.arguments.inline = not is_file
