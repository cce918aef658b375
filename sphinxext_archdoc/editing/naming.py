"""How the files of a decision log are called, and what the next one is to be called."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sphinxext_archdoc.formats._record_names import read_file_name
from sphinxext_archdoc.model import slugify

NUMBER, DATE, SLUG = "number", "date", "slug"
"""What the name of a file begins with."""

_DATED = re.compile(
    r"(?P<prefix>(?:adr[-_ ])?)(?P<year>\d{4})(?P<part>[-_.]?)\d\d(?P=part)\d\d(?P<joint>[-_. ]*)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<prefix>\D*)(?P<digits>\d+)(?P<joint>[-_. ]*)")
_LONGEST = 80
"""Characters of a title that go into the name of its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameStyle:
    """The manner in which files are called."""

    kind: str = NUMBER
    prefix: str = ""
    """What stands before the number or date: ``ADR-``."""
    width: int = 4
    """Digits of a number, at the least."""
    part: str = ""
    """What parts year, month and day of a date."""
    joint: str = "-"
    """What stands between number or date and the words."""
    blank: str = "-"
    """What stands between words."""
    has_words: bool = True
    """Whether the title is in the name."""
    has_capitals: bool = False
    """Whether the title keeps its capitals there."""
    suffix: str = ".md"
    page: str = ""
    """Of records with a folder each, the name of the file in it."""

    def name(self, title: str, number: int | None, date: str) -> str:
        """Return the path, in the folder of the log, of a record of *date* (YYYY-MM-DD)."""
        words = slug_of(title, capitals=self.has_capitals).replace("-", self.blank)
        if self.kind == DATE:
            first = date.replace("-", self.part)
        elif self.kind == NUMBER and number is not None:
            first = f"{number:0{self.width}}"
        else:
            first = ""
        begin = f"{self.prefix}{first}"
        stem = f"{begin}{self.joint}{words}" if begin and self.has_words else begin or words
        return f"{stem}/{self.page}" if self.page else f"{stem}{self.suffix}"


def slug_of(title: str, *, capitals: bool = False) -> str:
    """Return the words of a title for the name of a file, cut where it would be very long.

    >>> slug_of("Cache *prices* at the Edge!"), slug_of("Cache at the Edge", capitals=True)
    ('cache-prices-at-the-edge', 'Cache-at-the-Edge')
    """
    slug = re.sub(r"[\W_]+", "-", title).strip("-") if capitals else slugify(title)
    if len(slug) > _LONGEST:
        slug = slug[:_LONGEST].rpartition("-")[0] or slug[:_LONGEST]
    return slug or "decision"


def style_of(paths: Sequence[str]) -> NameStyle | None:
    """Return the manner of most of the records at *paths*, in path order; None for none.

    Of two that are as frequent, that of the later files counts.
    """
    found = [_style(path) for path in paths]
    if not found:
        return None
    counts = Counter(found)
    style = max(reversed(found), key=lambda s: counts[s])
    return style if style.kind != NUMBER else _with_width(style, paths)


def _style(path: str) -> NameStyle:
    """Return the manner of one name; of how many digits there are nothing is known yet."""
    name = read_file_name(path)
    base = posixpath.basename(path)
    suffix = posixpath.splitext(base)[1]
    page = base if posixpath.splitext(base)[0] != name.stem else ""
    blank = "_" if "_" in name.slug and "-" not in name.slug else "-"
    capitals = name.slug != name.slug.lower()
    if name.date and (match := _DATED.match(name.stem)):
        kind, rest = DATE, name.stem[match.end() :]
    elif name.number is not None and (match := _NUMBERED.match(name.stem)):
        kind, rest = NUMBER, name.stem[match.end() :]
    else:
        return NameStyle(
            kind=SLUG, suffix=suffix, page=page, blank=blank, has_capitals=capitals, width=0
        )
    return NameStyle(
        kind=kind,
        prefix=match["prefix"],
        width=0,
        part=match["part"] if kind == DATE else "",
        joint=match["joint"] or "-",
        blank=blank,
        has_words=bool(rest),
        has_capitals=bool(rest) and capitals,
        suffix=suffix,
        page=page,
    )


def _with_width(style: NameStyle, paths: Sequence[str]) -> NameStyle:
    """Return *style* with the digits that its numbers have: as many as the padded ones."""
    digits = [
        match["digits"]
        for path in paths
        if _style(path) == style and (match := _NUMBERED.match(read_file_name(path).stem))
    ]
    padded = [len(d) for d in digits if d.startswith("0") and len(d) > 1]
    return replace(style, width=Counter(padded).most_common(1)[0][0] if padded else 1)
