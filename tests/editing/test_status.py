"""A status is changed where it stands; what is read again has it, and all else is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.editing import RefusedError
from sphinxext_archdoc.editing.status import change_status
from sphinxext_archdoc.editing.wording import STATUSES, wanted_status
from sphinxext_archdoc.model import Decision, RelationKind, Status, StatusValue

from .repositories import LOG, Place, place

FORMATS = Path(__file__).parents[1] / "formats"
RECORDS = FORMATS / "decisions/cases"
DOCUMENTS = FORMATS / "architecture/cases"
CASES = [
    *(
        (f"{LOG}/{'/'.join(path.relative_to(RECORDS).parts[1:])}", path)
        for path in sorted(RECORDS.rglob("*"))
        if path.is_file() and path.suffix != ".yaml" and "none" not in path.parts
    ),
    *(
        (f"ARCHITECTURE{path.suffix}", path)
        for path in sorted(DOCUMENTS.glob("decision*"))
        if path.suffix != ".json"
    ),
]
NAMES = [case.relative_to(FORMATS).as_posix() for _, case in CASES]
REFUSED = {
    # A link behind the words, in a heading: too much would have to go.
    "ADR-68": "every",
    # It would stay "partly"; or what is superseded in part would be so altogether.
    "ADR-11": "superseded",
    "ADR-83": "superseded",
    # A label names what superseded it, and nothing else says a status.
    "ADR-86": "every",
    # An item of a list, a row of a table: there is no place for a status.
    "beds-are-raised": "every",
    "11": "every",
    "soil-compost": "every",
    "bees-stay": "every",
    "no-poison": "every",
    # Prose behind a heading that has the status: a line below would swallow it.
    "20": "successor",
}
"""By the local part of its key, what a decision cannot become."""
LINES = 5
"""How many lines an edit adds or takes away at the most: a section with its heading."""


def edited(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """Return the lines that differ, without those that begin and end both."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


def rest(decision: Decision) -> list[object]:
    """Return what no edit of a status may change."""
    relations = {
        (r.kind, r.reference)
        for r in decision.relations
        if r.kind is not RelationKind.SUPERSEDED_BY
    }
    fields = [(f.name, f.label, f.text) for f in decision.fields]
    people = [(p.role, p.name) for p in decision.people]
    names = [decision.local, decision.title, decision.number, decision.date.value, decision.tags]
    return [names, relations, fields, people]


@pytest.mark.parametrize(("path", "case"), CASES, ids=NAMES)
def test_every_dialect(tmp_path: Path, path: str, case: Path) -> None:
    where = place(tmp_path, path, case.read_bytes())
    before = where.decisions()
    for status in STATUSES:
        wanted = wanted_status(status, Config())
        for number, decision in enumerate(before):
            is_refused = REFUSED.get(decision.local) in ("every", status)
            if is_refused and decision.status.value is not status:
                with pytest.raises(RefusedError, match="edit it by hand"):
                    change_status(where.reader, decision, wanted)
                continue
            changed = change_status(where.reader, decision, wanted)
            old, new = edited(changed.before, changed.after)
            assert len(old) <= LINES
            assert len(new) <= LINES
            after = read(where, changed.after)
            assert [d.status.value for d in after] == [
                status if i == number else d.status.value for i, d in enumerate(before)
            ]
            assert list(map(rest, after)) == list(map(rest, before))


@pytest.mark.parametrize(("path", "case"), CASES, ids=NAMES)
def test_every_dialect_names_what_supersedes(tmp_path: Path, path: str, case: Path) -> None:
    where = place(tmp_path, path, case.read_bytes())
    later, wanted = where.later(), wanted_status("superseded", Config())
    for number, decision in enumerate(where.decisions()):
        if REFUSED.get(decision.local) in ("every", "successor"):
            with pytest.raises(RefusedError, match="edit it by hand"):
                change_status(where.reader, decision, wanted, later)
            continue
        changed = change_status(where.reader, decision, wanted, later)
        after = read(where, changed.after)[number]
        assert after.status.value is Status.SUPERSEDED
        named = [r for r in after.relations if r.kind is RelationKind.SUPERSEDED_BY]
        assert any("999" in r.reference for r in named)
        assert rest(after) == rest(decision)


def read(where: Place, data: bytes) -> list[Decision]:
    """Read *data* in place of the file, and put that back."""
    before = where.file.read_bytes()
    where.file.write_bytes(data)
    try:
        return where.decisions()
    finally:
        where.file.write_bytes(before)


SHAPES = [
    "---\nstatus: {}\ndate: 2024-05-11\n---\n# Cache\n\n## Context and Problem Statement\n\nx\n",
    "# Cache\n\n* Status: {}\n* Date: 2024-05-11\n\n## Considered Options\n\n* x\n",
    "# 7. Cache\n\nDate: 2024-05-11\n\n## Status\n\n{}\n\n## Context\n\nx\n\n## Decision\n\ny\n",
    "# 7. Cache\n\n| Fact | Value |\n|---|---|\n| Status | {} |\n| Date | 2024-05-11 |\n\nx\n",
    "# 7. Cache ({})\n\n## Context\n\nx\n\n## Decision\n\ny\n",
    "# 7. Cache\n\n**Status**: {}\n\n## Context\n\nx\n\n## Decision\n\ny\n",
]
MARK = "accepted"
BODY = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\x85#-=+*_|<>`~[]{}"
    )
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    shape=st.sampled_from(SHAPES),
    old=st.sampled_from([s for s in STATUSES if s is not Status.SUPERSEDED]),
    new=st.sampled_from(STATUSES),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    bom=st.booleans(),
    bodies=st.lists(BODY, max_size=4),
    tail=st.sampled_from(["", "\n", "\n\n\n", " \t"]),
)
@example(
    shape=SHAPES[0],
    old=Status.DRAFT,
    new=Status.ACCEPTED,
    end="\r\n",
    bom=True,
    bodies=["\xa0"],
    tail="",
)
def test_all_other_bytes_stay(
    tmp_path: Path,
    shape: str,
    old: Status,
    new: Status,
    end: str,
    bom: bool,
    bodies: list[str],
    tail: str,
) -> None:
    text = shape + "".join(f"\n    {body}  \n" for body in bodies)

    def data(status: Status) -> bytes:
        written = text.replace("{}", status, 1).rstrip("\n") + tail
        return ("\ufeff" * bom + written.replace("\n", end)).encode()

    where = place(tmp_path, f"{LOG}/0007-cache.md", data(old))
    (decision,) = where.decisions()
    assert decision.status.value is old
    changed = change_status(where.reader, decision, wanted_status(new, Config()))
    assert changed.after == data(new)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("accepted", "Accepted"),
        ("Approved", "Approved"),
        ("in force", "in force"),
        ("DEPRECATED", "Deprecated"),
    ],
)
def test_names_are_written_like_the_record_and_other_words_as_they_are(
    tmp_path: Path, word: str, written: str
) -> None:
    text = b"# 7. Cache\n\n## Status\n\nProposed\n\n## Context\n\nx\n\n## Decision\n\ny\n"
    where = place(tmp_path, f"{LOG}/0007-cache.md", text)
    (decision,) = where.decisions()
    changed = change_status(where.reader, decision, wanted_status(word, Config()))
    assert changed.after == text.replace(b"Proposed", written.encode())


@pytest.mark.parametrize("word", ["perhaps", "", "unknown", "accepted or not"])
def test_other_words_are_refused(word: str) -> None:
    with pytest.raises(RefusedError, match="is no status"):
        wanted_status(word, Config())


def test_both_places_that_say_the_status_are_changed(tmp_path: Path) -> None:
    body = b"\n\n## Context\n\nx\n\n## Decision\n\ny\n"
    text = b"---\nstatus: proposed\n---\n# 7. Cache\n\n* Status: proposed" + body
    where = place(tmp_path, f"{LOG}/0007-cache.md", text)
    (decision,) = where.decisions()
    changed = change_status(where.reader, decision, wanted_status("rejected", Config()))
    assert changed.after == text.replace(b"proposed", b"rejected")


@pytest.mark.parametrize(
    "data",
    [
        b"# 7. Caf\xe9\n\n## Status\n\nProposed\n",
        "# 7. x\n\n## Status\n\nProposed\n".encode("utf-16"),
    ],
)
def test_what_is_no_utf8_is_refused(tmp_path: Path, data: bytes) -> None:
    where = place(tmp_path, f"{LOG}/0007-cache.md", data)
    (decision,) = where.decisions()
    assert decision.status != StatusValue()
    with pytest.raises(RefusedError, match="UTF-8"):
        change_status(where.reader, decision, wanted_status("accepted", Config()))


def test_a_file_that_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    where = place(tmp_path, f"{LOG}/0007-cache.md", b"# 7. A\n\n## Status\n\nProposed\n")
    (decision,) = where.decisions()
    where.file.write_bytes(b"# 7. B\n\n## Status\n\nProposed\n")
    reader = place(tmp_path, f"{LOG}/0008-other.md", b"# 8. C\n").reader
    with pytest.raises(RefusedError, match="changed by somebody else"):
        change_status(reader, decision, wanted_status("accepted", Config()))
