"""What rules say of a document, and what they need of it that is no record.

It is worked out while the document is read, and kept with its records: rules about the
whole repository then need no source text.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.model import slugify


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of a source text: what stands between two places is replaced.

    Lines and columns are 1-based and count characters of the text with LF line ends; the
    second place is behind the last character that is replaced.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that breaks a rule."""

    message: str
    """One sentence for people: what is wrong, and what to do."""
    code: str = ""
    """That of the rule; whoever calls the rule fills it in, and the path."""
    path: str = ""
    """POSIX path relative to the repository root; empty for the project as a whole."""
    line: int = 0
    """1-based; 0 for the file as a whole."""
    column: int = 0
    """1-based; 0 for the first character of the line that is no blank."""
    end_column: int = 0
    """Behind the last character; 0 for the end of the line."""
    severity: Severity | None = None
    """None for that of the rule."""
    edits: tuple[Edit, ...] = ()
    """What puts it right, when that is safe; all or none of them."""
    about: tuple[str, ...] = ()
    """Paths of other files that it comes from: a change there may have caused it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLink:
    """A link or an image whose destination is a path or an anchor of this repository."""

    destination: str
    """As written, without title."""
    line: int
    column: int = 0
    """Where the destination stands, 1-based; 0 when it is not on that line as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """A comment that says that findings are meant."""

    codes: tuple[str, ...]
    """Codes, or what they begin with; see ``rules.is_selected``."""
    line: int
    """Where the comment stands."""
    end_line: int
    first: int
    """First line that it is for; 0 for the file."""
    last: int
    edits: tuple[Edit, ...] = ()
    """What takes the comment away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDate:
    """The day on which somebody wanted to look at a document or a decision again."""

    value: str
    """ISO, as precise as written."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was found in one document, besides its records."""

    findings: tuple[Finding, ...] = ()
    """What rules about single documents say, before settings and comments are asked."""
    links: tuple[PathLink, ...] = ()
    anchors: tuple[str, ...] = ()
    """What its headings and targets are called in links, letters and digits alone."""
    ignores: tuple[Ignore, ...] = ()
    reviews: tuple[ReviewDate, ...] = ()


def anchor_name(text: str) -> str:
    """Return what anchors are compared by: hosts differ in all but letters and digits.

    >>> anchor_name("Decision 2: C & D") == anchor_name("decision-2-c--d")
    True
    """
    return slugify(text).replace("-", "")
