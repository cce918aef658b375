"""A decision in its file: what is read of it, and what is read of it after an edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from sphinxext_archdoc.catalog import DocumentRecords, Edit
from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.formats import ReadContext
from sphinxext_archdoc.formats._record_status import find_statuses
from sphinxext_archdoc.formats._record_survey import Survey, survey
from sphinxext_archdoc.loader import Reader
from sphinxext_archdoc.loader.writing import SourceFile
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.tree import Document
from sphinxext_archdoc.model import Decision, RelationKind, StatusValue

_PLACES = frozenset({"line", "end_line", "location", "placeholders"})


@dataclass(frozen=True, kw_only=True)
class Written:
    """A decision as one version of its file has it."""

    reader: Reader
    path: str
    data: bytes
    place: int
    """Which of the records of the file it is."""
    found: DocumentRecords
    source: SourceFile

    @classmethod
    def of(cls, reader: Reader, decision: Decision, data: bytes | None = None) -> Written:
        """Return *decision* as its file has it now, or would have it with the contents *data*.

        Raises RefusedError.
        """
        path = decision.location.path
        contents = reader.files.read(path) if data is None else data
        if isinstance(contents, Diagnostic):
            raise RefusedError(f"{path}: {contents.message}")
        version = cls._version(reader, path, contents)
        for place, record in enumerate(version.records):
            if (record.key, record.title, record.location.line) == (
                decision.key,
                decision.title,
                decision.location.line,
            ) and isinstance(record, Decision):
                return replace(version, place=place)
        raise RefusedError(f"{path} has just been changed by somebody else; run the command again.")

    @classmethod
    def _version(cls, reader: Reader, path: str, data: bytes) -> Written:
        try:
            source = SourceFile(data)
        except UnicodeDecodeError as error:
            message = f"{path} is not UTF-8, so it is not edited; save it as UTF-8 first."
            raise RefusedError(message) from error
        found = reader.read(path, source.text)
        return cls(reader=reader, path=path, data=data, place=0, found=found, source=source)

    @property
    def records(self) -> Sequence[Any]:
        """All records of the file."""
        return self.found.records

    @property
    def decision(self) -> Decision:
        """The decision."""
        record = self.records[self.place]
        assert isinstance(record, Decision)
        return record

    @property
    def document(self) -> Document:
        """The parsed file."""
        return parse(self.path, self.source.text)

    @property
    def survey(self) -> Survey:
        """What there is to know of a file that is one decision."""
        config = self.reader.settings.config
        return survey(self.document, ReadContext(package=self.decision.package, config=config))

    def statuses(self) -> list[StatusValue]:
        """Return the status at each place that says one, the one that counts first."""
        if not self.found.is_record:
            return [self.decision.status] if self.decision.status.line else []
        return [found.status for found in find_statuses(self.survey)]

    def edited(self, edits: Iterable[Edit]) -> Written | None:
        """Return the decision after *edits*; None when it is no more where it was."""
        data = self.source.edited(edits)
        after = replace(self._version(self.reader, self.path, data), place=self.place)
        if len(after.records) != len(self.records):
            return None
        return after if isinstance(after.records[self.place], Decision) else None

    def is_like(self, other: Written) -> bool:
        """Return whether nothing differs from *other* but status, successors and places."""
        return (
            _bare(_without_status(self)) == _bare(_without_status(other))
            and not _findings(other) - _findings(self)
            and {s.state for s in self.found.sections} == {s.state for s in other.found.sections}
        )


def successors(decision: Decision) -> set[str]:
    """Return how *decision* refers to those that supersede it."""
    kind = RelationKind.SUPERSEDED_BY
    return {r.reference for r in decision.relations if r.kind is kind and not r.partial}


def same_records(records: Sequence[Any], others: Sequence[Any]) -> bool:
    """Return whether two sequences of records differ in nothing but the places of the records."""
    return bool(_bare(list(records)) == _bare(list(others)))


def _without_status(written: Written) -> list[Any]:
    own = written.decision
    others = {
        (r.kind, r.reference, r.partial)
        for r in own.relations
        if r.kind is not RelationKind.SUPERSEDED_BY or r.partial
    }
    rest = replace(
        own,
        status=StatusValue(),
        relations=(),
        date=replace(own.date, text=""),
        # Where the status stands is a part of what tells dialects from each other.
        format="",
    )
    records = [*written.records[: written.place], rest, *written.records[written.place + 1 :]]
    return [records, sorted(others), written.found.title, written.found.summary]


def _findings(written: Written) -> Counter[str]:
    return Counter(d.code.value for d in written.found.diagnostics)


def _bare(value: Any) -> Any:
    """Return *value* without the lines that its parts are on."""
    if is_dataclass(value):
        chosen = (f.name for f in fields(value) if f.name not in _PLACES)
        return (type(value), *((name, _bare(getattr(value, name))) for name in chosen))
    if isinstance(value, list | tuple):
        return [_bare(item) for item in value]
    return value
