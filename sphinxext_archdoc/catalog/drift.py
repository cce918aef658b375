"""What a document says of an interface, and what the source code declares: where they differ.

Compared are members by their names, and their signatures as code: blanks, the kind of
quotes, separators of members and words that say nothing of the type do not count. Parameters
are compared with their names. What others cannot use is no part of an interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.model import Declaration, Member

_MOST_SHOWN = 5
"""How many differences one message names."""
_LONGEST = 120
"""Characters of a signature in a message."""


class Change(StrEnum):
    """What became of a part of an interface."""

    MISSING = "missing"
    """It is documented, and not in the source code."""
    EXTRA = "extra"
    """It is in the source code, and not documented."""
    CHANGED = "changed"
    """Both have it, with other types, optional in one, or readonly in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A part of an interface that is not the same in both places."""

    change: Change
    name: str
    """Name of a member; that of the declaration itself where its head differs."""
    documented: str = ""
    """Signature in the document; empty for an extra one."""
    declared: str = ""
    """Signature in the source code; empty for a missing one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a source file declares something."""

    path: str
    line: int
    name: str
    """Qualified name of what is declared there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A documented interface, and what the source code of its package has of it."""

    declared: Place | None = None
    """None when the source code does not declare it."""
    differences: tuple[Difference, ...] = ()
    implementations: tuple[Place, ...] = ()
    """Classes that implement or extend it, in the order of their paths and lines."""


def differences(
    documented: Declaration, declared: Declaration, *, is_partial: bool = False
) -> list[Difference]:
    """Return where *documented* and *declared* differ, in the order of the two.

    A document that shows a part (*is_partial*) may leave members out.
    """
    found = list(_of_heads(documented, declared))
    ours, theirs = _by_name(documented), _by_name(declared)
    for name, member in ours.items():
        if name not in theirs:
            found.append(Difference(change=Change.MISSING, name=name, documented=member.signature))
        elif _normal(member) != _normal(theirs[name]):
            found.append(
                Difference(
                    change=Change.CHANGED,
                    name=name,
                    documented=member.signature,
                    declared=theirs[name].signature,
                )
            )
    extra = [(n, m) for n, m in theirs.items() if n not in ours and not is_private(m)]
    for name, member in extra if not is_partial else ():
        if member.kind == "constructor" and documented.kind in ("interface", "type"):
            continue
        found.append(Difference(change=Change.EXTRA, name=name, declared=member.signature))
    return found


def _of_heads(documented: Declaration, declared: Declaration) -> Iterator[Difference]:
    bases = {_squeezed(base) for base in (*declared.extends, *declared.implements)}
    stated = [_squeezed(base) for base in (*documented.extends, *documented.implements)]
    same_parameters = len(documented.type_parameters) == len(declared.type_parameters)
    if same_parameters and bases.issuperset(stated):
        return
    yield Difference(
        change=Change.CHANGED,
        name=documented.name,
        documented=documented.signature,
        declared=declared.signature,
    )


def _by_name(declaration: Declaration) -> Mapping[str, Member]:
    members: dict[str, Member] = {}
    for member in declaration.members:
        known = members.get(member.name)
        # A getter says more than its setter.
        if known is None or known.kind == "setter":
            members[member.name] = member
    return members


_GAP = re.compile(r"\s+(?=\W)|(?<=\W)\s+")
_END = re.compile(r"[;,]+(?=[}\])>]|$)")
_WORDS = re.compile(
    r"^(?:(?:public|abstract|override|async|export|declare|default)\b\s*)+(?=[\w$#\[*])"
)
_GETTER = re.compile(r"^(static )?get ([\w$#]+)\(\)")


def _normal(member: Member) -> str:
    """Return the signature of a member in a form that is the same for the same type."""
    signature = member.signature
    if member.kind == "getter":
        signature = _GETTER.sub(r"\1readonly \2", signature)
    elif member.kind == "property":
        signature = _without_value(signature)
    return _squeezed(_WORDS.sub("", signature.strip()))


def _squeezed(code: str) -> str:
    plain = _GAP.sub("", code).replace("'", '"').replace(";", ",")
    return _END.sub("", plain)


def _without_value(signature: str) -> str:
    """Cut the value off that a property begins with; it is no part of its type."""
    depth = 0
    for place, character in enumerate(signature):
        if character in "([{<":
            depth += 1
        elif character in ")]}>":
            depth = max(0, depth - (signature[place - 1 : place] != "="))
        elif character == "=" and not depth and signature[place + 1 : place + 2] != ">":
            return signature[:place]
    return signature


_MODIFIED = re.compile(r"(?:[a-z@]+ )*?(?:private|protected|internal)\b(?! *[(?:=;])")


def is_private(member: Member) -> bool:
    """Return whether a member is not for others: by its modifiers, or by its name.

    >>> is_private(Member(name="#cache", kind="property", signature="#cache: Map"))
    True
    >>> is_private(Member(name="private", kind="property", signature="private: boolean"))
    False
    """
    name = member.name
    hidden = name.startswith("#") or (name.startswith("_") and not name.endswith("__"))
    return hidden or _MODIFIED.match(member.signature) is not None


_ELLIPSIS = re.compile(
    r"^[ \t]*(?:(?://|#|/\*|--)[^\n]*(?:\.\.\.|…)|…|\.\.\.[ \t;,]*$)", re.MULTILINE
)
_COMMENTED = re.compile(r"^[ \t]*(?:(?://|#|/\*|--)[^\n]*(?:\.\.\.|…)|…)", re.MULTILINE)


def is_partial(code: str, language: str = "") -> bool:
    r"""Return whether *code* says that it leaves something out.

    >>> is_partial("interface A {\n  b: string;\n  // ...\n}")
    True
    """
    # In Python three dots are a body.
    pattern = _COMMENTED if language in ("python", "py") else _ELLIPSIS
    return pattern.search(code) is not None


def drift_diagnostic(key: str, path: str, line: int, comparison: Comparison) -> Diagnostic | None:
    """Return what is wrong with an interface that is documented at *path*, None when nothing is."""
    place = comparison.declared
    if place is None or not comparison.differences:
        return None
    said = [_said(difference) for difference in comparison.differences[:_MOST_SHOWN]]
    if more := len(comparison.differences) - len(said):
        said.append(f"{more} more")
    message = (
        f"The interface {key} is not what {place.path}:{place.line} declares: "
        f"{'; '.join(said)}. Change one of the two."
    )
    return Diagnostic(code=Code.DRIFT, message=message, path=path, line=line)


def _said(difference: Difference) -> str:
    if difference.change is Change.MISSING:
        return f"{difference.name} is not there"
    if difference.change is Change.EXTRA:
        return f"{difference.name} is not documented"
    there = difference.declared
    return f"{difference.name} is {there if len(there) <= _LONGEST else there[:_LONGEST] + '…'}"


def best_comparison(
    documented: Declaration,
    found: Iterable[tuple[Place, Declaration]],
    implementations: Iterable[Place] = (),
    *,
    is_partial: bool = False,
) -> Comparison:
    """Compare *documented* with the one of several declarations that is most like it."""
    compared = [
        (differences(documented, declaration, is_partial=is_partial), place)
        for place, declaration in found
    ]
    classes = tuple(sorted(implementations, key=lambda p: (p.path, p.line, p.name)))
    if not compared:
        return Comparison(implementations=classes)
    best, place = min(compared, key=lambda pair: (len(pair[0]), pair[1].path, pair[1].line))
    return Comparison(declared=place, differences=tuple(best), implementations=classes)
