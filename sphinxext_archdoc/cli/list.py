"""``sphinx-archdoc list``: what there is, as a table, JSON or CSV."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._filters import (
    OF_DECISIONS,
    add_filters,
    check_filters,
    selection_of,
)
from sphinxext_archdoc.cli._output import write_output

if TYPE_CHECKING:
    from sphinxext_archdoc.cli._listings import Listing

NAME = "list"
HELP = "List decisions, packages, interfaces, components, technologies, rules or codes."
EXAMPLES = """\
examples:
  sphinx-archdoc list
  sphinx-archdoc list --status accepted,proposed --since 2024-06 --package @acme/core
  sphinx-archdoc list --explain --text cache
  sphinx-archdoc list technologies --format csv > technologies.csv
  sphinx-archdoc list codes
"""
OF_THE_PROGRAM = ("rules", "codes")
"""What is the same for all repositories."""
SUBJECTS = (
    *("decisions", "packages", "interfaces", "components", "technologies"),
    *OF_THE_PROGRAM,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.set_defaults(parser=parser)
    parser.add_argument(
        "what",
        nargs="?",
        choices=SUBJECTS,
        default=SUBJECTS[0],
        metavar="WHAT",
        help=f"{', '.join(SUBJECTS)} (default: {SUBJECTS[0]})",
    )
    _repository.add_arguments(parser)
    parser.add_argument(
        "--format", choices=["table", "json", "csv"], default="table", help="(default: table)"
    )
    decisions = add_filters(parser)
    decisions.add_argument(
        "--explain",
        action="store_true",
        help="say for each file how it was read, and for each value where it stands",
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the list."""
    _check(arguments)
    if arguments.what in OF_THE_PROGRAM:
        from sphinxext_archdoc.cli import _codes

        listing = _codes.codes() if arguments.what == "codes" else _codes.rules()
        write_output(_formatted(listing, arguments.format))
        return 0
    from sphinxext_archdoc.cli._explain import explained
    from sphinxext_archdoc.cli._listings import LISTINGS

    catalog = _repository.read_catalog(arguments)
    selection = selection_of(arguments, catalog.workspace)
    if arguments.explain:
        text = explained(catalog, selection, as_json=arguments.format == "json")
    else:
        text = _formatted(LISTINGS[arguments.what](catalog, selection), arguments.format)
    write_output(text)
    return 0


def _formatted(listing: Listing, style: str) -> str:
    from sphinxext_archdoc.cli._tables import csv_text, table_text

    if style == "json":
        lines = ",\n ".join(json.dumps(item, ensure_ascii=False) for item in listing.data)
        return f"[{lines}]\n"
    if style == "csv":
        return csv_text(listing.header, listing.rows)
    return table_text(listing.header, listing.rows) or f"No {listing.name}.\n"


def _check(arguments: argparse.Namespace) -> None:
    """End with a message about the usage where options do not go together."""
    if arguments.what != "decisions":
        for name in (*OF_DECISIONS, "explain"):
            if getattr(arguments, name):
                arguments.parser.error(f"--{name} is for decisions only")
    if arguments.what in OF_THE_PROGRAM and arguments.package:
        arguments.parser.error(f"--package is not for {arguments.what}")
    if arguments.explain and arguments.format == "csv":
        arguments.parser.error("--explain is printed as text or JSON, not as CSV")
    check_filters(arguments)
