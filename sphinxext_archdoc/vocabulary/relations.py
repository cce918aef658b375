"""Words for relations between decisions, and the statements made with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from sphinxext_archdoc.model import RelationKind, RelationStatement
from sphinxext_archdoc.vocabulary.folding import fold
from sphinxext_archdoc.vocabulary.inline import Kind, Token, tokens, visible
from sphinxext_archdoc.vocabulary.phrases import Phrases, phrase_of

RELATION_WORDS: Mapping[RelationKind, tuple[str, ...]] = {
    RelationKind.SUPERSEDES: (
        "supersedes",
        "supercedes",
        "superseeds",
        "superseedes",
        "supersede",
        "supercede",
        "superseding",
        "superceding",
        "subsumes",
        "replaces",
        "replacing",
        "obsoletes",
        "overrides",
        "succeeds",
        "ersetzt",
        "löst ab",
        "remplace",
        "annule et remplace",
        "reemplaza",
        "reemplaza a",
        "sustituye",
        "sustituye a",
        "substitui",
        "取代",
        "替代",
        "置き換える",
        "置換",
        "yerini alır",
        "yerine geçer",
    ),
    RelationKind.SUPERSEDED_BY: (
        "superseded by",
        "superceded by",
        "superseeded by",
        "supersede by",
        "superseded with",
        "superseded in favor of",
        "superseded in favour of",
        "deprecated by",
        "deprecated in favor of",
        "deprecated in favour of",
        "replaced by",
        "replaced with",
        "replaced in favor of",
        "obsoleted by",
        "overridden by",
        "subsumed by",
        "succeeded by",
        "successor",
        "ersetzt durch",
        "abgelöst durch",
        "abgelöst von",
        "remplacé par",
        "remplacée par",
        "reemplazado por",
        "reemplazada por",
        "sustituido por",
        "sustituida por",
        "substituído por",
        "substituída por",
        "被取代",
        "已被取代",
        "取代者",
        "置き換えられた",
        "yerini aldı",
        "yerine geçen",
    ),
    RelationKind.AMENDS: (
        "amends",
        "amend",
        "amending",
        "updates",
        "modifies",
        "revises",
        "changes",
        "ergänzt",
        "ändert",
        "modifie",
        "complète",
        "modifica",
        "altera",
        "emenda",
        "修订",
        "修改",
        "改訂",
        "değiştirir",
    ),
    RelationKind.AMENDED_BY: (
        "amended by",
        "updated by",
        "modified by",
        "revised by",
        "changed by",
        "ergänzt durch",
        "geändert durch",
        "modifié par",
        "modifiée par",
        "complété par",
        "modificado por",
        "modificada por",
        "alterado por",
        "alterada por",
    ),
    RelationKind.CLARIFIES: (
        "clarifies",
        "clarify",
        "refines",
        "refine",
        "details",
        "elaborates",
        "elaborates on",
        "präzisiert",
        "verfeinert",
        "précise",
        "aclara",
        "esclarece",
        "refina",
    ),
    RelationKind.CLARIFIED_BY: (
        "clarified by",
        "refined by",
        "detailed by",
        "detailed in",
        "elaborated by",
        "elaborated in",
        "präzisiert durch",
        "verfeinert durch",
        "précisé par",
        "aclarado por",
        "esclarecido por",
        "refinado por",
    ),
    RelationKind.EXTENDS: (
        "extends",
        "extend",
        "builds on",
        "builds upon",
        "build on",
        "based on",
        "erweitert",
        "baut auf",
        "étend",
        "extiende",
        "estende",
        "genişletir",
        "扩展",
        "拡張",
    ),
    RelationKind.EXTENDED_BY: (
        "extended by",
        "extended in",
        "erweitert durch",
        "étendu par",
        "extendido por",
        "estendido por",
    ),
    RelationKind.DEPENDS_ON: (
        "depends on",
        "depends upon",
        "depend on",
        "requires",
        "dependent on",
        "dependencies",
        "hängt ab von",
        "abhängig von",
        "benötigt",
        "dépend de",
        "depende de",
        "依赖",
        "依存",
        "bağlıdır",
    ),
    RelationKind.REQUIRED_BY: (
        "required by",
        "enables",
        "needed by",
        "prerequisite for",
        "benötigt von",
        "requis par",
        "requerido por",
    ),
    RelationKind.AFFECTS: ("affects", "applies to", "impacts", "betrifft", "affecte", "afecta"),
    RelationKind.AFFECTED_BY: ("affected by", "impacted by"),
    RelationKind.CONFLICTS_WITH: (
        "conflicts with",
        "conflict with",
        "contradicts",
        "incompatible with",
        "steht im widerspruch zu",
        "contredit",
        "contradice",
        "conflita com",
    ),
    RelationKind.RELATES_TO: (
        "relates to",
        "related to",
        "related",
        "relates",
        "see also",
        "see",
        "related adr",
        "related adrs",
        "related decision",
        "related decisions",
        "linked to",
        "links to",
        "verwandt mit",
        "bezieht sich auf",
        "siehe auch",
        "siehe",
        "lié à",
        "voir aussi",
        "voir",
        "relacionado con",
        "relacionada con",
        "ver también",
        "relacionado com",
        "relacionada com",
        "veja também",
        "ver também",
        "关联",
        "相关",
        "関連",
        "ilgili",
    ),
}
"""The words for each kind, in every spelling that was seen. Written with blanks; hyphens,
underscores and inner capitals (``supersededBy``) count as blanks."""

PARTIAL_WORDS = (
    "partially",
    "partly",
    "partial",
    "in part",
    "in parts",
    "parts of",
    "part of",
    "narrows",
    "teilweise",
    "partiellement",
    "parcialmente",
    "部分",
    "kismen",
)
"""Words that make a relation partial: the target stays in force."""

_SUBJECTS = frozenset(
    """this these it the a an is are was were has have had been be being and but now then later
    also since which that as of on adr adrs decision decisions record records document proposal
    approach rfc oep pep design architecture status state currently already recently
    subsequently therefore hence dieser diese dieses wurde wird ist cette ce est ete esta este
    foi fue es sido se por sera""".split()
)
"""Words that may stand before a relation word in a statement about the record itself."""

_PROSPECTS = frozenset(
    "not never no will would may might could should to if until unless can cannot".split()
)
"""Words before a relation word that make it no statement of fact."""

_AFTER = (
    "取代",
    "替代",
    "代替",
    "替换",
    "替換",
    "に置き換え",
    "によって置き換え",
    "により置き換え",
)
"""Chinese and Japanese words that stand behind what the record was superseded by."""

_NUMBERED = frozenset(
    kind for kind in RelationKind if kind not in (RelationKind.RELATES_TO, RelationKind.AFFECTS)
)
"""Kinds after which a bare number names a decision."""

_LONGEST_GAP = 8
"""Words between a relation word and what it points to."""


@cache
def _phrases() -> Phrases[tuple[RelationKind, bool]]:
    whole = {(kind, False): words for kind, words in RELATION_WORDS.items()}
    parts = {
        (kind, True): [
            f"{w[:-3]} {p} by"
            for w in words
            if w.endswith(" by")
            for p in ("partially", "partly", "in part")
        ]
        for kind, words in RELATION_WORDS.items()
    }
    return Phrases({**whole, **parts})


@cache
def _partial() -> Phrases[bool]:
    return Phrases({True: PARTIAL_WORDS})


def relation_kind(label: str) -> tuple[RelationKind, bool] | None:
    """Return the kind that a label or key names as a whole, and whether it is partial.

    >>> relation_kind("supersededBy"), relation_kind("Partially supersedes")
    ((<RelationKind.SUPERSEDED_BY: 'superseded-by'>, False), (<RelationKind.SUPERSEDES: 'supersedes'>, True))
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]", " ", label)
    row = [t for t in tokens(spaced) if t.kind is not Kind.MARK]
    if not row:
        return None
    partial = _partial().at(row, 0)
    start = partial[1] if partial else 0
    found = _phrases().at(row, start) if start < len(row) else None
    if found is None or found[1] != len(row):
        return None
    kind, in_part = found[0]
    return kind, in_part or partial is not None


def read_relations(
    text: str,
    targets: Mapping[str, str] | None = None,
    *,
    also_before: frozenset[str] = frozenset(),
) -> list[RelationStatement]:
    """Return the statements that *text* (inline markup) makes about the record it is in.

    A statement is a relation word that begins a clause, and one or more references. Words
    about the record itself (and those of *also_before*) may stand before it: "This decision
    was superseded by ADR-5" is one, "ADR-3, which was superseded by ADR-5, says" is none.
    *targets* are the destinations of named links, see ``inline.tokens``.
    """
    row = tokens(text, targets)
    shown = visible(text)
    found: list[RelationStatement] = []
    place = 0
    while place < len(row):
        match = _phrases().at(row, place)
        if match is None or not _leads(row, place, also_before):
            place += 1
            continue
        (kind, in_part), after = match
        ends = _references(row, after, kind)
        partial = in_part or _is_partial(row, place, after, ends)
        last = row[ends[-1]].end if ends else 0
        start = row[place].start
        found += [_statement(row[i], kind, shown[start:last], partial) for i in ends]
        place = ends[-1] + 1 if ends else after
    return found + _behind(row, shown)


def references(text: str, targets: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return what *text*, the value of a relation's label, points to, and how it says so.

    Links, file names, ids and numbers; a value of one word without any of these is a slug
    or a title and counts as a whole.
    """
    row = tokens(text, targets)
    found = [i for i, t in enumerate(row) if _points(t) or _is_number(row, i)]
    if found:
        return [(_target(row[i]), row[i].text) for i in _first_of_each(row, found)]
    whole = visible(text).strip(" \t\n*_`\"'.")
    is_name = re.fullmatch(r"[\w@./#-]+", whole) and fold(whole) not in _NOTHING
    return [(whole, whole)] if is_name else []


_NOTHING = frozenset(
    ("none", "n/a", "na", "-", "--", "---", "null", "nil", "tbd", "no", "nothing", "")
)


def _statement(token: Token, kind: RelationKind, text: str, partial: bool) -> RelationStatement:
    return RelationStatement(
        kind=kind, reference=_target(token), text=" ".join(text.split()), partial=partial
    )


def _target(token: Token) -> str:
    return token.value or token.text


def _points(token: Token) -> bool:
    if token.kind is not Kind.REFERENCE:
        return False
    target = token.value.lower()
    outside = re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", target) is not None
    return not outside or re.search(r"\.(?:md|markdown|rst|adoc)(?:#|$)", target) is not None


def _is_number(row: Sequence[Token], place: int) -> bool:
    return row[place].kind is Kind.NUMBER and re.fullmatch(r"\d{1,5}", row[place].value) is not None


def _first_of_each(row: Sequence[Token], found: Sequence[int]) -> Iterator[int]:
    """Leave out what follows a reference in parentheses: it names the same target again."""
    has_links = any(row[i].kind is Kind.REFERENCE for i in found)
    for i in found:
        if has_links and row[i].kind is Kind.NUMBER:
            continue
        yield i


def _leads(row: Sequence[Token], place: int, also: frozenset[str]) -> bool:
    for token in reversed(row[:place]):
        if token.kind is Kind.MARK:
            return True
        if token.kind is Kind.DATE:
            continue
        if token.kind is not Kind.WORD or token.text in _PROSPECTS:
            return False
        if token.text not in _BEFORE and token.text not in also:
            return False
    return True


def _references(row: Sequence[Token], start: int, kind: RelationKind) -> list[int]:
    """Return the places of the references after a relation word: the first, and those joined to it."""
    found: list[int] = []
    gap = 0
    for i in range(start, len(row)):
        token = row[i]
        if _points(token) or (kind in _NUMBERED and gap == 0 and _is_number(row, i)):
            found.append(i)
            gap = 0
        elif token.kind is Kind.MARK:
            if token.text in ".|->" and not (found == [] and i == start):
                break
            if token.text == "\n" and (found or i > start):
                break
        elif found and token.text not in _JOINING:
            break
        elif _phrases().at(row, i) or (gap := gap + (token.text not in _NAMING)) > _LONGEST_GAP:
            break
    return found


_JOINING = frozenset("and und et y e ve or as well also 和 と adr adrs decision decisions".split())
_NAMING = frozenset("adr adrs decision decisions record records no number nr rfc the".split())
_BEFORE = _SUBJECTS | {word for words in PARTIAL_WORDS for word in phrase_of(words)}


def _is_partial(row: Sequence[Token], place: int, after: int, ends: Sequence[int]) -> bool:
    before = [i for i in range(max(0, place - 3), place) if _partial().at(row, i)]
    if any(not any(t.kind is Kind.MARK for t in row[i:place]) for i in before):
        return True
    behind = ends[-1] + 1 if ends else after
    inside = range(after, ends[0]) if ends else range(0)
    near = [i for i in (behind, behind + 1) if i < len(row)]
    return any(_partial().at(row, i) for i in (*inside, *near))


def _behind(row: Sequence[Token], shown: str) -> list[RelationStatement]:
    return [
        _statement(row[i - 1], RelationKind.SUPERSEDED_BY, shown[row[i - 1].start : t.end], False)
        for i, t in enumerate(row)
        if i and t.kind is Kind.WORD and t.text.startswith(_FOLDED_AFTER)
        if _points(row[i - 1]) or _is_number(row, i - 1)
    ]


_FOLDED_AFTER = tuple(fold(word) for word in _AFTER)
