"""A heading among the interfaces shows no interface.

The section about interfaces is read into a list of types that other packages may rely on.
A heading in it with neither code, list, table nor link says that there is an interface,
not which.

Breaks the rule:

.. code-block:: markdown

   ## Key Interfaces

   ### Carts

   The interface of carts.

Keeps it:

.. code-block:: markdown

   ## Key Interfaces

   ### Carts

   ```typescript
   interface Carts {
     open(visitor: string): Promise<string>;
   }
   ```
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.markup.tree import Block, OtherBlock, Paragraph, Section
from sphinxext_archdoc.model import SectionState
from sphinxext_archdoc.rules import Options, Page
from sphinxext_archdoc.rules._sections import asked_sections, section_at

CODE = "interface-without-code"
SEVERITY = Severity.WARNING
_SHOWN = (SectionState.WRITTEN, SectionState.RENAMED)


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding at each heading of an interface that is not shown."""
    for spec, found in asked_sections(page):
        if spec.role != "interfaces" or found.state not in _SHOWN:
            continue
        section = section_at(page, found.line)
        for inner in section.sections if section else ():
            if not _shows_something(page, inner):
                title = page.document.plain(inner.title)
                message = f"The interface {title!r} is not shown; add its code, or a link to it."
                yield Finding(message=message, line=inner.line)


def _shows_something(page: Page, section: Section) -> bool:
    return any(_is_shown(page, block) for part in section.walk() for block in part.blocks)


def _is_shown(page: Page, block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(page.document.links(block.text)) or "`" in block.text
    return not (isinstance(block, OtherBlock) and block.kind in ("comment", "rule", "target"))
