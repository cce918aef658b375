"""``sphinx-archdoc status``: give a decision another status, where it is written."""

from __future__ import annotations

import argparse

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._editing import add_diff, decision_called, finish, only_one
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_output

NAME = "status"
HELP = "Give a decision another status, at the place and in the words of its record."
EXAMPLES = """\
examples:
  sphinx-archdoc status core#2 accepted
  sphinx-archdoc status docs/adr/0007-edge-cache.md deprecated --diff
  sphinx-archdoc status ADR-7 superseded --by ADR-12

The status is changed in front matter, list, line, section, table or heading, wherever the
record has it, and in its language; every other byte of the file stays. Where that cannot be
done without changing something else, nothing is written, and the exit status is 2.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.set_defaults(parser=parser)
    parser.add_argument("key", metavar="KEY", help="key of the decision, or path of its file")
    parser.add_argument(
        "status",
        metavar="STATUS",
        help="draft, proposed, accepted, implemented, deferred, rejected, deprecated, superseded, "
        "or another word for one of them",
    )
    parser.add_argument("--by", metavar="KEY", help="the decision that supersedes it")
    add_diff(parser)
    _repository.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """Change the status, and say what was done."""
    from sphinxext_archdoc.editing import RefusedError
    from sphinxext_archdoc.editing.files import FileChange
    from sphinxext_archdoc.editing.status import change_status
    from sphinxext_archdoc.editing.successors import successor_of
    from sphinxext_archdoc.editing.wording import wanted_status
    from sphinxext_archdoc.loader import Reader
    from sphinxext_archdoc.model import Status

    settings = _repository.read_settings(arguments)
    try:
        wanted = wanted_status(arguments.status, settings.config)
        if arguments.by and wanted.status is not Status.SUPERSEDED:
            arguments.parser.error("--by is for superseded only")
        with only_one(settings.root, diff=arguments.diff):
            catalog = _repository.read_catalog(arguments, settings)
            decision = decision_called(catalog, arguments.key, settings)
            reader = Reader(settings, catalog.workspace)
            successor = None
            if arguments.by:
                successor = successor_of(reader, decision_called(catalog, arguments.by, settings))
            changed = change_status(reader, decision, wanted, successor)
            change = FileChange(path=changed.path, before=changed.before, after=changed.after)
            finish([change], settings, diff=arguments.diff)
    except RefusedError as error:
        raise CommandError(str(error)) from error
    if not arguments.diff:
        now = changed.decision.status
        was = decision.status.value.value
        said = f"{was} → {now.value.value}" if changed.before != changed.after else f"is {was}"
        write_output(f"{decision.key}: {said} ({changed.path}:{now.line})\n")
    return 0
