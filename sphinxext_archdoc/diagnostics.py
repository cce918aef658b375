"""Everything that can be said about a document: values, not log lines.

The members of :class:`Code` are the stable codes. In a Sphinx build they are the
warning types ``archdoc.<code>``; on the command line they are printed as they are.
Their docstrings are the reference manual.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(StrEnum):
    """The stable codes of diagnostics."""

    CONFIG = "config"
    """A setting has a value that is not allowed; the default is used."""
    WORKSPACE = "workspace"
    """A manifest, or a tool's note where records lie, cannot be read in whole or in part; what
    it would name is looked for in the usual folders."""
    DUPLICATE_PACKAGE = "duplicate-package"
    """Two manifests give one name; the later package is called by its folder's path."""
    UNREADABLE = "unreadable"
    """A file cannot be read: no permission, a link that leads nowhere or in a circle."""
    OUTSIDE = "outside"
    """A path leads out of the repository; it is not read."""
    ENCODING = "encoding"
    """A file is not UTF-8 or holds NUL bytes; it is read with replacement characters."""
    FRONT_MATTER = "front-matter"
    """The front matter of a file is not valid YAML; what can be told of it is used."""
    NO_TITLE = "no-title"
    """A document has no heading; the name of its folder is used as its title."""
    TOO_LARGE = "too-large"
    """A document is too large or too deeply nested to be read for records."""
    UNCLOSED = "unclosed"
    """A fence, a directive or a comment is never closed: the rest of the document is inside it."""
    DUPLICATE_KEY = "duplicate-key"
    """Two records claim one key; both are kept, the key means the first."""
    UNKNOWN_KEY = "unknown-key"
    """A reference names no record."""
    AMBIGUOUS_KEY = "ambiguous-key"
    """A reference names several records; the candidates are listed."""
    UNKNOWN_STATUS = "unknown-status"
    """The status of a decision is no known word."""
    BAD_DATE = "bad-date"
    """The date of a decision is no date."""
    CONFLICTING_VALUE = "conflicting-value"
    """A document gives one value twice, differently; the first in rank is used."""
    UNKNOWN_RELATION = "unknown-relation"
    """The target of a relation is no record of this repository."""
    AMBIGUOUS_RELATION = "ambiguous-relation"
    """The target of a relation may be several decisions, or two claim the number."""
    STILL_IN_FORCE = "still-in-force"
    """A decision is accepted, but another one in force supersedes it."""
    NO_SUCCESSOR = "no-successor"
    """A decision is superseded, but nothing says by which one."""
    REJECTED_SUCCESSOR = "rejected-successor"
    """A decision is superseded by one that was rejected."""
    ONE_SIDED = "one-sided"
    """A decision does not name the one that supersedes it."""
    RELATION_CYCLE = "relation-cycle"
    """Decisions supersede each other in a circle."""
    DIRECTIVE_OPTION = "directive-option"
    """A directive has an option with a value that is not allowed; the rest is kept."""
    MOUNT_COLLISION = "mount-collision"
    """A package's document would take the name of one of the project's own pages."""
    ORPHAN = "orphan"
    """Packages' documents are in no table of contents."""
    LINK = "link"
    """A link leads to a file that is no page and no repository address is configured."""
    DIAGRAM = "diagram"
    """A diagram cannot be shown as a picture; its source is shown."""
    CODE = "code"
    """The code of a fence does not parse; what can be read of it is."""
    DRIFT = "drift"
    """An interface is documented otherwise than the source code of its package declares it."""
    INTERNAL = "internal"
    """The reader itself failed on a file; the file is left out."""
    UNPARSABLE = "unparsable"
    """The parser fails on a document; its text is shown as it is."""
    UNSAFE_LINK = "unsafe-link"
    """The address of a link would run a script; its text stays, without the link."""
    RAW_HTML = "raw-html"
    """A document holds HTML that could run a script; it is shown as text."""
    HISTORY = "history"
    """The history of the repository cannot be read; dates and authors are not taken from it."""
    MISSING_EXTRA = "missing-extra"
    """Something needs an optional dependency; the message names the extra to install."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: what is wrong, where, and what to do about it."""

    code: Code
    message: str
    """One sentence for people: what is wrong, and what to do."""
    path: str = ""
    """POSIX path relative to the repository root; empty for the project as a whole."""
    line: int = 0
    """1-based; 0 for the file as a whole."""
    severity: Severity = Severity.WARNING
