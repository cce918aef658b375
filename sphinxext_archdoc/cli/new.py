"""``sphinx-archdoc new``: write the document of a package, or a decision."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from sphinxext_archdoc.cli import _new_decision, _repository
from sphinxext_archdoc.cli._editing import add_diff, finish, only_one
from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.cli._output import write_output

if TYPE_CHECKING:
    from sphinxext_archdoc.cli._new_decision import Author
    from sphinxext_archdoc.editing.files import FileChange
    from sphinxext_archdoc.model import Decision

NAME = "new"
HELP = "Write the document of a package from its template, or a new decision."
EXAMPLES = """\
examples:
  sphinx-archdoc new package @acme/core
  sphinx-archdoc new package cart --path packages/cart --diff
  sphinx-archdoc new decision
  sphinx-archdoc new decision "Cache at the edge" --package core --status accepted
  sphinx-archdoc new decision "Cache at the edge" --template madr --folder docs/decisions

Nothing that is there is overwritten. A decision gets the next number that is free here and on
the base branch, and goes where the package keeps its decisions: into its folder of records, in
the manner of those, or into its document. Without a title, "new decision" asks for all of it.
"""
USUAL_STATUS = "proposed"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    kinds = parser.add_subparsers(metavar="WHAT", required=True, dest="what")
    style = argparse.RawDescriptionHelpFormatter
    _add_package(
        kinds.add_parser("package", help="the document of a package", formatter_class=style)
    )
    _add_decision(kinds.add_parser("decision", help="a decision", formatter_class=style))


def _examples(what: str) -> str:
    """Return the examples of one of the two."""
    lines = EXAMPLES.splitlines()
    return "\n".join([lines[0], *(n for n in lines if f"archdoc new {what}" in n)]) + "\n"


def _add_package(parser: argparse.ArgumentParser) -> None:
    parser.description = "Write the document of a package: the shared template, filled in."
    parser.epilog = _examples("package")
    parser.add_argument("name", metavar="NAME", help="its name; a folder will do")
    parser.add_argument("--path", metavar="DIR", help="folder of a package that is new")
    add_diff(parser)
    _repository.add_arguments(parser)
    parser.set_defaults(make=_package)


def _add_decision(parser: argparse.ArgumentParser) -> None:
    parser.description = "Write a decision. Without a title you are asked, on a terminal."
    parser.epilog = _examples("decision")
    parser.add_argument("title", metavar="TITLE", nargs="?", help="what is decided, in short")
    parser.add_argument("--title", metavar="TITLE", dest="title_option", help="the same as TITLE")
    _new_decision.add_arguments(parser, USUAL_STATUS)
    add_diff(parser)
    parser.set_defaults(make=_decision, parser=parser)


def run(arguments: argparse.Namespace) -> int:
    """Write what is asked for."""
    from sphinxext_archdoc.editing import RefusedError

    make: Callable[[argparse.Namespace], int] = arguments.make
    try:
        return make(arguments)
    except RefusedError as error:
        raise CommandError(str(error)) from error


def _package(arguments: argparse.Namespace) -> int:
    from sphinxext_archdoc.cli._new_package import new_document, package_called
    from sphinxext_archdoc.discovery.globs import inside
    from sphinxext_archdoc.loader import load_workspace

    settings = _repository.read_settings(arguments)
    folder = None
    if arguments.path is not None:
        folder = inside(".", arguments.path)
        if folder is None:
            raise CommandError(f"{arguments.path} leads out of the repository.")
    with only_one(settings.root, diff=arguments.diff):
        workspace = load_workspace(settings)
        package = package_called(workspace, arguments.name, folder)
        changes = new_document(package, workspace, settings)
        finish(changes, settings, diff=arguments.diff)
    if not arguments.diff:
        write_output(f"{package.name}: {changes[0].path}\n")
    return 0


def _decision(arguments: argparse.Namespace) -> int:
    from sphinxext_archdoc.cli._new_decision import Author

    if arguments.title and arguments.title_option:
        arguments.parser.error("the title is given twice")
    settings = _repository.read_settings(arguments)
    title = arguments.title or arguments.title_option
    if title is None:
        if not _is_on_a_terminal():
            arguments.parser.error("a title is needed; you are asked for it on a terminal only")
        title = _ask_for_all(Author.of(arguments, settings), arguments)
    if title is None:
        write_output("Nothing was written.\n")
        return 0
    with only_one(settings.root, diff=arguments.diff):
        author = Author.of(arguments, settings)
        change, decision = _written(author, title, arguments)
        finish([change], settings, diff=arguments.diff)
    if not arguments.diff:
        place = f"{change.path}:{decision.location.line}"
        write_output(f"{author.key_of(decision)}: {place}\n")
    return 0


def _written(
    author: Author, title: str, arguments: argparse.Namespace
) -> tuple[FileChange, Decision]:
    from sphinxext_archdoc.editing.wording import wanted_status

    wanted = wanted_status(arguments.status or USUAL_STATUS, author.settings.config)
    home = author.home(author.package(arguments.package))
    return author.write(home, title, wanted)


def _ask_for_all(author: Author, arguments: argparse.Namespace) -> str | None:
    """Ask for what the options do not say; return the title, None when nothing is wanted."""
    if arguments.package is None:
        usual = author.package(None).name
        arguments.package = _ask("Package", usual, lambda name: author.package(name))
    title = _ask("Title", "")
    if arguments.status is None:
        from sphinxext_archdoc.editing.wording import wanted_status

        config = author.settings.config
        arguments.status = _ask("Status", USUAL_STATUS, lambda word: wanted_status(word, config))
    change, _decision = _written(author, title, arguments)
    return title if arguments.diff or _agrees(change.path) else None


def _is_on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _ask(what: str, usual: str, take: Callable[[str], object] | None = None) -> str:
    """Return the answer to a question, *usual* for none; asks again for what is needed.

    *take* raises CommandError or RefusedError for an answer that will not do.
    """
    from sphinxext_archdoc.editing import RefusedError

    hint = f" [{usual}]" if usual else ""
    while True:
        answer = _input(f"{what}{hint}: ") or usual
        try:
            if answer and take is not None:
                take(answer)
        except (CommandError, RefusedError) as error:
            print(error)
        else:
            if answer:
                return answer


def _agrees(path: str) -> bool:
    return _input(f"Write {path}? [Y/n] ").casefold() in ("", "y", "yes")


def _input(prompt: str) -> str:
    try:
        return input(prompt).strip()
    except EOFError as error:
        raise CommandError("The input has ended; nothing was written.") from error
