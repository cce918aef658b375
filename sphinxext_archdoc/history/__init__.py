"""What Git knows of records: when they were first written, last changed, and by whom.

The history is read once for all files: one ``git log`` with names for whole files, and one
with patches for documents that hold several records. No process is started for a file.

Dates are those of the author, as the commit has them. What a shallow clone does not know is
unknown, never guessed.
"""

from __future__ import annotations

from sphinxext_archdoc.history.facts import Facts, History, completed, of_workspace, read_history

__all__ = ["Facts", "History", "completed", "of_workspace", "read_history"]
