"""What a mermaid source shows, in words: its title, its nodes and what joins them.

Flowcharts are read by :mod:`~sphinxext_archdoc.markup.flowchart`; sequence, class, state and
entity relationship diagrams line by line, as <https://mermaid.js.org/intro/syntax-reference.html>
describes them. Of other kinds there are the kind and the title. The time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from sphinxext_archdoc.markup.flowchart import (
    FLOWCHARTS,
    HEADER,
    MAX_EDGES,
    plain_label,
    read_flowchart,
    without_directives,
)
from sphinxext_archdoc.model import Edge

LONGEST_LINE = 2_000
"""Characters of a line that is looked at."""

_KIND = re.compile(r"[A-Za-z][\w-]*")
_DESCRIBED = re.compile(r"\s*(accTitle|accDescr|title)(?::\s*|\s+)(?![\s{])(.+)")
_DESCRIBED_BLOCK = re.compile(r"accDescr\s*\{([^}]*)\}")
_PARTICIPANT = re.compile(r"\s*(?:create\s+)?(?:participant|actor)\s+(.+)")
_ALIAS = re.compile(r"(.+?)\s+as\s+(.+)")
_MESSAGE = re.compile(
    r"\s*(?P<left>[^\s\-<>:;,#][^\-<>:;,#]{0,99}?)\s*(?P<back><<)?"
    r"--?(?:>>|[>x)])\s*[+-]?\s*(?P<right>[^\-<>:;,]{1,100}?)\s*:\s*(?P<label>.*)"
)
_CLASS = re.compile(r'\s*class\s+(?P<id>[\w.-]+)(?:\s*\["(?P<label>[^"]*)"\])?')
_STATE = re.compile(r'\s*state\s+(?:"(?P<label>[^"]*)"\s+as\s+)?(?P<id>[\w-]+)')
_NAME = r"(?:`[^`]{1,100}`|\"[^\"]{1,100}\"|[\w.-]{0,99}\w(?:~[\w,~ ]{1,60}~)?)"
_RELATION = re.compile(
    rf"\s*(?P<left>{_NAME})\s*(?:\"[^\"]*\")?\s*(?P<tail><\||[<*o]|\(\))?(?:--|\.\.)"
    rf"(?P<head>\|>|[>*o]|\(\))?\s*(?:\"[^\"]*\")?\s*(?P<right>{_NAME})\s*(?::\s*(?P<label>.*))?$"
)
_TRANSITION = re.compile(
    r"\s*(?P<left>\[\*\]|[\w-]+?)\s*-->\s*(?P<right>\[\*\]|[\w-]+)\s*(?::\s*(?P<label>.*))?$"
)
_ENTITIES = re.compile(
    r"\s*(?P<left>[\w-]*?\w|\"[^\"]+\")\s*(?:[|}][|o])(?:--|\.\.)(?:[|o][|{])\s*"
    r"(?P<right>[\w-]+|\"[^\"]+\")\s*(?::\s*(?P<label>.*))?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A diagram in words."""

    kind: str = ""
    """First word of the diagram; empty when there is none."""
    title: str = ""
    """What its author calls it."""
    description: str = ""
    """What its author says that it shows, for those who cannot see it."""
    nodes: dict[str, str] = field(default_factory=dict)
    """Ids and plain labels, in the order of the source."""
    edges: tuple[Edge, ...] = ()
    """What leads from one node to another, in the order of the source."""


def read_outline(source: str) -> Outline:
    """Read a mermaid *source*. What cannot be read is passed over."""
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    header = HEADER.match(text)
    body = without_directives(text[header.end() :] if header else text)
    block = _DESCRIBED_BLOCK.search(body)
    lines = [line for line in body.split("\n") if line.strip() and line.strip()[:2] != "%%"]
    kind = _KIND.match(lines[0].strip()) if lines else None
    if kind is None:
        return Outline()
    said = dict(_said(lines))
    title = said.get("accTitle") or _title_of(header[1] if header else "") or said.get("title", "")
    described = said.get("accDescr") or (plain_label(block[1]) if block else "")
    nodes, edges = _graph(kind[0], text, lines[1:])
    return Outline(kind=kind[0], title=title, description=described, nodes=nodes, edges=edges)


def _title_of(header: str) -> str:
    try:
        values = yaml.safe_load(header)
    except (yaml.YAMLError, ValueError, RecursionError):
        return ""
    title = values.get("title") if isinstance(values, dict) else None
    return plain_label(str(title)) if isinstance(title, str | int | float) else ""


def _said(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in lines:
        if match := _DESCRIBED.match(line[:LONGEST_LINE]):
            yield match[1], plain_label(match[2])


def _graph(kind: str, text: str, lines: list[str]) -> tuple[dict[str, str], tuple[Edge, ...]]:
    if kind in FLOWCHARTS:
        chart = read_flowchart(text)
        return chart.nodes, chart.edges
    patterns = {
        "sequenceDiagram": (_PARTICIPANT, _MESSAGE),
        "classDiagram": (_CLASS, _RELATION),
        "stateDiagram": (_STATE, _TRANSITION),
        "erDiagram": (None, _ENTITIES),
    }.get(kind.removesuffix("-v2"))
    if patterns is None:
        return {}, ()
    nodes: dict[str, str] = {}
    edges: list[Edge] = []
    for line in lines:
        if len(line) > LONGEST_LINE or len(edges) >= MAX_EDGES:
            continue
        if patterns[0] and (named := patterns[0].match(line)):
            name, label = _named(named)
            nodes[name] = label
        elif joined := patterns[1].match(line):
            edges.append(_edge(joined, nodes))
    return nodes, tuple(edges)


def _named(match: re.Match[str]) -> tuple[str, str]:
    parts = match.groupdict()
    if parts:
        return parts["id"], plain_label(parts["label"] or parts["id"])
    alias = _ALIAS.match(match[1])
    name = (alias[1] if alias else match[1]).partition("@{")[0].strip()
    return name, plain_label(alias[2] if alias else name)


def _edge(match: re.Match[str], nodes: dict[str, str]) -> Edge:
    parts = match.groupdict()
    ends = [parts[side].strip().strip('`"') for side in ("left", "right")]
    for end in ends:
        nodes.setdefault(end, plain_label(end))
    if parts.get("tail") and not parts.get("head"):
        ends.reverse()
    return Edge(source=ends[0], target=ends[1], label=plain_label(parts["label"] or ""))
