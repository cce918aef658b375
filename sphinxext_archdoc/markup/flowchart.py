"""Nodes and arrows out of a mermaid flowchart, without mermaid.

Reads what <https://mermaid.js.org/syntax/flowchart.html> describes, as far as it says which
nodes there are and which arrows lead from one to another: chains, ``&``, labels in both
notations, every shape, subgraphs. Looks (``style``, ``classDef``, ``:::``, ``click``) are
passed over. What cannot be read ends its line and costs nothing else. The time is linear in
the length of the source.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product

from sphinxext_archdoc.model import Edge

FLOWCHARTS = ("graph", "flowchart", "flowchart-elk")
"""First words of the sources that are flowcharts."""

MAX_EDGES = 10_000
"""More arrows than a diagram can show; ``a & b … --> c & d …`` would make any number."""

HEADER = re.compile(r"\A\s*---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
"""The header in front of any diagram: YAML with its title and configuration."""
_COMMENT = re.compile(r"^[ \t]*%%.*$", re.MULTILINE)
_HEAD = re.compile(r"\s*([A-Za-z][\w-]*)[ \t]*(?:(?:TB|TD|BT|RL|LR|[<>^v])(?=[\s;]|\Z))?")
_BLANK = re.compile(r"[\s;]*")
_SPACE = re.compile(r"[ \t]*")
_LINE = re.compile(r"[^\n]*")
_STATEMENT = re.compile(r"[^\n;]*")
_KEYWORD = re.compile(
    r"(?:style|classDef|class|click|linkStyle|direction|accTitle|accDescr|end)(?![\w-])"
)
_SUBGRAPH = re.compile(r"subgraph(?=[ \t\n;]|\Z)[ \t]*")
_ID = re.compile(r"(?:[\w.!#$'*+?\\/]|-(?![->.])|=(?!=))+")
_LINK = re.compile(r"(?:[\w-]+@)?([<xo]?)(?:-{2,}([-xo>])|={2,}([=xo>])|-\.+-([xo>]?)|(~~~+))")
_LINK_TEXT = re.compile(
    r"(?:[\w-]+@)?([<xo]?)(?:"
    r"--(?P<solid>[^\n]*?)-{2,}(?P<solid_head>[-xo>])"
    r"|==(?P<thick>[^\n]*?)={2,}(?P<thick_head>[=xo>])"
    r"|-\.(?P<dotted>[^\n]*?)(?<!\.)\.+-(?P<dotted_head>[xo>]?))"
)
_CLASS = re.compile(r":::[\w-]+")
_ATTRIBUTES = re.compile(r"@\{([^{}]*)\}")
_LABEL = re.compile(r"\blabel\s*:\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\n]+))")
_SHAPES = (
    ("(((", ")))"),
    ("((", "))"),
    ("([", "])"),
    ("[[", "]]"),
    ("[(", ")]"),
    ("[/", "]"),
    ("[\\", "]"),
    ("[|", "|]"),
    ("{{", "}}"),
    ("(-", "-)"),
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    (">", "]"),
)
_ENTITY = re.compile(r"#(\w+);")
_BREAK_OR_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ICON = re.compile(r"\bfa[a-z]?:fa-[\w-]+\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flowchart:
    """What a mermaid source shows."""

    kind: str
    """First word of the source; empty when there is none."""
    nodes: dict[str, str] = field(default_factory=dict)
    """Ids and plain labels, in the order of the source."""
    edges: tuple[Edge, ...] = ()
    """Arrows in the order of the source; a line with two heads is two arrows."""


@lru_cache(maxsize=8)
def read_flowchart(source: str) -> Flowchart:
    """Read a mermaid *source*; nodes and edges are empty when it is no flowchart."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    text = HEADER.sub("", text, count=1)
    text = _COMMENT.sub("", without_directives(text))
    head = _HEAD.match(text)
    if head is None:
        return Flowchart(kind="")
    if head[1] not in FLOWCHARTS:
        return Flowchart(kind=head[1])
    scanner = _Scanner(text, head.end())
    scanner.run()
    return Flowchart(kind=head[1], nodes=scanner.nodes, edges=tuple(scanner.edges))


def without_directives(text: str) -> str:
    """Leave out ``%%{init: …}%%``, which may span lines."""
    parts = []
    position = 0
    while (start := text.find("%%{", position)) >= 0 and (end := text.find("}%%", start)) >= 0:
        parts.append(text[position:start])
        position = end + 3
    return "".join([*parts, text[position:]])


class _Scanner:
    """Goes once through the statements of a flowchart."""

    def __init__(self, text: str, position: int) -> None:
        self.text = text
        self.position = position
        self.nodes: dict[str, str] = {}
        self.edges: list[Edge] = []
        self.titles: dict[str, str] = {}
        self.absent: set[str] = set()

    def run(self) -> None:
        """Read all statements."""
        while True:
            self._skip(_BLANK)
            if self.position >= len(self.text):
                return
            if _KEYWORD.match(self.text, self.position):
                self._skip(_LINE if self.text.startswith("acc", self.position) else _STATEMENT)
            elif self._skip(_SUBGRAPH):
                self._subgraph()
            elif not self._chain():
                self._skip(_LINE)

    def _skip(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.position)
        if found:
            self.position = found.end()
        return found

    def _subgraph(self) -> None:
        name = self._skip(_ID)
        self._skip(_SPACE)
        label = self._shape()
        rest = self._skip(_STATEMENT)
        written = (name[0] if name else "") + (rest[0] if rest else "")
        if name:
            self.titles[name[0]] = label if label is not None else plain_label(written)

    def _chain(self) -> bool:
        """Read ``A & B --> C --> D``; False when the rest of the line cannot be read."""
        sources = self._group()
        while sources:
            self._skip(_SPACE)
            if self.position >= len(self.text) or self.text[self.position] in "\n;":
                return True
            link = self._link()
            if link is None:
                return False
            self._skip(_BLANK)
            targets = self._group()
            self._connect(sources, targets, *link)
            sources = targets
        return False

    def _group(self) -> list[str]:
        names = []
        while name := self._node():
            names.append(name)
            self._skip(_SPACE)
            if not self.text.startswith("&", self.position):
                break
            self.position += 1
            self._skip(_BLANK)
        return names

    def _node(self) -> str:
        found = self._skip(_ID)
        if found is None:
            return ""
        name = found[0]
        label = self._attributes() if self.text.startswith("@{", self.position) else self._shape()
        self._skip(_CLASS)
        if label is not None:
            self.nodes[name] = label
        else:
            self.nodes.setdefault(name, self.titles.get(name, name))
        return name

    def _attributes(self) -> str | None:
        found = self._skip(_ATTRIBUTES)
        label = _LABEL.search(found[1]) if found else None
        return plain_label(label[1] or label[2] or label[3] or "") if label else None

    def _shape(self) -> str | None:
        """Read the brackets after an id; None when there are none, or they never close."""
        for opening, closing in _SHAPES:
            if self.text.startswith(opening, self.position):
                label = self._bracketed(self.position + len(opening), closing)
                if label is not None:
                    return label
        return None

    def _bracketed(self, start: int, closing: str) -> str | None:
        quote = start + len(_SPACE.match(self.text, start)[0])  # type: ignore[index]
        after = start
        if self.text.startswith('"', quote):
            end_quote = self._find('"', quote + 1)
            after = start if end_quote < 0 else end_quote + 1
        end = self._find(closing, after)
        if end < 0:
            return None
        self.position = end + len(closing)
        return plain_label(self.text[start:end].strip().strip("/\\"))

    def _find(self, what: str, start: int) -> int:
        """Find *what*; what is absent once is not looked for again: it keeps the time linear."""
        if what in self.absent:
            return -1
        found = self.text.find(what, start)
        if found < 0:
            self.absent.add(what)
        return found

    def _link(self) -> tuple[str, bool, bool] | None:
        """Read an arrow: its label, whether it is visible, whether it has two heads."""
        if found := self._skip(_LINK):
            heads = found[1], found[2] or found[3] or found[4]
            return self._pipe_label(), found[5] is None, heads == ("<", ">")
        if found := self._skip(_LINK_TEXT):
            parts = found.groupdict()
            label = next(parts[k] for k in ("solid", "thick", "dotted") if parts[k] is not None)
            head = parts["solid_head"] or parts["thick_head"] or parts["dotted_head"]
            return plain_label(label), True, (found[1], head) == ("<", ">")
        return None

    def _pipe_label(self) -> str:
        before = self.position
        self._skip(_SPACE)
        if self.text.startswith("|", self.position):
            end = self._find("|", self.position + 1)
            if end >= 0:
                label = self.text[self.position + 1 : end]
                self.position = end + 1
                return plain_label(label)
        self.position = before
        return ""

    def _connect(
        self, sources: list[str], targets: list[str], label: str, visible: bool, both: bool
    ) -> None:
        if not visible:
            return
        for source, target in product(sources, targets):
            if len(self.edges) >= MAX_EDGES:
                return
            self.edges.append(Edge(source=source, target=target, label=label))
            if both:
                self.edges.append(Edge(source=target, target=source, label=label))


def plain_label(text: str) -> str:
    """Return a label on one line, without quotes, tags, entities and icons."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].strip()
    if len(text) > 1 and text[0] == text[-1] == "`":
        text = text[1:-1].replace("**", "").replace("*", "")
    text = _ICON.sub("", _BREAK_OR_TAG.sub(" ", text))
    text = html.unescape(_ENTITY.sub(r"&\1;", text))
    return " ".join(text.split())
