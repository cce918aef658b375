"""The command line: one module per command.

A module of this folder is a command when it has these names:

``NAME``
    What it is called on the command line.
``HELP``
    One line on what it does, for the list of commands.
``add_arguments(parser)``
    Declares its options; ``parser.epilog`` may hold examples.
``run(arguments) -> int``
    Does it and returns the exit status: 0 nothing found, 1 findings. Raises
    :class:`CommandError` when the command could not do its work (status 2).

Modules are imported to print the list of commands, so they import what they work with
inside ``run``. Modules whose names begin with ``_`` are shared by commands.
"""

from __future__ import annotations

from sphinxext_archdoc.cli._main import CommandError, main

__all__ = ["CommandError", "main"]
