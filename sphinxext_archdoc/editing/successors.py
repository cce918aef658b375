"""Saying in a decision which other one supersedes it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from sphinxext_archdoc.catalog import Edit
from sphinxext_archdoc.editing.records import Written
from sphinxext_archdoc.editing.wording import Wanted
from sphinxext_archdoc.formats._record_names import read_file_name
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.model import Decision, Origin, StatusValue

_CALLED_BY_TITLE = frozenset({"nygard", "open-edx", "merson", "nygard-lines", "cosmos"})
"""Dialects in which a link to a record reads ``[7. Title](…)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """The decision that supersedes another one."""

    decision: Decision
    is_file: bool
    """Whether it is a file of its own."""
    heading: str = ""
    """Of a section, its heading, plain: what its anchor is made of."""

    @property
    def path(self) -> str:
        """Path of its file."""
        return self.decision.location.path

    def reference(self, markup: str, path: str, old: Decision) -> str:
        """Return what *old*, in the file *path*, refers to it by.

        That is a link in *markup*, or where that is empty the id alone.
        """
        if not markup:
            return self.id_for(old)
        target = self.target(path)
        label = self.label(old)
        return f"[{label}]({target})" if markup == "markdown" else f"`{label} <{target}>`_"

    def target(self, path: str) -> str:
        """Return the destination of a link to it from the file *path*."""
        anchor = "" if self.is_file else f"#{_anchor(self.heading)}"
        if path == self.path:
            return anchor
        relative = posixpath.relpath(self.path, posixpath.dirname(path) or ".")
        return relative + anchor

    def label(self, old: Decision) -> str:
        """Return the text of a link to it in *old*."""
        decision = self.decision
        if not self.is_file:
            return self.heading
        if decision.number is None:
            return self.stem
        if old.format in _CALLED_BY_TITLE:
            return f"{decision.number}. {decision.title}"
        return self.padded

    @property
    def stem(self) -> str:
        """Name of its file without suffix."""
        return read_file_name(self.path).stem

    @property
    def padded(self) -> str:
        """Its id with as many digits as the name of its file has."""
        prefix = self.decision.local.rpartition("-")[0] or "ADR"
        digits = re.search(r"\d+", self.stem)
        width = len(digits[0]) if digits and int(digits[0]) == self.decision.number else 1
        return f"{prefix}-{self.decision.number or 0:0{width}}"

    def id_for(self, old: Decision) -> str:
        """Return the shortest id that means it in *old*."""
        decision = self.decision
        if (decision.package, decision.qualifier) != (old.package, old.qualifier):
            return decision.key
        if not self.is_file:
            return decision.key
        if decision.number is not None:
            return self.padded
        # Without a number the name of the file is one only with its suffix.
        return self.stem if self.stem[:1].isdigit() else posixpath.basename(self.path)

    def is_among(self, references: Set[str]) -> bool:
        """Return whether one of *references* means it."""
        number = str(self.decision.number)
        return any(
            reference in (self.decision.key, self.padded, self.stem, number)
            or reference.rpartition("#")[2] == _anchor(self.heading or "-")
            or posixpath.basename(reference) == posixpath.basename(self.path)
            for reference in references
        )


def successor_of(reader: Reader, decision: Decision, text: str | None = None) -> Successor:
    """Return *decision* as what supersedes another one, or is superseded.

    *text* is that of its file when it is another than what lies on the disk.
    """
    place = decision.location
    text = reader.text(place.path) if text is None else text
    if reader.read(place.path, text).is_record:
        return Successor(decision=decision, is_file=True)
    document = parse(place.path, text)
    titles = (s.title for s in document.root.walk() if s.level and s.line == place.line)
    heading = document.plain(next(titles, decision.title))
    return Successor(decision=decision, is_file=False, heading=heading)


def _anchor(heading: str) -> str:
    """Return the anchor that Git hosts give a heading."""
    kept = re.sub(r"[^\w\s-]", "", heading.lower())
    return re.sub(r"\s", "-", kept.strip())


def successor_keys(
    written: Written, status: StatusValue, wanted: Wanted, successor: Successor
) -> Iterator[list[Edit]]:
    """Yield edits for dialects whose front matter has a key of its own for the successor."""
    key = _KEYS.get(written.decision.format)
    number = _status_line(written, status)
    if key is None or number is None or status.origin is not Origin.FRONT_MATTER:
        return
    lines = written.document.lines
    match = _VALUE.match(lines[number - 1])
    if match is None:
        return
    start, end = match.span("value")
    word = wanted.like(status.text)
    edits = [Edit(line=number, column=start + 1, end_line=number, end_column=end + 1, text=word)]
    value = _value(written, successor)
    indent = match["indent"]
    for place in range(number, len(lines) + 1):
        line = lines[place - 1]
        if place > number and line.rstrip() in ("---", "..."):
            break
        if line.startswith(f"{indent}{key}:"):
            yield [*edits, *_added(place, line, value, is_list=key == "superseded_by")]
            return
    is_list = written.decision.format == "adr-kit"
    text = f"{indent}{key}: {f'[{value}]' if is_list else value}\n"
    below = Edit(line=number + 1, column=1, end_line=number + 1, end_column=1, text=text)
    yield [*edits, below]


_KEYS = {
    "adrkit": "supersededBy",
    "adr-kit": "superseded_by",
    "mkdocs-decision-records": "superseded_by",
    "mkdocs-material-adr": "superseded_by",
}
_VALUE = re.compile(r"(?P<indent>\s*)status\s*:\s*[\"']?(?P<value>[^\"'#\s]*)")


def _status_line(written: Written, status: StatusValue) -> int | None:
    """Return the line of the key: that of a table in the front matter has it further below."""
    lines = written.document.lines
    for number in range(status.line, min(status.line + 30, len(lines)) + 1):
        if _VALUE.match(lines[number - 1]):
            return number
    return None


def _value(written: Written, successor: Successor) -> str:
    decision, old = successor.decision, written.decision
    if written.decision.format == "mkdocs-material-adr":
        return successor.stem
    is_plain = written.decision.format in ("mkdocs-decision-records", "adrkit")
    same_log = (decision.package, decision.qualifier) == (old.package, old.qualifier)
    if is_plain and same_log and decision.number is not None:
        return str(decision.number)
    return successor.id_for(old)


def _added(number: int, line: str, value: str, *, is_list: bool) -> Iterator[Edit]:
    """Yield what adds *value* to a key: in the place of nothing, or to a list on one line."""
    match = re.match(r"(?P<key>[^:]*:)(?P<value>\s*(?:\[\s*\]|~|null|\"\"|'')?)\s*(?:#.*)?$", line)
    if match:
        was_list = is_list and "[" in match["value"]
        new = f" [{value}]" if was_list else f" {value}"
        start, end = match.span("value")
    elif full := re.match(r"[^:]*:\s*\[[^\[\]]*[^\s\[\]](?P<end>\s*\])", line):
        start = end = full.start("end")
        new = f", {value}"
    elif single := re.match(r"[^:]*:\s*(?P<value>[\w./:-]+)\s*(?:#.*)?$", line):
        start, end = single.span("value")
        new = value
    else:
        return
    yield Edit(line=number, column=start + 1, end_line=number, end_column=end + 1, text=new)
