"""What decisions say of each other that cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sphinxext_archdoc.catalog.names import Named, key_of
from sphinxext_archdoc.catalog.relations import D, Relations, ResolvedRelation, Unresolved
from sphinxext_archdoc.diagnostics import Code, Diagnostic, Severity
from sphinxext_archdoc.model import RelationKind, Status

_IN_FORCE = {Status.ACCEPTED, Status.IMPLEMENTED}
_MOST_SHOWN = 5
"""How many decisions one message names."""
_NOT_IN_FORCE = {Status.DRAFT, Status.PROPOSED, Status.DEFERRED, Status.REJECTED}


def contradictions(relations: Relations[D]) -> Iterator[Diagnostic]:
    """Yield what is wrong with *relations*: each finding once, with both places.

    Reported are targets that do not exist or are ambiguous, decisions in force that were
    superseded, superseded ones without a successor or with one that was rejected, decisions
    that supersede each other in a circle, and supersessions that only one end states.
    """
    for unresolved in relations.unresolved:
        yield _unresolved(unresolved)
    for decision in relations.decisions:
        successors = [r for r in relations.of(decision) if r.kind is RelationKind.SUPERSEDED_BY]
        yield from _without_successor(decision, successors)
        for relation in successors:
            if relation.target is not None and relation.target is not decision:
                yield from _of_successor(decision, relation, relation.target)
        yield from _one_sided(relations, decision)
    yield from _circles(relations)


def _place(entry: Named) -> str:
    return f"{key_of(entry)} ({entry.path}:{entry.line})"


def _finding(
    code: Code, entry: Named, message: str, line: int = 0, severity: Severity = Severity.WARNING
) -> Diagnostic:
    return Diagnostic(
        code=code, message=message, path=entry.path, line=line or entry.line, severity=severity
    )


def _unresolved(unresolved: Unresolved[D]) -> Diagnostic:
    statement, source = unresolved.statement, unresolved.source
    said = f"{key_of(source)} {statement.kind.value} {statement.reference!r}"
    if not unresolved.candidates:
        message = f"{said}, which is no decision of this repository."
        return _finding(Code.UNKNOWN_RELATION, source, message, statement.line)
    shown = ", ".join(_place(candidate) for candidate in unresolved.candidates[:_MOST_SHOWN])
    more = ", …" if len(unresolved.candidates) > _MOST_SHOWN else ""
    message = f"{said}, which may be {shown}{more}; link to the file that is meant."
    return _finding(Code.AMBIGUOUS_RELATION, source, message, statement.line)


def _without_successor(decision: D, successors: list[ResolvedRelation[D]]) -> Iterator[Diagnostic]:
    if decision.status == Status.SUPERSEDED and not successors:
        message = f"{key_of(decision)} is superseded, but nothing says by which decision."
        yield _finding(Code.NO_SUCCESSOR, decision, message)


def _of_successor(decision: D, relation: ResolvedRelation[D], successor: D) -> Iterator[Diagnostic]:
    is_pending = successor.status in _NOT_IN_FORCE
    if decision.status in _IN_FORCE and not relation.partial and not is_pending:
        message = (
            f"{key_of(decision)} is {decision.status}, but {_place(successor)} supersedes it; "
            f"change its status, or say that only a part is superseded."
        )
        yield _finding(Code.STILL_IN_FORCE, decision, message)
    elif decision.status == Status.SUPERSEDED and successor.status == Status.REJECTED:
        message = f"{key_of(decision)} is superseded by {_place(successor)}, which was rejected."
        yield _finding(Code.REJECTED_SUCCESSOR, decision, message)


def _one_sided(relations: Relations[D], decision: D) -> Iterator[Diagnostic]:
    """Report a decision that does not say what superseded it, unless its status is wrong too."""
    if decision.status in _IN_FORCE:
        return
    for relation in relations.of(decision):
        successor = relation.target
        if relation.kind is not RelationKind.SUPERSEDED_BY or not relation.derived:
            continue
        if successor is None or relation.partial or successor.status in _NOT_IN_FORCE:
            continue
        message = (
            f"{_place(successor)} supersedes {key_of(decision)}, which does not name it: "
            f"readers of the file alone do not learn of its successor."
        )
        yield _finding(Code.ONE_SIDED, decision, message, severity=Severity.NOTE)


def _circles(relations: Relations[D]) -> Iterator[Diagnostic]:
    """Yield one finding for each group of decisions that supersede each other in a circle."""
    successors: defaultdict[int, list[D]] = defaultdict(list)
    for decision in relations.decisions:
        for relation in relations.of(decision):
            if (
                relation.kind is RelationKind.SUPERSEDES
                and relation.target
                and not relation.partial
            ):
                successors[id(decision)].append(relation.target)
    done: set[int] = set()
    for decision in relations.decisions:
        if id(decision) not in done and (circle := _circle_from(decision, successors, done)):
            shown = [_place(entry) for entry in circle[:_MOST_SHOWN]]
            shown += ["…"] if len(circle) > _MOST_SHOWN else []
            path = " supersedes ".join((*shown, _place(circle[0])))
            message = f"Decisions supersede each other in a circle: {path}."
            yield _finding(Code.RELATION_CYCLE, circle[0], message)


def _circle_from(start: D, successors: dict[int, list[D]], done: set[int]) -> list[D]:
    """Walk from *start* and return the first circle that is met; all that was met is *done*."""
    trail: list[D] = []
    on_trail: dict[int, int] = {}
    stack: list[tuple[D, int]] = [(start, 0)]
    circle: list[D] = []
    while stack:
        decision, depth = stack.pop()
        for left in trail[depth:]:
            del on_trail[id(left)]
        del trail[depth:]
        if id(decision) in on_trail:
            circle = circle or trail[on_trail[id(decision)] :]
            continue
        if id(decision) in done:
            continue
        done.add(id(decision))
        on_trail[id(decision)] = len(trail)
        trail.append(decision)
        stack.extend((target, len(trail)) for target in successors.get(id(decision), ()))
    return circle
