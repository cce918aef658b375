"""Finding the commands, parsing the command line, and ending as a command should."""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from sphinxext_archdoc import __version__

DESCRIPTION = "Architecture documents and decision records of every package of a monorepo."
EPILOG = """\
examples:
  sphinx-archdoc init
  sphinx-archdoc check
  sphinx-archdoc new decision "Cache at the edge" --package core
  sphinx-archdoc list --status proposed

sphinx-archdoc COMMAND --help tells more, with examples.
"""
FAILED = 2
"""Exit status of a command that could not do its work."""


class CommandError(Exception):
    """A command cannot do its work; the message says why, in one sentence."""


class Command(Protocol):
    """A module that is a command."""

    NAME: str
    HELP: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the options of the command."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work and return the exit status."""


def commands(asked: str = "") -> list[Command]:
    """Return all commands by name, or only the one that is *asked* for, if there is such a one."""
    folder = str(Path(__file__).parent)
    names = [m.name for m in pkgutil.iter_modules([folder]) if not m.name.startswith("_")]
    chosen = [asked] if asked in names else names
    modules = [importlib.import_module(f"{__package__}.{name}") for name in chosen]
    return sorted(modules, key=lambda m: str(m.NAME))


def build_parser(asked: str = "") -> argparse.ArgumentParser:
    """Return the parser of the whole command line, or of the command *asked* for alone."""
    parser = argparse.ArgumentParser(
        prog="sphinx-archdoc",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in commands(asked):
        subparser = subparsers.add_parser(
            command.NAME,
            help=command.HELP,
            description=command.HELP,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line *argv* (default: that of the process) and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        given = sys.argv[1:] if argv is None else argv
        arguments = build_parser(given[0] if given else "").parse_args(given)
        status: int = arguments.run(arguments)
        sys.stdout.flush()
    except CommandError as error:
        print(f"sphinx-archdoc: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is left in the buffer goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status
