"""Relations between decisions: written once, known at both ends.

Every statement of a document is kept. Where its target is found and does not itself state
the inverse, the inverse is derived there. All of it takes time in proportion to the number
of statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sphinxext_archdoc.catalog.keys import KeyIndex
from sphinxext_archdoc.catalog.names import Named, number_in
from sphinxext_archdoc.catalog.targets import Repository, TargetFinder
from sphinxext_archdoc.model import RelationKind


class StatedRelation(Protocol):
    """A relation as it is written: a ``model.RelationStatement`` or the like."""

    @property
    def kind(self) -> RelationKind:
        """How the decision bears on the target."""

    @property
    def reference(self) -> str:
        """What names the target."""

    @property
    def text(self) -> str:
        """The statement as written."""

    @property
    def partial(self) -> bool:
        """Whether it is for a part of the target only."""

    @property
    def line(self) -> int:
        """Where it is written; 0 when unknown."""


class Related(Named, Protocol):
    """A decision, or what a front end keeps of one."""

    @property
    def status(self) -> str:
        """A value of ``model.Status``."""

    @property
    def relations(self) -> Sequence[StatedRelation]:
        """What it states."""


D = TypeVar("D", bound=Related)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedRelation(Generic[D]):
    """A relation seen from one of its ends."""

    source: D
    kind: RelationKind
    target: D | None
    """None when nothing, or more than one decision, was found."""
    text: str
    """The statement as written, at the other end for a derived one."""
    derived: bool = False
    """Whether only the other end states it."""
    partial: bool = False
    line: int = 0
    """Line of the statement in the file that states it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved(Generic[D]):
    """A statement whose target is not exactly one decision."""

    source: D
    statement: StatedRelation
    candidates: Sequence[D] = ()
    """What it may mean, or all that claim the key it means; empty when there is nothing."""


class Relations(Generic[D]):
    """The relations of all decisions, from both ends."""

    def __init__(
        self,
        decisions: Sequence[D],
        relations: Iterable[ResolvedRelation[D]] = (),
        unresolved: Sequence[Unresolved[D]] = (),
    ) -> None:
        self.decisions = decisions
        self.unresolved = unresolved
        """Those that are worth a word: a link to another site, say, is none."""
        self._of: defaultdict[int, list[ResolvedRelation[D]]] = defaultdict(list)
        for relation in relations:
            self._of[id(relation.source)].append(relation)

    def __iter__(self) -> Iterator[ResolvedRelation[D]]:
        """Yield all relations, decision by decision."""
        for decision in self.decisions:
            yield from self.of(decision)

    def of(self, decision: D) -> Sequence[ResolvedRelation[D]]:
        """Return the relations of *decision*: first those it states, then the derived ones.

        *decision* is one of ``decisions``, not a copy of it.
        """
        return self._of.get(id(decision), ())


def resolve_relations(
    decisions: Iterable[D], index: KeyIndex[D], repository: Repository | None = None
) -> Relations[D]:
    """Find the targets of what *decisions*, which are entries of *index*, state."""
    decisions = list(decisions)
    finder = TargetFinder(decisions, index, repository or Repository())
    stated: dict[tuple[object, ...], ResolvedRelation[D]] = {}
    unresolved = []
    for decision in decisions:
        for statement in decision.relations:
            found = finder.find(decision, statement.reference, statement.text)
            relation = _resolved(decision, statement, found.target)
            if stated.setdefault(_identity(relation), relation) is not relation:
                continue
            count = len(found.candidates)
            if count > 1 or (not count and _is_missed(finder, decision, statement)):
                unresolved.append(
                    Unresolved(source=decision, statement=statement, candidates=found.candidates)
                )
    both = [*stated.values(), *_inverses(stated.values())]
    return Relations(decisions, both, unresolved)


def _resolved(decision: D, statement: StatedRelation, target: D | None) -> ResolvedRelation[D]:
    return ResolvedRelation(
        source=decision,
        kind=statement.kind,
        target=target,
        text=statement.text,
        partial=statement.partial,
        line=statement.line,
    )


def _identity(relation: ResolvedRelation[D]) -> tuple[object, ...]:
    """Return what makes two statements of one decision the same."""
    if relation.target is None:
        return id(relation.source), relation.kind, relation.text
    return _edge(relation.source, relation.kind, relation.target)


def _edge(source: object, kind: RelationKind, target: object) -> tuple[object, ...]:
    return id(source), kind, id(target)


def _inverses(stated: Iterable[ResolvedRelation[D]]) -> Iterator[ResolvedRelation[D]]:
    stated = list(stated)
    known = {_identity(relation) for relation in stated}
    for relation in stated:
        target = relation.target
        if target is None or target is relation.source:
            continue
        inverse = ResolvedRelation(
            source=target,
            kind=relation.kind.inverse,
            target=relation.source,
            text=relation.text,
            derived=True,
            partial=relation.partial,
            line=relation.line,
        )
        if _identity(inverse) not in known:
            known.add(_identity(inverse))
            yield inverse


_MAY_BE_ANYTHING = {
    RelationKind.RELATES_TO,
    RelationKind.AFFECTS,
    RelationKind.AFFECTED_BY,
    RelationKind.DEPENDS_ON,
    RelationKind.REQUIRED_BY,
}


def _is_missed(finder: TargetFinder[D], decision: D, statement: StatedRelation) -> bool:
    """Return whether something that was not found should have been a decision.

    Components, tickets and pages can be related to or affected as well as decisions; only
    decisions can be superseded or amended.
    """
    reference = statement.reference
    if finder.is_elsewhere(reference):
        return False
    if statement.kind not in _MAY_BE_ANYTHING:
        return True
    return number_in(reference) is not None or finder.leads_into_a_log(decision, reference)
