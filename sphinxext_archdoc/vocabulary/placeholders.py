"""What a template leaves to be filled in, told from what somebody has written.

Judged by shape, not by the sentences of one template: brackets and braces around an
instruction or the name of a thing (``[Describe …]``, ``{title}``), numbered nouns that name
nothing (``Component 1: Description of Component 1``), words for "later". Task boxes, links,
references, footnotes, code and brackets inside a sentence are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_LEADING = re.compile(r"(?:[-*+>#|]+\s+|\(?\d{1,4}[.)]\s+)+")
_MARKS = re.compile(r"(?<!\w)_{1,3}|_{1,3}(?!\w)|\[[ xX]\]\s+|\\$")

_INSTRUCTIONS = (
    "add analyse analyze answer capture complete cover define describe detail discuss document "
    "enter enumerate explain fill give identify include indicate insert link list mention name "
    "note outline paste provide put record replace say select show sketch specify state "
    "summarise summarize tell type use what when where which who why how write your"
)
_THINGS = (
    "approach author category component context date decision description example feature field "
    "heading id interface item label link name number option package placeholder project rationale "
    "reason reference section service solution status step summary system tag text title "
    "today tool topic url value version"
)
_INSTRUCTION = re.compile(
    rf"(?:e\.g\.|i\.e\.|(?:{'|'.join(_INSTRUCTIONS.split())})\b)", re.IGNORECASE
)
_THING = re.compile(rf"\b(?:{'|'.join(_THINGS.split())})s?\b", re.IGNORECASE)
_CONSTANT = re.compile(r"[A-Z][A-Z0-9]*(?:[_ -][A-Z][A-Z0-9]*)+|[A-Z]{4,}")
_FEW_WORDS = 3

_BRACKETS = re.compile(r"(?<!\])\[((?:[^\[\]\n]|\[[^\[\]\n]*\])+)\](?![\[(:_])")
_BRACES = re.compile(r"\{{1,2}([^{}\n]+)\}{1,2}")
_ANGLES = re.compile(r"<((?:[A-Za-z]+)(?:[ _-][^<>=/\"\n]*)?)>")
_REST = re.compile(r"[\s.,;:!?()/|·–—-]*")

_NOUNS = (
    "alternative alternatives attribute class component concern con consequence consideration "
    "constraint decision dependency driver element example feature function goal idea improvement "
    "interface item key layer library limitation link method metric module option package part "
    "phase point principle pro problem reason recommendation reference requirement resource risk "
    "service stage step subsystem task technology tool type"
)
_NUMBERED = re.compile(
    rf"(?:[a-z]+ )?(?:{'|'.join(_NOUNS.split())})(?: ?\d{{1,3}}| # ?\d{{1,3}}| [nxa-d])",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    rf"{_NUMBERED.pattern}"
    rf"|(?:(?:your|my|the|some|brief|short) )?(?:{'|'.join(_NOUNS.split())}) ?(?:name|title)"
    r"|(?:logging|monitoring|alert|alerting|metrics?|tracing|testing|deployment|backup) "
    r"(?:approach|tools?|mechanisms?|strategy|strategies|method|setup|solution)",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(
    r"(?:brief |short )?(?:description|title|explanation|summary)(?: (?:of|for) .{1,80})?",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"(?:t\.?b\.?[dacw]\.?|to ?do|fix ?me|xxx+|wip|work in progress|coming soon"
    r"|lorem ipsum\b.*"
    r"|(?:to be|yet to be|not yet|needs to be) (?:added|announced|completed|decided|defined|"
    r"described|determined|documented|done|filled(?: in)?|provided|written)"
    r"|(?:this section )?(?:is )?under construction|\.{3,}|…+|_+|yyyy-mm-dd|dd[./]mm[./]yyyy)"
    r"(?:[:\s.!…-]*)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:none|nothing|n/?a|not applicable|no (?:changes?|specific .{1,40})|[-–—?]+)"
    r"(?: (?:yet|so far|at (?:the|this) (?:moment|time)|known|planned|currently|for now))*[.!]?",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(":|：| - | – | — ")
_LONGEST_LABEL = 80
_MOST_BLANKS = 3
"""Blanks in a generic noun: between four words, the last of which may be a number."""
_LABEL_ALONE = re.compile(r"(?:[-*+]\s+)?(?:\*\*|__)[^*\n]{1,80}(?:\*\*\s*[:：]?|[:：]\s*\*\*)\s*")
_LABEL_ENDS = ("*", ":", "：")

_EXAMPLE_NAME = re.compile(
    r"(?:Example|Another|Sample|Foo|Bar|Dummy)"
    r"(?:Interface|Class|Type|Service|Component|Trait|Protocol)?\d*"
    r"|(?:Interface|Component|Service)(?:\d+|Name)",
)
_EXAMPLE_CODE = (re.compile(r"\b(?:some|do)(?:Operation|Something|Work)\b|\bsome_operation\b"),)
_EXAMPLE_CATCH = re.compile(
    r"\bSpecificError\b|\bhandle (?:specific|general) error\b", re.IGNORECASE
)
_GENERIC_NODES = frozenset(
    "api api gateway app application backend cache client clients database db end external system "
    "frontend gateway load balancer queue server start system ui user users web".split()
) | {"api gateway", "external system", "load balancer"}

EXAMPLE_VALUES = frozenset(
    {"language: typescript", "runtime: node.js/bun", "testing: vitest", "build tools: bun"}
)
"""Lines (see :func:`normal_line`) that stand for values in the best-known template: they are
text of the template as long as its guidance stands beside them."""

_LONGEST_BARE = 200
"""Characters of a placeholder without brackets."""
LONGEST = 2000
"""Characters of a text that may be a placeholder: more is prose."""


def normal_line(line: str) -> str:
    """Return a line of a document as it is compared with lines of a template.

    Marks of lists, headings and quotes, emphasis, case and runs of blanks do not count.

    >>> normal_line("- **Language**:  TypeScript")
    'language: typescript'
    """
    return _undecorated(line.strip()[:LONGEST]).casefold()


@lru_cache(maxsize=1024)
def _undecorated(text: str) -> str:
    """Return a stripped *text* on one line, without marks of lists, headings and emphasis."""
    if leading := _LEADING.match(text):
        text = text[leading.end() :]
    if "_" in text or "[" in text or "\\" in text:
        text = _MARKS.sub("", text)
    return " ".join(text.replace("*", "").replace("~", "").split())


@lru_cache(maxsize=4096)
def is_placeholder(text: str, *, nouns: bool = True) -> bool:
    """Return whether all of *text* (one item, value or title, raw) waits to be filled in.

    Without *nouns* a numbered noun is none: "Decision 2" may be a reference. A name in
    brackets that the document defines as a link looks the same: ask it first.

    >>> is_placeholder("[Describe the decision.]"), is_placeholder("Reads [all] files")
    (True, False)
    """
    if len(text) > LONGEST:
        return False
    is_open = "[" in text or "{" in text or "<" in text
    if len(text) > _LONGEST_BARE and not is_open and "lorem ipsum" not in text.casefold():
        return False
    text = _undecorated(text.strip())
    if not text:
        return False
    if _LATER.fullmatch(text) or (nouns and _is_generic(text)) or (is_open and _is_enclosed(text)):
        return True
    parted = _SEPARATOR.search(text, 1) if nouns else None
    if parted is None:
        return False
    name, rest = text[: parted.start()].rstrip(), text[parted.end() :].strip()
    if len(name) > _LONGEST_LABEL:
        return False
    if not rest:
        return _NUMBERED.fullmatch(name) is not None
    return bool(_LATER.fullmatch(rest)) or _is_generic(rest) or (is_open and _is_enclosed(rest))


def is_guidance(line: str) -> bool:
    """Return whether a *line* is a template's instruction: a sentence in brackets and no more."""
    return line.lstrip()[:1] in ("[", "{") and is_placeholder(line)


def says_nothing(text: str) -> bool:
    """Return whether *text* says that there is nothing to say: "None", "N/A", a dash."""
    if len(text) > _LONGEST_BARE:
        return False
    return _NOTHING.fullmatch(_undecorated(text.strip())) is not None


def holds_placeholder(line: str) -> bool:
    """Return whether a placeholder is left in *line*, alone or inside a sentence."""
    if is_placeholder(line):
        return True
    if "[" not in line:
        return False
    bare = re.sub(r"`[^`]*`", "", line[:LONGEST])
    return any(_is_instruction(m[1]) or _CONSTANT.fullmatch(m[1]) for m in _BRACKETS.finditer(bare))


def is_label_alone(line: str) -> bool:
    """Return whether *line* is a bold label without a value: ``**Context**:``."""
    text = line.strip()
    if len(line) >= LONGEST or text[-1:] not in _LABEL_ENDS:
        return False
    return _LABEL_ALONE.fullmatch(text) is not None


def is_example_name(name: str) -> bool:
    """Return whether a declared name is one of a template's examples (``ExampleInterface``)."""
    return _EXAMPLE_NAME.fullmatch(name) is not None


def is_example_code(text: str) -> bool:
    """Return whether code is a template's example: it calls ``someOperation`` and its kin."""
    head = text[:LONGEST]
    return bool(_EXAMPLE_CATCH.search(head)) and any(p.search(head) for p in _EXAMPLE_CODE)


def are_example_nodes(labels: Iterable[str]) -> bool:
    """Return whether the nodes of a diagram are a template's: ``Component 1``, ``Service 2``.

    At least one is a numbered noun, and no other names anything of its own.
    """
    named = [label.strip().casefold() for label in labels]
    numbered = [bool(_NUMBERED.fullmatch(n)) or is_placeholder(n) for n in named]
    others = (n for n, is_numbered in zip(named, numbered, strict=True) if not is_numbered)
    return any(numbered) and all(n in _GENERIC_NODES for n in others)


def _is_generic(text: str) -> bool:
    text = text.rstrip(".")
    if text.count(" ") <= _MOST_BLANKS and _GENERIC.fullmatch(text):
        return True
    return _DESCRIPTION.fullmatch(text) is not None


def _is_enclosed(text: str) -> bool:
    """Return whether *text* is nothing but brackets or braces around what is to be filled in."""
    found = [m[1] for p in (_BRACKETS, _BRACES, _ANGLES) for m in p.finditer(text)]
    if not found:
        return False
    rest = _ANGLES.sub("", _BRACES.sub("", _BRACKETS.sub("", text)))
    if not _REST.fullmatch(rest):
        return False
    return all(map(_asks, found))


def _asks(inner: str) -> bool:
    """Return whether what stands in brackets asks for something."""
    inner = inner.strip()
    if not any(c.isalpha() for c in inner):
        return set(inner) <= set(".…_ ") and bool(inner)
    words = inner.split()
    if len(words) > _FEW_WORDS:
        return True
    named = _THING.search(inner) or _THING.search(re.sub(r"([a-z])([A-Z])|[_-]", r"\1 \2", inner))
    numbered = re.fullmatch(r"[^\W\d]+ \d{1,3}", inner)
    asks = _is_instruction(inner) or _CONSTANT.fullmatch(inner) or named or numbered
    return bool(asks) or "…" in inner


def _is_instruction(inner: str) -> bool:
    return len(inner.split()) > 1 and _INSTRUCTION.match(inner.strip()) is not None
