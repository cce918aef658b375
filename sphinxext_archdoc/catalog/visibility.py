"""Which members of a declaration are for others."""

from __future__ import annotations

import re

from sphinxext_archdoc.model import Declaration, Member

_HIDING = re.compile(r"(?:[a-z@]+ )*?(?:private|protected|internal)\b(?! *[(?:=;])")
_SHOWING = re.compile(r"(?:[a-z]+ )*?(?:public|pub|static constructor)\b")
_CLASSES = frozenset({"class", "abstract-class"})


def is_private(member: Member, declaration: Declaration, language: str = "") -> bool:
    """Return whether a member is not for others: by its modifiers, or by its name.

    *language* is the name of one (a module of ``languages``). In Go small letters hide; in the
    classes and structs of C# and Rust all is hidden that is not said to be public.

    >>> a = Declaration(name="A", qualified="A", kind="class")
    >>> is_private(Member(name="#cache", kind="property", signature="#cache: Map"), a)
    True
    >>> is_private(Member(name="private", kind="property", signature="private: boolean"), a)
    False
    >>> is_private(Member(name="size", kind="property", signature="size int"), a, "go")
    True
    """
    name = member.name
    if language == "go":
        last = name.rpartition(".")[2].lstrip("*")
        return last[:1].isalpha() and last[:1].islower() and member.kind != "index"
    if language in ("rust", "csharp") and declaration.kind in _CLASSES:
        of_head = member.signature in declaration.signature  # a parameter of a record
        return not of_head and _SHOWING.match(member.signature) is None
    if name.startswith("#") or (name.startswith("_") and not name.endswith("__")):
        return True
    return _HIDING.match(member.signature) is not None


def public_members(declaration: Declaration, language: str = "") -> tuple[Member, ...]:
    """Return the members of *declaration* that others can use."""
    return tuple(m for m in declaration.members if not is_private(m, declaration, language))
