"""What commands that read a repository have in common: ``--root``, reading, progress."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli._main import CommandError

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Catalog
    from sphinxext_archdoc.config import Settings
    from sphinxext_archdoc.loader import Inspect


def add_root(parser: argparse.ArgumentParser) -> None:
    """Declare the options that say which repository is meant."""
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="root of the repository (default: found upwards from the current folder)",
    )
    place.add_argument(
        "--conf",
        type=Path,
        metavar="FILE",
        help="execute this conf.py, and take its archdoc_ settings and its repository; without it "
        "none is executed",
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options that say which repository is read, and how."""
    add_root(parser)
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="read every file anew, and keep nothing in the user's cache folder",
    )


def read_settings(arguments: argparse.Namespace) -> Settings:
    """Return the settings of the repository that is asked for."""
    from sphinxext_archdoc.config import load_root_settings, load_settings

    if arguments.conf is not None:
        from sphinxext_archdoc.cli._conf import PREFIX, conf_values

        folder, values = conf_values(arguments.conf)
        return load_settings(folder, values, prefix=PREFIX)
    if arguments.root is None:
        return load_settings(Path.cwd(), prefix="")
    if not arguments.root.is_dir():
        raise CommandError(f"{arguments.root} is no folder.")
    return load_root_settings(arguments.root)


def read_catalog(
    arguments: argparse.Namespace,
    settings: Settings | None = None,
    inspect: Inspect | None = None,
) -> Catalog:
    """Return the catalogue of the repository that is asked for.

    *settings* are those of that repository, read before; *inspect* is asked about each document.
    """
    from sphinxext_archdoc.loader import collect_rarely, default_cache, load_catalog

    collect_rarely()
    settings = settings or read_settings(arguments)
    progress = Progress()
    try:
        return load_catalog(
            settings,
            progress=progress if sys.stderr.isatty() else None,
            cache=None if arguments.no_cache else default_cache(settings),
            inspect=inspect,
        )
    finally:
        progress.end()


class Progress:
    """A line on a terminal that says how far reading has come, when it takes long."""

    def __init__(self) -> None:
        self._begin = self._last = time.monotonic()
        self._shown = False

    def __call__(self, done: int, total: int) -> None:
        """Say that *done* of *total* files were read."""
        now = time.monotonic()
        if now - self._begin >= _QUIET and now - self._last >= _PAUSE:
            self._last, self._shown = now, True
            print(f"\rreading {done} of {total} files", end="", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Wipe the line."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


_QUIET = 1.0
_PAUSE = 0.1
