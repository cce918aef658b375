"""``sphinx-archdoc export``: the catalogue, or decisions, in formats of others."""

from __future__ import annotations

import argparse
from pathlib import Path

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._filters import OF_DECISIONS, add_filters, check_filters
from sphinxext_archdoc.cli._output import write_output

NAME = "export"
HELP = "Write the catalogue as JSON, decisions for other tools, or chosen ones as a document."
EXAMPLES = """\
formats:
  json        all packages, records and findings; see --schema
  needs       decisions for sphinx-needs (needs.json)
  json-adr    decisions of one log as JSON-ADR
  atom        a feed of decisions
  log         a table of decisions in Markdown
  markdown    decisions or packages as a document in Markdown
  html        the same as one HTML file that loads nothing
  pdf         the same as PDF; needs sphinxext-archdoc[pdf]

examples:
  sphinx-archdoc export > catalogue.json
  sphinx-archdoc export --root ../shop --output build/catalogue.json
  sphinx-archdoc export --format pdf --output adr-7.pdf ADR-7
  sphinx-archdoc export --format html --output core.html @acme/core
  sphinx-archdoc export --format markdown core#2 core#3
  sphinx-archdoc export --format pdf --status accepted --since 2025 --output accepted.pdf
  sphinx-archdoc export --format log --output docs/decisions.md
  sphinx-archdoc export | jq -r '.decisions[] | [.key, .status, .title] | @tsv'
"""
CATALOGUE = "json"
DOCUMENTS = ("markdown", "html", "pdf")
FORMATS = (CATALOGUE, "needs", "json-adr", "atom", "log", *DOCUMENTS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.set_defaults(parser=parser)
    parser.add_argument(
        "what",
        nargs="*",
        metavar="WHAT",
        help="keys of decisions, paths of their files, or packages (default: all decisions)",
    )
    _repository.add_arguments(parser)
    parser.add_argument(
        "--format", choices=FORMATS, default=CATALOGUE, help=f"(default: {CATALOGUE})"
    )
    parser.add_argument("--schema", action="store_true", help="print the schema of json instead")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write to FILE instead of standard output"
    )
    parser.add_argument("--title", metavar="TEXT", help="title of a document or a feed")
    add_filters(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the export, or its schema."""
    if arguments.schema:
        write_output(schema_text(), arguments.output)
        return 0
    _check(arguments)
    if arguments.format == CATALOGUE:
        from sphinxext_archdoc.catalog.export import export, json_lines

        catalog = _repository.read_catalog(arguments)
        write_output("".join(json_lines(export(catalog))), arguments.output)
        return 0
    from sphinxext_archdoc.cli._exports import write_export

    write_export(arguments)
    return 0


def _check(arguments: argparse.Namespace) -> None:
    """End with a message about the usage where options do not go together."""
    parser: argparse.ArgumentParser = arguments.parser
    check_filters(arguments)
    used = [f"--{n}" for n in ("package", "text", *OF_DECISIONS) if getattr(arguments, n)]
    if arguments.format == CATALOGUE and (used or arguments.what):
        what = used[0] if used else arguments.what[0]
        parser.error(f"the catalogue is written whole, without {what}; choose another --format")
    if arguments.what and used:
        parser.error(f"{used[0]} is for all decisions; it does not go with {arguments.what[0]}")
    if arguments.title and arguments.format not in (*DOCUMENTS, "atom"):
        parser.error(f"--title is not for {arguments.format}")


def schema_text() -> str:
    """Return the JSON Schema of the export."""
    from importlib.resources import files

    return (files("sphinxext_archdoc") / "export.schema.json").read_text(encoding="utf-8")
