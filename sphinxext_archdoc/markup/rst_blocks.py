"""The nodes of docutils' block parser, as headings and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from docutils import nodes

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.markup.directives import directive_block
from sphinxext_archdoc.markup.rst_machine import Explicit, RawTable, parse_blocks
from sphinxext_archdoc.markup.sections import Heading
from sphinxext_archdoc.markup.tables import table_of
from sphinxext_archdoc.markup.tree import (
    Block,
    CodeBlock,
    Definition,
    DefinitionList,
    DirectiveBlock,
    FieldEntry,
    FieldList,
    Item,
    ListBlock,
    OtherBlock,
    Paragraph,
    Quote,
    Table,
)

_TAB_WIDTH = 8
_ERROR = 3
"""Level of docutils' messages from which on it drops the text that they are about."""
_LINE_BREAKS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_NAME = r"(?:(?!_)\w)+(?:[-._+:](?:(?!_)\w)+)*"
_DIRECTIVE = re.compile(rf"({_NAME})[ ]?::(?:[ ]+|$)", re.MULTILINE)
_FOOTNOTE = re.compile(rf"\[(?:[0-9]+|\#(?:{_NAME})?|\*|{_NAME})\](?:[ ]+|$)", re.MULTILINE)
_SUBSTITUTION = re.compile(rf"\|(?![ |])([^|]+)\|[ ]+({_NAME})::(?:[ ]+|$)", re.MULTILINE)
_TARGET = re.compile(r"_(?:`([^`]+)`|((?:[^:\\]|\\.|:(?! |$))*)):(?: |$)", re.MULTILINE)


def _for_docutils(line: str) -> str:
    """Return *line* as docutils wants it: no tabs, no space at its end, no marks of its own."""
    line = _LINE_BREAKS.sub(" ", line).replace("\0", "\N{REPLACEMENT CHARACTER}")
    return line.expandtabs(_TAB_WIDTH).rstrip()


class NodeReader:
    """Turns the nodes of one document into blocks."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        self.path = path
        self.lines = lines
        self.targets: dict[str, str] = {}
        """Destinations by the names of explicit targets; empty for a place in the text."""
        self.substitutions: dict[str, str] = {}
        self.overlined: set[int] = set()
        """Lines of the titles with an overline."""
        self.in_table = False
        """Whether the body of a table is read: tables in tables stay directives."""
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> list[Heading | Block]:
        """Return headings and blocks of the document, in their order."""
        document = parse_blocks([_for_docutils(line) for line in self.lines], self.path)
        if document.too_deep:
            self.too_deep(document.too_deep)
        self.overlined = document.overlined
        return list(self._parts(document, 1, len(self.lines)))

    def too_deep(self, line: int) -> None:
        """Report nesting that is not read as such."""
        message = "Lists or quotes are nested too deeply; what is inside them is read as text."
        self.diagnostics.append(
            Diagnostic(code=Code.TOO_LARGE, message=message, path=self.path, line=line)
        )

    def _parts(self, node: Any, level: int, end_line: int) -> Iterator[Heading | Block]:
        for child, line, last in self._spans(node.children, end_line):
            if isinstance(child, nodes.section):
                title: Any = child[0]
                yield Heading(
                    level=min(level, 6), title=_raw(title), line=title[0].line, first_line=line
                )
                yield from self._parts(child, level + 1, last)
            elif block := self._block(child, line, last):
                yield block

    def _spans(self, children: Sequence[Any], end_line: int) -> Iterator[tuple[Any, int, int]]:
        """Yield elements with first and last line: each ends before the next one begins."""
        placed = [(child, line) for child in children if (line := self._first_line(child))]
        for number, (child, line) in enumerate(placed):
            following = placed[number + 1][1] - 1 if number + 1 < len(placed) else end_line
            last = max(line, min(following, end_line))
            while last > line and not self.lines[last - 1].strip():
                last -= 1
            yield child, line, last

    def _first_line(self, node: Any) -> int:
        """Return the line on which a node begins; 0 for one that is not in the source."""
        if isinstance(node, nodes.section):
            title: Any = node[0]
            line = int(title[0].line)
            return line - 1 if line in self.overlined else line
        if isinstance(node, nodes.system_message) and not _lost_text(node):
            return 0
        noted: int | None = getattr(node, "first_line", None)
        own: int | None = getattr(node, "line", None)
        if isinstance(node, nodes.paragraph | nodes.literal_block | nodes.block_quote):
            return own or noted or 0
        return noted or own or 0

    def _blocks(self, node: Any, end_line: int) -> tuple[Block, ...]:
        spans = self._spans(node.children, end_line)
        blocks = (self._block(child, line, last) for child, line, last in spans)
        return tuple(block for block in blocks if block)

    def _block(self, node: Any, line: int, end_line: int) -> Block | None:
        match node:
            case nodes.paragraph() | nodes.attribution():
                return Paragraph(line=line, end_line=end_line, text=_raw(node))
            case nodes.line_block():
                return Paragraph(
                    line=line,
                    end_line=end_line,
                    text="\n".join(map(_raw, node.findall(nodes.line))),
                )
            case nodes.bullet_list() | nodes.enumerated_list():
                return self._list(node, line, end_line)
            case nodes.field_list():
                return self._fields(node, line, end_line)
            case nodes.definition_list():
                return self._definitions(node, line, end_line)
            case nodes.block_quote():
                return Quote(line=line, end_line=end_line, blocks=self._blocks(node, end_line))
            case nodes.literal_block() | nodes.doctest_block():
                return _code(node, line, end_line)
            case RawTable():
                return _table(node, line, end_line)
            case Explicit():
                return self._explicit(node, line, end_line)
            case nodes.transition():
                return OtherBlock(
                    line=line, end_line=end_line, kind="rule", text=self._source(line, end_line)
                )
            case nodes.option_list():
                return OtherBlock(
                    line=line, end_line=end_line, kind="options", text=self._source(line, end_line)
                )
            case nodes.system_message():
                text = _lost_text(node)
                return OtherBlock(line=line, end_line=end_line, kind="malformed", text=text)
        return None

    def _source(self, line: int, end_line: int) -> str:
        first = self.lines[line - 1]
        indent = len(first) - len(first.lstrip())
        lines = (
            li[indent:] if not li[:indent].strip() else li for li in self.lines[line - 1 : end_line]
        )
        return "\n".join(lines)

    def _list(self, node: Any, line: int, end_line: int) -> ListBlock:
        items = tuple(
            Item(line=start, end_line=last, blocks=self._blocks(child, last))
            for child, start, last in self._spans(node.children, end_line)
        )
        ordered = isinstance(node, nodes.enumerated_list)
        start = node.get("start", 1)
        return ListBlock(line=line, end_line=end_line, ordered=ordered, start=start, items=items)

    def _fields(self, node: Any, line: int, end_line: int) -> FieldList:
        entries = tuple(
            FieldEntry(
                line=start, end_line=last, name=_raw(child[0]), blocks=self._blocks(child[1], last)
            )
            for child, start, last in self._spans(node.children, end_line)
        )
        return FieldList(line=line, end_line=end_line, entries=entries)

    def _definitions(self, node: Any, line: int, end_line: int) -> DefinitionList:
        items = tuple(
            Definition(
                line=start,
                end_line=last,
                term=child[0].rawsource,
                blocks=self._blocks(child[-1], last),
            )
            for child, start, last in self._spans(node.children, end_line)
        )
        return DefinitionList(line=line, end_line=end_line, items=items)

    def _explicit(self, node: Explicit, line: int, end_line: int) -> Block:
        # A first line without text makes a comment of whatever follows.
        content = "\n".join(node.content).rstrip()
        if match := _DIRECTIVE.match(content):
            return self._directive(match[1], match.end(), node.content, line, end_line)
        if match := _SUBSTITUTION.match(content):
            if match[2] in ("replace", "unicode"):
                value = " ".join(content[match.end() :].split())
                self.substitutions[_normal(match[1])] = value
            return OtherBlock(line=line, end_line=end_line, kind="substitution", text=content)
        if _FOOTNOTE.match(content):
            return OtherBlock(
                line=line, end_line=end_line, kind="footnote", text=self._source(line, end_line)
            )
        if match := _TARGET.match(content):
            name = _normal(match[1] or match[2])
            self.targets.setdefault(name, " ".join(content[match.end() :].split()))
            return OtherBlock(
                line=line, end_line=end_line, kind="target", text=match[1] or match[2]
            )
        return OtherBlock(line=line, end_line=end_line, kind="comment", text=content.strip())

    def _directive(
        self, name: str, start: int, content: Sequence[str], line: int, end_line: int
    ) -> Block:
        first = content[0][start:]
        used = 1
        while first and used < len(content) and content[used][:1].strip(":"):
            used += 1
        block = directive_block(
            name=name,
            argument=" ".join([first, *content[1:used]]),
            content="\n".join(content[used:]),
            content_line=line + used,
            line=line,
            end_line=end_line,
            text=self._source(line, end_line),
        )
        if isinstance(block, DirectiveBlock) and not self.in_table:
            return table_of(block, self._body)
        return block

    def _body(self, text: str, line: int) -> Sequence[Block]:
        lines = text.split("\n")
        self.in_table = True
        blocks = self._blocks(parse_blocks(lines, self.path, line), line + len(lines) - 1)
        self.in_table = False
        return blocks


def _code(node: Any, line: int, end_line: int) -> CodeBlock:
    text = f"{node.astext()}\n"
    language = "pycon" if isinstance(node, nodes.doctest_block) else ""
    # A following ``::`` on a line of its own is no node.
    end_line = min(end_line, line + text.count("\n") - 1)
    return CodeBlock(line=line, end_line=end_line, language=language, text=text, text_line=line)


def _raw(node: Any) -> str:
    return "".join(str(child) for child in node.children if isinstance(child, nodes.Text))


def _normal(name: str) -> str:
    return nodes.fully_normalize_name(name.replace("\\", ""))


def _table(node: RawTable, line: int, end_line: int) -> Table:
    header = node.header[0][1] if node.header else ()
    body = [*node.header[1:], *node.body]
    return Table(
        line=line,
        end_line=end_line,
        header=header,
        rows=tuple(cells for _, cells in body),
        row_lines=tuple(row_line for row_line, _ in body),
    )


def _lost_text(message: nodes.system_message) -> str:
    """Return the source that docutils could make nothing of, so that no text is lost."""
    if message["level"] < _ERROR:
        return ""
    return next((block.astext() for block in message.findall(nodes.literal_block)), "")
