"""Declarations in the fences of a document, by the language that each fence names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sphinxext_archdoc.diagnostics import Code, Diagnostic
from sphinxext_archdoc.formats._directives import DirectiveSource
from sphinxext_archdoc.languages import language_of_fence
from sphinxext_archdoc.markup import parse
from sphinxext_archdoc.markup.tree import Block, CodeBlock, Document, Item, ListBlock, Quote
from sphinxext_archdoc.model import Declaration


@dataclass(slots=True)
class FenceReader:
    """Reads the fences of one document, and keeps what was wrong with them."""

    _errors: dict[str, int] = field(default_factory=dict)
    _missing: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Extra that a language needs, and the first text in it."""

    def declarations(self, word: str, text: str) -> Sequence[Declaration]:
        """Return what *text*, a fence whose info string begins with *word*, declares."""
        language = language_of_fence(word) if word else None
        if language is None:
            return ()
        try:
            reading = language.declarations(text)
        except ImportError:
            self._missing.setdefault(language.NAME, (language.EXTRA, text))
            return ()
        # Code that declares nothing shows how something is used, often in short hand.
        if reading.error_line and reading.declarations:
            self._errors[text] = reading.error_line
        return reading.declarations

    def diagnostics(self, document: Document) -> Iterator[Diagnostic]:
        """Yield what was wrong with the fences of *document* that were read."""
        if self._errors or self._missing:
            yield from self._findings(document.path, list(_code_blocks(document)))

    def diagnostics_of(self, source: DirectiveSource) -> Iterator[Diagnostic]:
        """Yield what was wrong with the code in the body of a directive."""
        if self._errors or self._missing:
            yield from self._findings(source.path, list(_code_of(source)))

    def _findings(self, path: str, blocks: Sequence[CodeBlock]) -> Iterator[Diagnostic]:
        for name, (extra, text) in sorted(self._missing.items()):
            message = f"Interfaces in {name} are not read; install sphinxext-archdoc[{extra}]."
            first = next((block.line for block in blocks if block.text == text), 0)
            yield Diagnostic(code=Code.MISSING_EXTRA, message=message, path=path, line=first)
        for block in blocks:
            if line := self._errors.get(block.text):
                message = (
                    f"The {block.language} code does not parse from here on; correct it, "
                    f"or what it declares may be incomplete."
                )
                yield Diagnostic(
                    code=Code.CODE,
                    message=message,
                    path=path,
                    line=block.text_line + line - 1,
                )


def _code_of(source: DirectiveSource) -> Iterator[CodeBlock]:
    """Yield the code in the body of a directive: all of it when ``:language:`` says so."""
    if language := source.options.get("language", "").strip():
        yield CodeBlock(
            line=source.body_line,
            end_line=source.end_line,
            language=language,
            text=f"{source.body}\n",
            text_line=source.body_line,
        )
        return
    before = source.body_line - 1
    document = parse("page.rst" if source.is_restructuredtext else "page.md", source.body)
    for block in _code_blocks(document):
        line, text_line = block.line + before, block.text_line + before
        yield replace(block, line=line, end_line=block.end_line + before, text_line=text_line)


def _code_blocks(document: Document) -> Iterator[CodeBlock]:
    for section in document.root.walk():
        yield from _code_in(section.blocks)


def _code_in(blocks: Sequence[Block]) -> Iterator[CodeBlock]:
    stack = list(reversed(blocks))
    while stack:
        block = stack.pop()
        if isinstance(block, CodeBlock):
            yield block
        elif isinstance(block, ListBlock):
            stack.extend(reversed(block.items))
        elif isinstance(block, Item | Quote):
            stack.extend(reversed(block.blocks))
