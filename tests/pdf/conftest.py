"""PDFs that are really made, and what is needed for that.

In the environment ``pdf`` of tox what is missing fails the tests; elsewhere it skips them.
``ARCHDOC_ENGINES`` names the LaTeX engines to try, one by default, for each needs other fonts.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import pypdf

ROOT = Path(__file__).parents[2]
ENGINES = os.environ.get("ARCHDOC_ENGINES", "lualatex").split(",")


def need(*, programs: Sequence[str] = (), modules: Sequence[str] = ()) -> None:
    """Skip the test, or fail where it has to run, when something is not installed."""
    missing = [name for name in programs if shutil.which(name) is None]
    missing += [name for name in modules if find_spec(name) is None]
    if missing:
        message = f"not installed: {', '.join(missing)}"
        if "ARCHDOC_PDF" in os.environ:
            pytest.fail(message)
        pytest.skip(message)


def build(source: Path, out: Path, *options: str) -> str:
    """Build a site in a process of its own; return what it warns of."""
    command = [sys.executable, "-m", "sphinx", "-q", *options, str(source), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stderr


def make(out: Path, *settings: str) -> str:
    """Run TeX on the LaTeX in *out*; return its log."""
    options = " ".join(["-interaction=nonstopmode", "-halt-on-error", "-silent", *settings])
    environment = {**os.environ, "LATEXMKOPTS": options}
    done = subprocess.run(
        ["make", "-C", str(out)], capture_output=True, text=True, env=environment, check=False
    )
    (log,) = out.glob("*.log")
    text = log.read_text(encoding="utf-8", errors="replace")
    errors = re.findall(r"^! .*\n.*\n.*", text, re.MULTILINE)
    assert done.returncode == 0, "\n".join([*errors, done.stdout[-3000:], done.stderr[-3000:]])
    return text


@dataclass(frozen=True)
class Pdf:
    """A PDF that was made, read back."""

    file: Path
    log: str = ""
    """What TeX said."""
    warnings: str = ""
    """What Sphinx warned of."""
    titles: list[str] = field(default_factory=list)

    @cached_property
    def reader(self) -> pypdf.PdfReader:
        """Return the file as it is read by pypdf."""
        import pypdf

        return pypdf.PdfReader(self.file)

    @cached_property
    def pages(self) -> list[str]:
        """Return the text of each page, in one line, without hyphens at the ends of lines."""
        return [one_line(page.extract_text()) for page in self.reader.pages]

    @cached_property
    def text(self) -> str:
        """Return the text of all pages."""
        return " ".join(self.pages)

    @cached_property
    def outline(self) -> list[str]:
        """Return the bookmarks, with those below them behind them."""
        return [one_line(str(item.title)) for item in _flat(self.reader.outline)]

    @cached_property
    def links(self) -> list[tuple[int, int | None]]:
        """Return the pages, counted from 0, of links inside of the document and their targets.

        None stands for a target that there is not.
        """
        numbers = {page.indirect_reference.idnum: n for n, page in enumerate(self.reader.pages)}  # type: ignore[union-attr]
        return [
            (number, self._page_of(annotation, numbers))
            for number, page in enumerate(self.reader.pages)
            for annotation in page.get("/Annots") or ()
            if "/Dest" in annotation.get_object()
            or annotation.get_object().get("/A", {}).get("/S") == "/GoTo"
        ]

    def _page_of(self, annotation: pypdf.generic.PdfObject, numbers: dict[int, int]) -> int | None:
        link = annotation.get_object()
        target = link["/Dest"] if "/Dest" in link else link["/A"]["/D"]  # type: ignore[index, operator]
        if isinstance(target, str | bytes):
            found = self.reader.named_destinations.get(str(target))
            page = found.page if found is not None else None
        else:
            page = target[0]
        return numbers.get(getattr(page, "idnum", -1))


def one_line(text: str) -> str:
    """Return *text* without what lines, hyphens and ligatures make of it."""
    for ligature, letters in (("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi")):
        text = text.replace(ligature, letters)
    return " ".join(text.replace("\xad", "").split())


def squeezed(text: str) -> str:
    """Return *text* without blanks, hyphens and quotes, which typesetting changes."""
    return re.sub(r"[\s\u2010-\u201f\"'`-]", "", one_line(text)).casefold()


def _flat(items: list) -> list:  # type: ignore[type-arg]
    found = []
    for item in items:
        found += _flat(item) if isinstance(item, list) else [item]
    return found
