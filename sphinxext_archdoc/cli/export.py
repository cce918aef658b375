"""``sphinx-archdoc export``: the catalogue as JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._output import write_output

NAME = "export"
HELP = "Write all packages, records and findings of a repository as JSON."
EXAMPLES = """\
examples:
  sphinx-archdoc export > catalogue.json
  sphinx-archdoc export --root ../shop --output build/catalogue.json
  sphinx-archdoc export --schema
  sphinx-archdoc export | jq -r '.decisions[] | [.key, .status, .title] | @tsv'
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    _repository.add_arguments(parser)
    parser.add_argument("--format", choices=["json"], default="json", help="(default: json)")
    parser.add_argument("--schema", action="store_true", help="print the JSON Schema instead")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write to FILE instead of standard output"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the export, or its schema."""
    if arguments.schema:
        write_output(schema_text(), arguments.output)
        return 0
    from sphinxext_archdoc.catalog.export import export, json_lines

    catalog = _repository.read_catalog(arguments)
    write_output("".join(json_lines(export(catalog))), arguments.output)
    return 0


def schema_text() -> str:
    """Return the JSON Schema of the export."""
    from importlib.resources import files

    return (files("sphinxext_archdoc") / "export.schema.json").read_text(encoding="utf-8")
