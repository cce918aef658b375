"""``sphinx-archdoc affected``: what a change touches."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_output

NAME = "affected"
HELP = "List the decisions, interfaces and packages that a change touches."
EXAMPLES = """\
examples:
  sphinx-archdoc affected --since origin/main
  sphinx-archdoc affected --since HEAD~1 --format json
  sphinx-archdoc affected --since "$BASE" --format markdown --output comment.md

A decision is touched by a change of its own text, of a file or folder that it links to, and of
a file with a mark that names it in a comment: "adr: core#2". An interface is touched by a
change of its own text, and of the source code in its package that declares it.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.add_argument(
        "--since",
        metavar="REF",
        required=True,
        help="what was changed since the current branch left the commit REF, committed or not",
    )
    parser.add_argument(
        "--format", choices=["table", "json", "markdown"], default="table", help="(default: table)"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write to FILE instead of standard output"
    )
    _repository.add_arguments(parser)


def run(arguments: argparse.Namespace) -> int:
    """List what is touched; marks that name nothing go to standard error."""
    from sphinxext_archdoc.cli._affected import affected_by
    from sphinxext_archdoc.cli._affected_output import as_json, as_markdown, as_table
    from sphinxext_archdoc.cli._base import base_branch
    from sphinxext_archdoc.cli._changes import changes_since

    settings = _repository.read_settings(arguments)
    changes = changes_since(settings.root, arguments.since)
    base = base_branch(settings.root, arguments.since)
    if base is None:
        raise CommandError(f"git knows no commit {arguments.since!r}.")
    fork = base.fork()
    touched = changes.touched | frozenset(fork.changed_files())
    catalog = _repository.read_catalog(arguments, settings)
    affected = affected_by(catalog, settings, changes, touched, fork)
    for finding in affected.diagnostics:
        place = f"{finding.path}:{finding.line}"
        print(f"{place}: {finding.severity} {finding.code} {finding.message}", file=sys.stderr)
    if arguments.format == "json":
        text = as_json(affected, arguments.since)
    elif arguments.format == "markdown":
        text = as_markdown(affected, catalog.repository)
    else:
        text = as_table(affected)
    write_output(text, arguments.output)
    return 0
