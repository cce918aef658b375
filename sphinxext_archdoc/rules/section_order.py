"""The sections of the template stand in another order.

Who knows one document looks for a section at its place in the next. As few sections as
possible are reported: those that have to be moved.

Breaks the rule, where *Data Flow* comes after *Core Components*:

.. code-block:: markdown

   ## Data Flow

   1. A cart is opened.

   ## System Overview

   Keeps carts.

   ## Core Components

   - **Carts**: opens and merges carts.

Keeps it:

.. code-block:: markdown

   ## System Overview

   Keeps carts.

   ## Core Components

   - **Carts**: opens and merges carts.

   ## Data Flow

   1. A cart is opened.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sphinxext_archdoc.catalog import Finding
from sphinxext_archdoc.diagnostics import Severity
from sphinxext_archdoc.rules import Options, Page
from sphinxext_archdoc.rules._sections import asked_sections

CODE = "section-order"
SEVERITY = Severity.WARNING


def check_document(page: Page, options: Options) -> Iterator[Finding]:
    """Yield a finding at the heading of each section that has to be moved."""
    present = [section for _, section in asked_sections(page) if section.line]
    staying = _longest_rising([section.line for section in present])
    before = ""
    for place, section in enumerate(present):
        if place in staying:
            before = section.heading
            continue
        where = f"after {before!r}" if before else "before all others"
        message = f"The section {section.heading!r} is out of order; move it {where}."
        yield Finding(message=message, line=section.line)


def _longest_rising(lines: Sequence[int]) -> set[int]:
    """Return the places of a longest rising subsequence."""
    ends: list[int] = []
    places: list[int] = []
    previous: list[int] = []
    for place, line in enumerate(lines):
        length = bisect_left(ends, line)
        previous.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [line]
        places[length : length + 1] = [place]
    found = set()
    place = places[-1] if places else -1
    while place >= 0:
        found.add(place)
        place = previous[place]
    return found
