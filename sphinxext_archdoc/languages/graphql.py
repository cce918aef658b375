"""GraphQL: object types, interfaces, inputs, enums, unions and scalars of a schema.

A field with arguments is a method, one without a property. A field of an input is optional when
it may be null or has a default. Extensions are joined with what they extend. Operations and
fragments declare nothing. Everything is exported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sphinxext_archdoc.languages import Reading
from sphinxext_archdoc.languages._cache import cached
from sphinxext_archdoc.languages._draft import Draft, Drafts, Part
from sphinxext_archdoc.languages._graphql_tokens import Token, tokens_of, written
from sphinxext_archdoc.languages._text import cleaned, is_text
from sphinxext_archdoc.model import Member

NAME = "graphql"
FENCES = ("graphql", "graphqls", "gql")
SUFFIXES = (".graphql", ".graphqls", ".gql")
EXTRA = ""

_KINDS = {
    "type": "type",
    "interface": "interface",
    "input": "type",
    "enum": "enum",
    "union": "alias",
    "scalar": "alias",
}
_OPERATIONS = {"query", "mutation", "subscription", "fragment", "{"}
_KEYWORDS = {*_KINDS, "schema", "directive", "extend"}
_PAIRS = {"(": ")", "[": "]", "{": "}"}


class _UnexpectedError(Exception):
    """What comes next is not what has to."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


@cached(NAME)
def declarations(text: str, suffix: str = "") -> Reading:
    """Return what *text* declares; *suffix* makes no difference."""
    if not is_text(text):
        return Reading(error_line=1)
    parser = _Parser(text)
    parser.document()
    return Reading(declarations=parser.drafts.finished(), error_line=parser.error_line)


class _Parser:
    """Reads a document, definition by definition."""

    def __init__(self, text: str) -> None:
        self.drafts = Drafts()
        self.error_line = 0
        self._text = text
        self._tokens = list(tokens_of(text))
        self._place = 0

    def document(self) -> None:
        """Read all definitions; what is wrong is left out up to the next one."""
        while self._next.kind:
            start = self._place
            try:
                self._definition()
            except _UnexpectedError as error:
                self.error_line = self.error_line or error.line
                self._place = max(self._place, start + 1)
                while self._next.kind and not self._begins_definition():
                    self._place += 1

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _ahead(self, count: int) -> Token:
        return self._tokens[min(self._place + count, len(self._tokens) - 1)]

    def _take(self, text: str = "", kind: str = "") -> Token:
        """Return the next token and go on; it has to be *text*, or of a *kind*."""
        token = self._next
        if not token.kind or (text and token.text != text) or (kind and token.kind != kind):
            raise _UnexpectedError(token.line)
        self._place += 1
        return token

    def _begins_definition(self) -> bool:
        """Return whether a definition begins here, where a field could begin too."""
        after = self._ahead(1)
        follows = {"name"} if self._next.text in _KEYWORDS else set()
        return after.kind in follows and self._ahead(2).text in ("{", "implements", "@", "=")

    def _description(self) -> str:
        if self._next.kind != "string":
            return ""
        text = self._take().text
        if text.startswith('"""'):
            return cleaned(text[3:].removesuffix('"""')).strip("\n")
        return re.sub(r"\\(.)", r"\1", text[1:].removesuffix('"'))

    def _definition(self) -> None:
        doc = self._description()
        if self._next.text in _OPERATIONS:
            while self._next.text != "{":
                self._skip()
            self._skip()
            return
        if self._next.text == "extend":
            self._take()
        keyword = self._take(kind="name")
        if keyword.text in _KINDS:
            self._type(keyword, doc)
        elif keyword.text == "schema":
            self._directives()
            self._skip()
        elif keyword.text == "directive":
            self._directive_definition()
        else:
            raise _UnexpectedError(keyword.line)

    def _directive_definition(self) -> None:
        self._directives()
        if self._next.text == "repeatable":
            self._take()
        self._take("on")
        if self._next.text == "|":
            self._take()
        self._take(kind="name")
        while self._next.text == "|":
            self._take()
            self._take(kind="name")

    def _skip(self) -> None:
        """Go on after the next token, or after all that its bracket holds."""
        closing = []
        while True:
            token = self._take()
            if token.text in _PAIRS:
                closing.append(_PAIRS[token.text])
            elif closing and token.text == closing[-1]:
                closing.pop()
            if not closing:
                return

    def _directives(self) -> None:
        while self._next.text == "@":
            self._take()
            self._take(kind="name")
            if self._next.text == "(":
                self._skip()

    def _type(self, keyword: Token, doc: str) -> None:
        start = self._place - 1
        name = self._take(kind="name")
        implements = dict.fromkeys(self._implemented())
        signature = self._written(start)
        self._directives()
        if keyword.text == "union" and self._next.text == "=":
            start = self._place
            while self._next.text in ("=", "|", "&"):
                self._take()
                if self._next.text == "|":
                    self._take()
                self._take(kind="name")
            signature += f" {self._written(start)}"
        parts: list[Part] = []
        if self._next.text == "{":
            self._take()
            read = self._value if keyword.text == "enum" else self._field
            parts = list(self._members(read, of_input=keyword.text == "input"))
        draft = Draft(
            name=name.text,
            qualified=name.text,
            kind=_KINDS[keyword.text],
            line=name.line,
            end_line=self._tokens[self._place - 1].line,
            signature=signature,
            doc=doc,
            exported=True,
            implements=implements,
        )
        self.drafts.declare(draft, parts)

    def _implemented(self) -> Iterator[str]:
        if self._next.text != "implements":
            return
        self._take()
        while self._next.text == "&" or self._next.kind == "name":
            token = self._take()
            if token.kind == "name":
                yield token.text

    def _members(self, read: Callable[[bool], Member], *, of_input: bool) -> Iterator[Part]:
        """Yield what is read up to the closing brace; what is wrong is left out."""
        while self._next.text != "}":
            start = self._place
            if not self._next.kind or self._begins_definition():
                self.error_line = self.error_line or self._next.line
                return
            try:
                yield Part(member=read(of_input))
            except _UnexpectedError as error:
                self.error_line = self.error_line or error.line
                self._place = max(self._place, start + 1)
        self._take()

    def _value(self, _of_input: bool) -> Member:
        doc = self._description()
        name = self._take(kind="name")
        self._directives()
        return Member(
            name=name.text, kind="enum-member", signature=name.text, doc=doc, line=name.line
        )

    def _field(self, of_input: bool) -> Member:
        doc = self._description()
        start = self._place
        name = self._take(kind="name")
        has_arguments = self._next.text == "("
        if has_arguments:
            self._skip()
        self._take(":")
        nullable = self._type_reference(name)
        if self._next.text == "=":
            nullable = True
            self._take()
            self._skip()
        signature = self._written(start)
        self._directives()
        return Member(
            name=name.text,
            kind="method" if has_arguments else "property",
            signature=signature,
            optional=of_input and nullable,
            doc=doc,
            line=name.line,
        )

    def _type_reference(self, field: Token) -> bool:
        """Read the type of *field* and return whether it may be null."""
        depth = 0
        while self._next.text == "[":
            self._take()
            depth += 1
        named = self._place
        self._take(kind="name")
        if self._next.text == ":":  # the name of the next field: the type is missing
            self._place = named
            raise _UnexpectedError(field.line)
        nullable = self._nullable()
        for _ in range(depth):
            self._take("]")
            nullable = self._nullable()
        return nullable

    def _nullable(self) -> bool:
        if self._next.text != "!":
            return True
        self._take()
        return False

    def _written(self, start: int) -> str:
        return written(self._tokens[start : self._place], self._text)
