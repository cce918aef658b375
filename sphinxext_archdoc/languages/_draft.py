"""Declarations while they are put together: several in the text can be one record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sphinxext_archdoc.model import Declaration, Member

_OVERLOADED = frozenset({"method", "call", "construct", "constructor"})
_MemberKey = tuple[bool, str, str]


@dataclass(slots=True)
class Part:
    """A member as one place of the text declares it."""

    member: Member
    body: bool = False
    """Whether it has a body: right after signatures of its name it is none itself."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A declaration to which later ones of its name and kind are added.

    The first gives name, kind, lines and type parameters.
    """

    name: str
    qualified: str
    kind: str
    line: int
    end_line: int
    type_parameters: tuple[str, ...] = ()
    signature: str = ""
    doc: str = ""
    exported: bool = False
    body: bool = False
    """Whether it is a function with a body."""
    extends: dict[str, None] = field(default_factory=dict)
    implements: dict[str, None] = field(default_factory=dict)
    _members: dict[_MemberKey, Member] = field(default_factory=dict)
    _overloads: dict[_MemberKey, list[Member]] = field(default_factory=dict)
    _signatures: list[str] = field(default_factory=list)

    def add_members(self, parts: Iterable[Part]) -> None:
        """Add the members of one declaration, in the order of the text."""
        previous: _MemberKey | None = None
        members = self._members
        for part in parts:
            member = part.member
            key = (member.static, member.kind, member.name)
            if key not in members:
                members[key] = member
            elif part.body and key == previous:
                members[key] = replace(members[key], doc=members[key].doc or member.doc)
            elif member.kind in _OVERLOADED:
                self._overloads.setdefault(key, []).append(member)
            previous = key

    def add(self, other: Draft) -> None:
        """Add what *other*, of the same name and kind, says besides its members."""
        self.exported |= other.exported
        self.extends |= other.extends
        self.implements |= other.implements
        self.doc = self.doc or other.doc
        if self.kind == "function" and not other.body:
            self._signatures.append(other.signature)

    def finished(self) -> Declaration:
        """Return the declaration; overloads are joined, their signatures by semicolons."""
        for key, others in self._overloads.items():
            self._members[key] = _joined(self._members[key], others)
        return Declaration(
            name=self.name,
            qualified=self.qualified,
            kind=self.kind,
            line=self.line,
            end_line=self.end_line,
            exported=self.exported,
            type_parameters=self.type_parameters,
            extends=tuple(self.extends),
            implements=tuple(self.implements),
            members=tuple(self._members.values()),
            signature="; ".join([self.signature, *self._signatures]),
            doc=self.doc,
        )


def _joined(first: Member, others: list[Member]) -> Member:
    all_of_them = (first, *others)
    return replace(
        first,
        overloads=len(all_of_them),
        signature="; ".join(member.signature for member in all_of_them),
        doc=next((member.doc for member in all_of_them if member.doc), ""),
    )


class Drafts:
    """The declarations of one text, by qualified name and kind."""

    def __init__(self) -> None:
        self._drafts: dict[tuple[str, str], Draft] = {}

    def declare(self, draft: Draft, parts: Iterable[Part] = ()) -> None:
        """Add a declaration, to an earlier one of its name and kind when there is one."""
        known = self._drafts.setdefault((draft.qualified, draft.kind), draft)
        if known is not draft:
            known.add(draft)
        known.add_members(parts)

    def types(self) -> dict[str, Draft]:
        """Return all that are no functions by qualified name, the first of each."""
        return {
            draft.qualified: draft
            for draft in reversed(self._drafts.values())
            if draft.kind != "function"
        }

    def finished(self) -> tuple[Declaration, ...]:
        """Return all declarations in the order of the text."""
        ordered = sorted(self._drafts.values(), key=lambda d: (d.line, d.qualified, d.kind))
        return tuple(draft.finished() for draft in ordered)
