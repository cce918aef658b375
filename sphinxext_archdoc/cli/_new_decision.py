"""Writing a new decision: what ``new decision`` and ``supersede`` have in common."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli import _repository
from sphinxext_archdoc.cli._base import BaseBranch, base_branch
from sphinxext_archdoc.cli._editing import inside, package_here
from sphinxext_archdoc.cli._main import CommandError

if TYPE_CHECKING:
    from sphinxext_archdoc.catalog import Catalog
    from sphinxext_archdoc.config import Settings
    from sphinxext_archdoc.editing.files import FileChange
    from sphinxext_archdoc.editing.homes import DocumentHome, LogHome
    from sphinxext_archdoc.editing.successors import Successor
    from sphinxext_archdoc.editing.wording import Wanted
    from sphinxext_archdoc.loader import Reader
    from sphinxext_archdoc.model import Decision, Package

TEMPLATES = ("madr", "nygard", "archdoc")


def add_arguments(parser: argparse.ArgumentParser, status: str) -> None:
    """Declare the options of commands that write a decision; *status* is the usual one."""
    parser.add_argument("--package", metavar="NAME", help="the package that it is of")
    parser.add_argument(
        "--status", metavar="STATUS", default=None, help=f"its status (default: {status})"
    )
    parser.add_argument(
        "--template",
        choices=TEMPLATES,
        help="form of a new file (default: that of the other files of the log, else nygard)",
    )
    place = parser.add_mutually_exclusive_group()
    place.add_argument(
        "--inline", action="store_true", help="write it as a section of the package's document"
    )
    place.add_argument("--file", action="store_true", help="write it as a file of its own")
    place.add_argument("--folder", metavar="DIR", help="write it as a file into this folder")
    parser.add_argument(
        "--date",
        metavar="DATE",
        type=_day,
        help="YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today)",
    )
    parser.add_argument(
        "--base",
        metavar="REF",
        help="branch whose numbers are taken too (default: origin/HEAD, else main or master)",
    )
    _repository.add_arguments(parser)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"{text!r} is no date; write it as 2024-06-30"
        raise argparse.ArgumentTypeError(message) from None


def today() -> str:
    """Return the day as ISO: ``SOURCE_DATE_EPOCH``, else that of the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    return datetime.now(UTC).astimezone().date().isoformat()


@dataclass(frozen=True, kw_only=True)
class Author:
    """Writes decisions of one repository."""

    settings: Settings
    catalog: Catalog
    reader: Reader
    arguments: argparse.Namespace

    @classmethod
    def of(cls, arguments: argparse.Namespace, settings: Settings) -> Author:
        """Read the repository."""
        from sphinxext_archdoc.loader import Reader

        catalog = _repository.read_catalog(arguments, settings)
        reader = Reader(settings, catalog.workspace)
        return cls(settings=settings, catalog=catalog, reader=reader, arguments=arguments)

    def package(self, name: str | None) -> Package:
        """Return the package called *name*, by default that of the current folder."""
        if name is None:
            here = package_here(self.catalog.workspace, self.settings)
            return here or self.catalog.workspace.package_of("x")
        found = self.catalog.workspace.packages_called(name)
        if name == "." and not found:
            return self.catalog.workspace.package_of("x")
        if not found:
            raise CommandError(f"There is no package {name!r}.")
        if len(found) > 1:
            places = ", ".join(f"{p.name} ({p.path})" for p in found)
            raise CommandError(f"{name!r} may mean {places}; give the whole name.")
        return found[0]

    def home(self, package: Package) -> LogHome | DocumentHome:
        """Return where the decision goes."""
        from sphinxext_archdoc.editing.homes import home_of

        arguments = self.arguments
        folder = self._folder(arguments.folder) if arguments.folder else None
        if folder is not None:
            package = self.catalog.workspace.package_of(f"{folder}/x")
        inline = True if arguments.inline else False if arguments.file else None
        root = self.settings.root
        return home_of(self.catalog, package, root, inline=inline, folder=folder)

    def _folder(self, written: str) -> str:
        path = Path(written)
        found = inside(path, self.settings)
        if found is not None:
            return found
        whole = (Path.cwd() / path).resolve()
        root = self.settings.root.resolve()
        if not whole.is_relative_to(root):
            whole = (root / path).resolve()
        if not whole.is_relative_to(root):
            raise CommandError(f"{written} is not in the repository.")
        return whole.relative_to(root).as_posix()

    def write(
        self,
        home: LogHome | DocumentHome,
        title: str,
        wanted: Wanted,
        supersedes: Sequence[Successor] = (),
    ) -> tuple[FileChange, Decision]:
        """Return the file with the new decision in it, and the decision as it is read."""
        from sphinxext_archdoc.editing.homes import LogHome
        from sphinxext_archdoc.editing.new_record import new_record
        from sphinxext_archdoc.editing.new_section import new_section

        day = self.arguments.date or today()
        title = " ".join(title.split())
        if not title:
            raise CommandError("A decision needs a title.")
        taken = self.taken(home)
        if isinstance(home, LogHome):
            return new_record(
                self.reader,
                self.catalog.workspace,
                home,
                title=title,
                wanted=wanted,
                date=day,
                taken=taken,
                template=self.arguments.template,
                supersedes=supersedes,
            )
        if self.arguments.template:
            message = "--template is for files; a section is written as the shared template shows."
            raise CommandError(message)
        return new_section(
            self.reader,
            home,
            title=title,
            wanted=wanted,
            date=day,
            taken=taken,
            supersedes=supersedes,
        )

    def key_of(self, written: Decision) -> str:
        """Return the key of a decision that was *written* just now, as everybody reads it."""
        from sphinxext_archdoc.loader import Reader, load_workspace

        reader = Reader(self.settings, load_workspace(self.settings))
        place = written.location
        records = reader.read(place.path).records
        keys = (r.key for r in records if r.location.line == place.line)
        return next(keys, written.key)

    def taken(self, home: LogHome | DocumentHome) -> set[int]:
        """Return the numbers that are taken on the base branch."""
        from sphinxext_archdoc.editing.homes import LogHome

        base = base_branch(self.settings.root, self.arguments.base)
        if base is None:
            return set()
        place = home.folder if isinstance(home, LogHome) else home.document.path
        numbers: set[int] = set()
        for path in base.files_that_differ(place):
            numbers |= self._numbers(home, base, path)
        return numbers

    def _numbers(self, home: LogHome | DocumentHome, base: BaseBranch, path: str) -> set[int]:
        from sphinxext_archdoc.editing.homes import LogHome
        from sphinxext_archdoc.formats._record_names import read_file_name
        from sphinxext_archdoc.loader import Reader
        from sphinxext_archdoc.markup.source import decode
        from sphinxext_archdoc.model import Decision

        reader, named = self.reader, None
        if isinstance(home, LogHome):
            if not path.lower().endswith((".md", ".rst", ".markdown")):
                return set()
            workspace = home.workspace_with(self.catalog.workspace, path)
            reader, named = Reader(self.settings, workspace), read_file_name(path).number
        text, _diagnostics = decode(base.text(path) or b"", path)
        found = {r.number for r in reader.read(path, text).records if isinstance(r, Decision)}
        return {number for number in (*found, named) if number is not None}
