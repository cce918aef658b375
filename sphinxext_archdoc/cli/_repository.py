"""What commands that read a repository have in common: ``--root``, reading, progress."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli._main import CommandError

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Catalog
    from sphinxext_archdoc.config import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options that say which repository is read, and how."""
    parser.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="root of the repository (default: found upwards from the current folder)",
    )


def read_settings(arguments: argparse.Namespace) -> Settings:
    """Return the settings of the repository that is asked for."""
    from sphinxext_archdoc.config import load_root_settings, load_settings

    if arguments.root is None:
        return load_settings(Path.cwd(), prefix="")
    if not arguments.root.is_dir():
        raise CommandError(f"{arguments.root} is no folder.")
    return load_root_settings(arguments.root)


def read_catalog(arguments: argparse.Namespace) -> Catalog:
    """Return the catalogue of the repository that is asked for."""
    from sphinxext_archdoc.loader import load_catalog

    return load_catalog(read_settings(arguments))
