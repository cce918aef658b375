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

from sphinxext_archdoc.catalog.overloads import overloads
from sphinxext_archdoc.catalog.visibility import is_private, public_members
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
    others: tuple[Place, ...] = ()
    """Other places that declare the name, less like the document."""
    implementations: tuple[Place, ...] = ()
    """Classes that implement or extend it, in the order of their paths and lines."""


def differences(
    documented: Declaration,
    declared: Declaration,
    *,
    language: str = "",
    is_partial: bool = False,
) -> list[Difference]:
    """Return where *documented* and *declared*, both in *language*, differ, in their order.

    A document that shows a part (*is_partial*) may leave members out.
    """
    found = list(_of_heads(documented, declared))
    ours, theirs = _by_name(documented, language), _by_name(declared, language)
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
    no_methods = declared.kind == "class" and not any(m.kind == "method" for m in ours.values())
    public = frozenset(m.name for m in public_members(declared, language))
    extra = [(n, m) for n, m in theirs.items() if n not in ours and n in public]
    for name, member in extra if not is_partial else ():
        if member.kind == "constructor" and documented.kind in ("interface", "type"):
            continue
        if no_methods and not declared.line <= member.line <= declared.end_line:
            continue  # a method of Go, which the code of the type does not show
        found.append(Difference(change=Change.EXTRA, name=name, declared=member.signature))
    return found


def _of_heads(documented: Declaration, declared: Declaration) -> Iterator[Difference]:
    bases = {_squeezed(base) for base in (*declared.extends, *declared.implements)}
    stated = [_squeezed(base) for base in (*documented.extends, *documented.implements)]
    same_parameters = len(documented.type_parameters) == len(declared.type_parameters)
    if same_parameters and bases.issuperset(stated) and _is_same_type(documented, declared):
        return
    yield Difference(
        change=Change.CHANGED,
        name=documented.name,
        documented=documented.signature,
        declared=declared.signature,
    )


def _is_same_type(documented: Declaration, declared: Declaration) -> bool:
    """Return whether two say the same where the head is all they have: functions, other types."""
    kinds = {documented.kind, declared.kind}
    if kinds not in ({"function"}, {"alias"}) or documented.members or declared.members:
        return True
    ours, theirs = (
        [_squeezed(_WORDS.sub("", signature)) for signature in overloads(declaration)]
        for declaration in (documented, declared)
    )
    return ours == theirs


def _by_name(declaration: Declaration, language: str) -> Mapping[str, Member]:
    members: dict[str, Member] = {}
    for member in declaration.members:
        known = members.get(member.name)
        # A getter says more than its setter, and a method than a private field of its name.
        if known is None or known.kind == "setter" or is_private(known, declaration, language):
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
    language: str = "",
    is_partial: bool = False,
) -> Comparison:
    """Compare *documented* with the one of several declarations that is most like it."""
    compared = [
        (
            differences(documented, declaration, language=language, is_partial=is_partial),
            place,
        )
        for place, declaration in found
    ]
    classes = tuple(sorted(implementations, key=lambda p: (p.path, p.line, p.name)))
    if not compared:
        return Comparison(implementations=classes)
    compared.sort(key=lambda pair: (len(pair[0]), pair[1].path, pair[1].line))
    best, place = compared[0]
    return Comparison(
        declared=place,
        differences=tuple(best),
        others=tuple(other for _differences, other in compared[1:]),
        implementations=classes,
    )
