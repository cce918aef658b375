"""The tokens of markdown-it-py, as headings and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.markup.directives import directive_block
from sphinxext_archdoc.markup.sections import Heading
from sphinxext_archdoc.markup.tables import table_of
from sphinxext_archdoc.markup.tree import (
    Block,
    CodeBlock,
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

MAX_NESTING = 100
"""How deep blocks are read; a list takes two levels, one for its item."""

TOO_DEEP = "too_deep"
"""Type of the token of a text that is nested too deeply."""
Tokenise = Callable[[str], Sequence[Token]]

_TASK = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_DIRECTIVE = re.compile(r"\{([^\s{}]+)\}[ \t]*(.*)")
_COLON_NAME = re.compile(r"(\w[\w:.+-]*)[ \t]*(.*)|()(.*)")


class TokenReader:
    """Walks the tokens of a document once, from the first to the last.

    *lines* are those of the whole document, *first_line* is the one on which the text of the
    tokens begins. *tokenise* reads the body of a directive that is a table; a body itself has
    none, so that tables in tables stay directives.
    """

    def __init__(
        self,
        path: str,
        lines: Sequence[str],
        tokens: Sequence[Token],
        *,
        tokenise: Tokenise | None = None,
        first_line: int = 1,
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._path = path
        self._lines = lines
        self._tokens = tokens
        self._tokenise = tokenise
        self._first_line = first_line
        self._position = 0

    def parts(self) -> Iterator[Heading | Block]:
        """Yield headings and blocks of the document itself."""
        while self._position < len(self._tokens):
            token = self._tokens[self._position]
            if token.type == "heading_open":
                title = self._tokens[self._position + 1].content
                self._position += 3
                line, _ = self._range(token)
                level = int(token.tag[1])
                yield Heading(level=level, title=title, line=line, first_line=line)
            else:
                yield self._block()

    def _block(self) -> Block:
        token = self._tokens[self._position]
        match token.type:
            case "paragraph_open":
                return self._paragraph(token)
            case "bullet_list_open" | "ordered_list_open":
                return self._list(token)
            case "blockquote_open":
                line, end_line = self._range(token)
                return Quote(line=line, end_line=end_line, blocks=self._children(token))
            case "table_open":
                return self._table(token)
            case "field_list_open":
                return self._field_list(token)
            case "footnote_reference_open":
                self._children(token)
                return self._other(token, "footnote", self._source(token))
            case "heading_open":
                title = self._tokens[self._position + 1].content
                self._position += 3
                return self._other(token, "heading", title)
        self._position += 1
        return self._leaf(token)

    def _leaf(self, token: Token) -> Block:
        match token.type:
            case "fence" | "colon_fence":
                return self._fence(token)
            case "code_block":
                return self._code(token, "", self._range(token)[0])
            case "html_block":
                return self._html(token)
            case "hr":
                return self._other(token, "rule", token.markup)
            case _ if token.type == TOO_DEEP:
                return self._too_deep(token)
            case "myst_target":
                return self._other(token, "target", token.content)
            case "myst_line_comment":
                return self._other(token, "comment", _stripped(token.content))
            case "myst_block_break":
                return self._other(token, "break", token.content)
        return self._other(token, token.type, self._source(token))

    def _range(self, token: Token) -> tuple[int, int]:
        """Return first and last line of a block, without empty lines at its end."""
        start, end = token.map or (0, 1)
        line = start + self._first_line
        end_line = min(end + self._first_line - 1, len(self._lines))
        while end_line > line and not self._lines[end_line - 1].strip():
            end_line -= 1
        return line, end_line

    def _source(self, token: Token) -> str:
        line, end_line = self._range(token)
        return "\n".join(self._lines[line - 1 : end_line])

    def _other(self, token: Token, kind: str, text: str) -> OtherBlock:
        line, end_line = self._range(token)
        return OtherBlock(line=line, end_line=end_line, kind=kind, text=text)

    def _children(self, token: Token) -> tuple[Block, ...]:
        """Return the blocks between an opening token and the one that closes it."""
        self._position += 1
        blocks = []
        while self._tokens[self._position].nesting >= 0:
            blocks.append(self._block())
        self._position += 1
        return tuple(blocks)

    def _too_deep(self, token: Token) -> Paragraph:
        message = "Lists or quotes are nested too deeply; what is inside them is read as text."
        if all(d.code is not Code.TOO_LARGE for d in self.diagnostics):
            self._diagnose(Code.TOO_LARGE, token, message)
        line, end_line = self._range(token)
        return Paragraph(line=line, end_line=end_line, text=token.content.strip())

    def _paragraph(self, token: Token) -> Paragraph:
        text = self._tokens[self._position + 1].content
        self._position += 3
        line, end_line = self._range(token)
        return Paragraph(line=line, end_line=end_line, text=text)

    def _list(self, token: Token) -> ListBlock:
        self._position += 1
        items = []
        while (item := self._tokens[self._position]).type == "list_item_open":
            items.append(self._item(item))
        self._position += 1
        line, end_line = self._range(token)
        ordered = token.type == "ordered_list_open"
        start = int(token.attrs.get("start", 1)) if ordered else 1
        return ListBlock(
            line=line, end_line=end_line, ordered=ordered, start=start, items=tuple(items)
        )

    def _item(self, token: Token) -> Item:
        line, end_line = self._range(token)
        blocks = self._children(token)
        checked = None
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and (box := _TASK.match(first.text)):
            checked = box[1] != " "
            rest = Paragraph(line=first.line, end_line=first.end_line, text=first.text[box.end() :])
            blocks = (rest, *blocks[1:])
        return Item(line=line, end_line=end_line, blocks=blocks, checked=checked)

    def _field_list(self, token: Token) -> FieldList:
        self._position += 1
        entries = []
        while self._tokens[self._position].type == "fieldlist_name_open":
            name = self._tokens[self._position + 1].content
            self._position += 3
            body = self._tokens[self._position]
            line, end_line = self._range(body)
            blocks = self._children(body)
            entries.append(FieldEntry(line=line, end_line=end_line, name=name, blocks=blocks))
        self._position += 1
        line, end_line = self._range(token)
        return FieldList(line=line, end_line=end_line, entries=tuple(entries))

    def _table(self, token: Token) -> Table:
        rows: list[tuple[str, ...]] = []
        row_lines = []
        cells: list[str] = []
        while (current := self._tokens[self._position]).type != "table_close":
            if current.type == "tr_open":
                cells = []
                row_lines.append(self._range(current)[0])
            elif current.type == "inline":
                cells.append(current.content)
            elif current.type == "tr_close":
                rows.append(tuple(cells))
            self._position += 1
        self._position += 1
        line, end_line = self._range(token)
        return Table(
            line=line,
            end_line=end_line,
            header=rows[0],
            rows=tuple(rows[1:]),
            row_lines=tuple(row_lines[1:]),
        )

    def _fence(self, token: Token) -> Block:
        info = token.info.strip()
        directive = _DIRECTIVE.fullmatch(info)
        if directive is None and token.type == "colon_fence":
            directive = _COLON_NAME.fullmatch(info)
        line, end_line = self._range(token)
        self._check_closed(token)
        if directive is None:
            words = info.split(maxsplit=1)
            return self._code(token, words[0].lower() if words else "", line + 1)
        block = directive_block(
            name=directive[1] or "",
            argument=directive[2] or "",
            content=token.content.removesuffix("\n"),
            content_line=line + 1,
            line=line,
            end_line=end_line,
            text=f"{token.markup}{token.info}\n{token.content}{token.markup}",
        )
        if isinstance(block, DirectiveBlock) and self._tokenise is not None:
            return table_of(block, self._body)
        return block

    def _body(self, text: str, line: int) -> Sequence[Block]:
        tokens = self._tokenise(text) if self._tokenise is not None else ()
        parts = TokenReader(self._path, self._lines, tokens, first_line=line).parts()
        return [part for part in parts if isinstance(part, Block)]

    def _check_closed(self, token: Token) -> None:
        line, end_line = self._range(token)
        last = self._lines[end_line - 1].strip()
        marker = token.markup[0]
        if end_line == line or last.strip(marker) or len(last) < len(token.markup):
            self._unclosed(token, f"fence {token.markup}{token.info.rstrip()}")

    def _unclosed(self, token: Token, what: str) -> None:
        if token.level:
            return
        message = f"The {what} is never closed and takes in the rest of the document; close it."
        self._diagnose(Code.UNCLOSED, token, message)

    def _diagnose(self, code: Code, token: Token, message: str) -> None:
        line, _ = self._range(token)
        self.diagnostics.append(Diagnostic(code=code, message=message, path=self._path, line=line))

    def _code(self, token: Token, language: str, text_line: int) -> CodeBlock:
        line, end_line = self._range(token)
        return CodeBlock(
            line=line,
            end_line=end_line,
            language=language,
            text=token.content,
            text_line=text_line,
        )

    def _html(self, token: Token) -> OtherBlock:
        text = token.content.strip()
        if text.startswith("<!--") and text.find("-->") == len(text) - 3:
            return self._other(token, "comment", _stripped(text[4:-3]))
        if text.startswith("<!--") and "-->" not in text:
            self._unclosed(token, "comment")
        return self._other(token, "html", text)


def _stripped(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().split("\n"))
