"""Chosen decisions and packages as one document: what is in it, before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sphinxext_archdoc.catalog import Catalog, own_document
from sphinxext_archdoc.exporting.decisions import Exported
from sphinxext_archdoc.exporting.words import package_word, relation_word, role_word, status_word
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import Decision, Package, slugify

ReadText = Callable[[str], str]
"""Tells the text of a file by its path; empty for one that cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """Something that is said of a decision, and where that leads."""

    text: str
    decision: str = ""
    """Key of the decision that it names; empty when it names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What is known of a decision in one respect."""

    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A decision or a package's document, as it is written in a range of lines of a file."""

    anchor: str
    key: str
    """Key of a decision, name of a package."""
    title: str
    status: str = ""
    """Canonical; empty for a package."""
    facts: tuple[Fact, ...]
    source: Document
    first: int
    """First line, that of the heading where there is one."""
    last: int
    is_whole: bool
    """Whether it is all of its file."""

    @property
    def path(self) -> str:
        """Path of its file, relative to the root."""
        return self.source.path

    @property
    def text(self) -> str:
        """Its lines."""
        return "\n".join(self.source.lines[self.first - 1 : self.last]) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A document that is to be written."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]


def written(
    decisions: Sequence[Exported],
    packages: Sequence[Package],
    catalog: Catalog,
    read_text: ReadText,
    title: str,
    repository: str,
) -> Written:
    """Return the document of *packages* and *decisions*, under *title* or one made of them.

    What a package's document says comes first, then its decisions in files of their own.
    """
    parts = list(_parts(decisions, packages, catalog, read_text))
    if not title:
        title = parts[0].title if len(parts) == 1 else f"Decisions of {repository}"
        if packages:
            title = ", ".join(package_word(package.name) for package in packages)
    count = sum(1 for part in parts if part.status)
    counted = f"{count} decision{'' if count == 1 else 's'}"
    return Written(title=title, subtitle=f"{repository} · {counted}", parts=tuple(parts))


def _parts(
    decisions: Sequence[Exported],
    packages: Sequence[Package],
    catalog: Catalog,
    read_text: ReadText,
) -> Iterator[Part]:
    documents = {document.path: document for document in catalog.documents}
    sources: dict[str, Document] = {}

    def source(path: str) -> Document:
        if path not in sources:
            sources[path] = parse(path, read_text(path))
        return sources[path]

    anchors = _Anchors()
    shown = set()
    for package in packages:
        if path := own_document(package):
            shown.add(path)
            yield _package_part(package, source(path), anchors)
    for item in decisions:
        if item.path not in shown:
            is_whole = item.path in documents and documents[item.path].is_record
            yield _decision_part(item, source(item.path), anchors, is_whole=is_whole)


class _Anchors:
    """Names of anchors, none twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, name: str) -> str:
        """Return an anchor for *name*."""
        anchor = base = slugify(name) or "part"
        number = 1
        while anchor in self._taken:
            number += 1
            anchor = f"{base}-{number}"
        self._taken.add(anchor)
        return anchor


def _package_part(package: Package, source: Document, anchors: _Anchors) -> Part:
    tops = source.root.sections
    facts = [Fact(label="Package", values=(Value(text=package_word(package.name)),))]
    if package.description:
        facts.append(Fact(label="Description", values=(Value(text=package.description),)))
    return Part(
        anchor=anchors.new(package_word(package.name)),
        key=package_word(package.name),
        title=source.plain(tops[0].title) if tops else package.name,
        facts=(*facts, _source_fact(source.path, 0)),
        source=source,
        first=tops[0].line if tops else 1,
        last=len(source.lines),
        is_whole=True,
    )


def _decision_part(item: Exported, source: Document, anchors: _Anchors, *, is_whole: bool) -> Part:
    decision = item.decision
    place = decision.location
    return Part(
        anchor=anchors.new(decision.key),
        key=decision.key,
        title=decision.title or decision.key,
        status=decision.status.value.value,
        facts=tuple(_facts(item, is_whole=is_whole)),
        source=source,
        first=place.line,
        last=min(place.end_line, len(source.lines)),
        is_whole=is_whole,
    )


def _facts(item: Exported, *, is_whole: bool) -> Iterator[Fact]:
    decision = item.decision
    status = status_word(decision.status.value) or " ".join(decision.status.text.split())
    if status:
        yield Fact(label="Status", values=(Value(text=status),))
    if date := decision.date.value or decision.date.text:
        yield Fact(label="Date", values=(Value(text=date),))
    for role in dict.fromkeys(person.role for person in decision.people):
        names = (p.name for p in decision.people if p.role == role)
        yield Fact(label=role_word(role), values=tuple(Value(text=name) for name in names))
    if decision.tags:
        yield Fact(label="Tags", values=tuple(Value(text=tag) for tag in decision.tags))
    yield from _relation_facts(item)
    yield _source_fact(decision.location.path, 0 if is_whole else decision.location.line)


def _relation_facts(item: Exported) -> Iterator[Fact]:
    found: dict[str, list[Value]] = {}
    for relation in item.relations:
        label = relation_word(relation.kind, partial=relation.partial)
        target = relation.target.record if relation.target else None
        if isinstance(target, Decision):
            value = Value(text=f"{target.key} {target.title}", decision=target.key)
        else:
            value = Value(text=_plain(relation.text))
        found.setdefault(f"{label[:1].upper()}{label[1:]}", []).append(value)
    for label, values in found.items():
        yield Fact(label=label, values=tuple(values))


def _plain(statement: str) -> str:
    """Return what a relation says of a target that was not found, without marks."""
    return parse("relation.md", "").plain(statement[:_LONGEST])


_LONGEST = 500


def _source_fact(path: str, line: int) -> Fact:
    return Fact(label="Source", values=(Value(text=f"{path}:{line}" if line else path),))


def anchors_of_decisions(parts: Iterable[Part]) -> dict[str, str]:
    """Return the anchors of the decisions that are *parts*, by their keys."""
    return {part.key: part.anchor for part in parts if part.status}
