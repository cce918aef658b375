"""A link or an image leads to a file that is not there.

Paths are taken as Git hosts take them: relative to the document, from the root of the
repository when they begin with ``/``. A page may be named without its suffix. What leads out
of the repository is left alone, and so is ``/assets/logo.png`` where there is no ``assets``
at the root: it is an address of a site. ``--fix`` corrects a path that is wrong in case
alone, which hosts and most file systems tell apart.

``generated`` are globs of paths that are there only after a build.

Breaks the rule, where ``docs/adr/0005-events.md`` was renamed:

.. code-block:: markdown

   See [ADR-5](../../docs/adr/0005-events.md).

Keeps it:

.. code-block:: markdown

   See [ADR-5](../../docs/adr/0005-packages-talk-by-events.md).
"""

from __future__ import annotations

from collections.abc import Iterator

from wcmatch import glob

from sphinxext_archdoc.catalog import Catalog, Edit, Finding, PathLink
from sphinxext_archdoc.config import strings
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.rules import Context, Option, Options
from sphinxext_archdoc.rules._paths import existing, links_of, target_of

CODE = "dead-link"
SEVERITY = Severity.ERROR
OPTIONS = {
    "generated": Option(
        default=(), check=strings, meaning="Globs of paths that only a build makes."
    )
}


def check_catalog(catalog: Catalog, context: Context, options: Options) -> Iterator[Finding]:
    """Yield a finding at each destination that does not exist."""
    flags = glob.GLOBSTAR | glob.BRACE | glob.FORCEUNIX | glob.DOTGLOB
    known: dict[str, bool] = {}
    for document, link in links_of(catalog):
        if link.destination.startswith("#"):
            continue
        target = target_of(document.path, link.destination)
        if target is None:
            continue
        path = target[0]
        if path not in known:
            known[path] = existing(path, context.files) is not None or bool(
                glob.globmatch(path, options["generated"], flags=flags)
            )
        of_a_site = link.destination.startswith("/") and not _is_at_root(path, context)
        if not known[path] and not of_a_site:
            yield _finding(document.path, link, path, context)


def _is_at_root(path: str, context: Context) -> bool:
    """Return whether the first folder of *path* is there."""
    folder, _, rest = path.partition("/")
    return bool(rest) and context.files.exists(folder)


def _finding(source: str, link: PathLink, path: str, context: Context) -> Finding:
    shown = link.destination.partition("#")[0].partition("?")[0]
    like = context.files.like(path)
    advice = f"the file is called {like}" if like else "correct it, or remove it"
    edits = _respelt(link, shown, like) if like else ()
    return Finding(
        message=f"The link to {shown} leads to no file; {advice}.",
        path=source,
        line=link.line,
        column=link.column,
        end_column=link.column + len(shown) if link.column else 0,
        edits=edits,
        about=(path,),
    )


def _respelt(link: PathLink, shown: str, like: str) -> tuple[Edit, ...]:
    """Return the edit that writes the last parts of a path as those of *like* are."""
    right, length = like.rpartition("/")[2], 0
    wrong = shown.rstrip("/").split("/")
    names = like.split("/")
    while length < len(wrong) and wrong[-1 - length] not in ("", ".", ".."):
        length += 1
    right = "/".join(names[-length:])
    written = "/".join(wrong[-length:])
    if not link.column or not length or written.casefold() != right.casefold():
        return ()
    start = link.column + len("/".join(wrong)) - len(written)
    end = start + len(written)
    return (Edit(line=link.line, column=start, end_line=link.line, end_column=end, text=right),)
