"""Paragraphs of plain prose, which most lines of most documents are.

markdown-it-py asks all its rules in turn what a line begins, and asks most of them again for
each further line of a paragraph, with a paragraph as the last answer. Where every line begins
with a letter, up to an empty line or an item, no other answer is possible; so this rule is
asked first and saves all of that.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, list_block

_BEGINS_WITH_LETTER = re.compile(r"[*_`]{0,2}[^\W\d_]")
"""Also behind a mark of emphasis or code, too short for a rule or a fence."""


def prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the lines from *start* as a paragraph, when each of them begins with a letter."""
    if silent or state.is_code_block(start):
        return False
    line = start
    # As paragraphs do: they run on where *end*, that of the list around them, is passed.
    while line < state.lineMax and not state.isEmpty(line):
        if not _BEGINS_WITH_LETTER.match(state.src, state.bMarks[line] + state.tShift[line]):
            if line == start or not _is_item(state, line):
                return False
            break
        line += 1
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    text = state.push("inline", "", 0)
    text.content = state.getLines(start, line, state.blkIndent, False).strip()
    text.map = [start, line]
    text.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _is_item(state: StateBlock, line: int) -> bool:
    """Return whether an item of a list begins on *line*, and ends the paragraph before it."""
    if state.is_code_block(line) or state.sCount[line] < 0:
        return False
    around, state.parentType = state.parentType, "paragraph"
    found = list_block(state, line, state.lineMax, True)
    state.parentType = around
    return found
