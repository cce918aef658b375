"""``sphinx-archdoc export``: the catalogue as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

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
    from sphinxext_archdoc.catalog.export import export

    catalog = _repository.read_catalog(arguments)
    write_output("".join(json_lines(export(catalog))), arguments.output)
    return 0


def schema_text() -> str:
    """Return the JSON Schema of the export."""
    from importlib.resources import files

    return (files("sphinxext_archdoc") / "export.schema.json").read_text(encoding="utf-8")


def json_lines(parts: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Yield a JSON object of *parts*, each item of a list on a line of its own."""
    separator = "{"
    for name, value in parts:
        yield f"{separator}{json.dumps(name)}: "
        yield json.dumps(value) if isinstance(value, int) else _json_list(value)
        separator = ",\n "
    yield "}\n"


def _json_list(items: Iterable[Any]) -> str:
    lines = ",\n  ".join(json.dumps(item, ensure_ascii=False) for item in items)
    return f"[\n  {lines}]" if lines else "[]"
