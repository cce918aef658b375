"""Markdown as Git hosts and MyST read it, into the tree of sections.

Blocks come from markdown-it-py (https://markdown-it-py.readthedocs.io), set up as MyST does
it (https://myst-parser.readthedocs.io/en/latest/syntax/organising_content.html): CommonMark
with tables, footnotes, targets, comments, block breaks and directives in fences. Inline
text is left as it is until somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.field_list import fieldlist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from sphinxext_archdoc.diagnostics import Diagnostic
from sphinxext_archdoc.markup.front_matter import FrontMatter, read_front_matter
from sphinxext_archdoc.markup.markdown_blocks import MAX_NESTING, TOO_DEEP, TokenReader
from sphinxext_archdoc.markup.markdown_inline import MarkdownInline
from sphinxext_archdoc.markup.markdown_prose import prose
from sphinxext_archdoc.markup.sections import Heading, nest
from sphinxext_archdoc.markup.source import normalise, split_lines
from sphinxext_archdoc.markup.tree import Block, Document


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Leave destinations as written."""
        return url


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take what is nested too deeply as text.

    markdown-it-py itself would skip the rest of the document there.
    """
    if silent or state.level < MAX_NESTING:
        return False
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    state.line = line
    token = state.push(TOO_DEEP, "", 0)
    token.content = state.getLines(start, line, state.blkIndent, False)
    token.map = [start, line]
    return True


@cache
def _parser(field_lists: bool = False) -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": MAX_NESTING + 1}).enable("table")
    parser.block.ruler.before("table", TOO_DEEP, _too_deep)
    parser.block.ruler.before("table", "prose", prose)
    parser.use(footnote_plugin, inline=False, move_to_end=False).use(myst_block_plugin)
    parser.use(colon_fence_plugin)
    return parser.use(fieldlist_plugin) if field_lists else parser


def parse(path: str, text: str, *, field_lists: bool = False) -> Document:
    """Read the Markdown *text* of the file *path*; never raises for bad content.

    Lines that begin with ``:name:`` are a list of fields with *field_lists*, else text: on a
    Git host they are, and often emoji.
    """
    text = normalise(text)
    lines = split_lines(text)
    front = read_front_matter(lines, path)
    parts, references, diagnostics = _read_body(path, lines, front, field_lists)
    inline = MarkdownInline(references)
    return Document(
        path=path,
        markup="markdown",
        lines=lines,
        root=nest(parts, len(lines)),
        plain=inline.plain,
        links=inline.links,
        front_matter=front.values,
        front_matter_lines=front.lines,
        front_matter_valid=front.valid,
        diagnostics=(*front.diagnostics, *diagnostics),
    )


def _read_body(
    path: str, lines: Sequence[str], front: FrontMatter, field_lists: bool
) -> tuple[list[Heading | Block], Mapping[str, str], list[Diagnostic]]:
    blank = range(front.first_line - 1, front.last_line) if front.last_line else range(0)
    body = [*lines[: blank.start], *("" for _ in blank), *lines[blank.stop :]]
    environment: dict[str, Any] = {}
    tokens = _tokens("\n".join(body), environment, field_lists)
    reader = TokenReader(path, body, tokens, tokenise=_tokens)
    parts = list(reader.parts())
    references = {k: v["href"] for k, v in environment.get("references", {}).items()}
    return parts, references, reader.diagnostics


def _tokens(
    text: str, environment: dict[str, Any] | None = None, field_lists: bool = False
) -> list[Token]:
    tokens: list[Token] = []
    environment = {} if environment is None else environment
    parser = _parser(field_lists)
    # Rules look one character ahead, so the last line has to end.
    parser.block.parse(f"{text}\n", parser, environment, tokens)
    return tokens
