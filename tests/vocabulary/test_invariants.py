"""What holds for all texts, whatever the tables say."""

from __future__ import annotations

import datetime
import string
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinxext_archdoc.config import Config
from sphinxext_archdoc.model import RelationKind, Status
from sphinxext_archdoc.vocabulary import (
    fold,
    normal_name,
    read_date,
    read_people,
    read_relations,
    references,
    relation_kind,
    vocabulary,
    words,
)

WORDS = vocabulary(Config())
STATUSES = [
    (status, word) for status in Status for word in words.table("status").get(status.value, ())
]
KNOWN = {fold(part) for _, word in STATUSES for part in word.split()} | {
    fold(part)
    for found in words.table("relation").values()
    for word in found
    for part in word.split()
}
DECORATIONS = st.sampled_from(
    ["{}", "**{}**", "*{}*", "_{}_", "`{}`", '"{}"', "[{}]", "✅ {}", "{} 🎉", "<b>{}</b>", " {} "]
)
CASES = st.sampled_from([str.lower, str.upper, str.capitalize])
ASCII_LETTERS = st.text(st.sampled_from(string.ascii_letters), min_size=2, max_size=9)
LETTERS = st.text(st.characters(categories=["L"], max_codepoint=0x24F), min_size=2, max_size=9)


@given(st.text())
def test_nothing_fails_on_any_text(text: str) -> None:
    WORDS.status(text)
    WORDS.field(text)
    WORDS.role(text)
    read_date(text)
    read_people(text)
    read_relations(text)
    references(text)
    relation_kind(text)


@given(st.sampled_from(STATUSES), DECORATIONS, DECORATIONS)
def test_decoration_does_not_change_a_status(
    known: tuple[Status, str], inner: str, outer: str
) -> None:
    status, word = known

    assert WORDS.status(outer.format(inner.format(word))).value is status


@given(st.sampled_from(STATUSES), CASES)
def test_case_does_not_change_a_status(
    known: tuple[Status, str], change: Callable[[str], str]
) -> None:
    status, word = known

    assert WORDS.status(change(word)).value is status


@given(st.lists(LETTERS.filter(lambda w: fold(w) not in KNOWN), min_size=1, max_size=5))
def test_unknown_words_are_no_status(unknown: list[str]) -> None:
    assert WORDS.status(" ".join(unknown)).value is Status.UNKNOWN


@given(st.sampled_from([word for _, word in STATUSES if word.isascii()]), ASCII_LETTERS)
def test_a_word_that_holds_a_status_is_none(known: str, more: str) -> None:
    word = known.split()[-1] + more
    assume(fold(word) not in KNOWN)

    assert WORDS.status(word).value is Status.UNKNOWN


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_date_is_read_however_it_is_written(date: datetime.date) -> None:
    iso = date.isoformat()

    assert read_date(iso) == iso
    assert read_date(date) == iso
    assert read_date({iso: None}) == iso
    assert read_date(f"decided on {date.day} {date:%B} {date.year}") == iso
    assert read_date(f"{date:%B} {date.day}, {date.year}") == iso
    assert read_date(f"{date.day}.{date.month}.{date.year}") == iso


@given(st.sampled_from(list(RelationKind)), st.integers(min_value=1, max_value=9999))
def test_every_relation_word_states_its_relation(kind: RelationKind, number: int) -> None:
    for word in words.table("relation").get(kind.value, ()):
        found = read_relations(f"{word.capitalize()} ADR-{number}")
        assert [(r.kind, r.reference) for r in found] == [(kind, f"ADR-{number}")], word


@given(
    LETTERS, st.sampled_from(["**{}**", "{}:", "3. {}", "{} (optional)", "{} <!-- x -->", "🎯 {}"])
)
def test_decoration_does_not_change_a_name(label: str, decoration: str) -> None:
    # Inner capitals are no matter of decoration: they part the words of a key.
    assert normal_name(decoration.format(label.upper())) == normal_name(label.lower())


@pytest.mark.parametrize("kind", list(RelationKind))
def test_every_kind_of_relation_has_words(kind: RelationKind) -> None:
    assert words.table("relation")[kind.value]


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.UNKNOWN])
def test_every_status_has_words(status: Status) -> None:
    assert words.table("status")[status.value]


def test_the_tables_name_nothing_that_does_not_exist() -> None:
    assert set(words.table("status")) == {s.value for s in Status} - {Status.UNKNOWN.value}
    assert set(words.table("relation")) == {k.value for k in RelationKind}


def test_a_vocabulary_is_shared_by_equal_configurations() -> None:
    assert vocabulary(Config()) is vocabulary(Config())
    assert vocabulary(Config(status_aliases={"accepted": ("in force",)})) is not vocabulary(
        Config()
    )


def test_an_alias_wins_over_the_word_of_a_table() -> None:
    other = vocabulary(
        Config(
            status_aliases={"accepted": ("pending",), "in review": ("x",)},
            field_aliases={"decision": ("context",), "Deciders": ("Keepers",)},
        )
    )

    assert other.status("Pending").value is Status.ACCEPTED
    assert other.status("x").value is Status.UNKNOWN
    assert other.field("Context") == "decision"
    assert other.role("keepers") == "deciders"


@pytest.mark.parametrize("value", [None, True, [], {}, ["a", "b"], {"a": 1, "b": 2}, 7, object()])
def test_what_is_no_date_gives_none(value: object) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (None, []),
        (["Ana", "Björn and Chen"], ["Ana", "Björn", "Chen"]),
        ({"name": "Ana", "email": "a@example.org"}, ["Ana"]),
        ([{"name": "Ana"}, {"github": "bo"}], ["Ana", "bo"]),
        ({"Ana": None, "Bo": None}, ["Ana", "Bo"]),
        (7, ["7"]),
        (True, []),
    ],
)
def test_people_are_read_from_values(value: object, names: list[str]) -> None:
    assert [name for name, _ in read_people(value)] == names


def test_named_links_lead_where_the_document_says() -> None:
    targets = {"adr 7": "0007-x.md", "seven": "0007-y.md"}
    found = read_relations("Superseded by [ADR 7][seven] and `ADR 7`_", targets)

    assert [r.reference for r in found] == ["0007-y.md", "0007-x.md"]
