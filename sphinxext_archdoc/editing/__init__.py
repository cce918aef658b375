"""Writing decisions and documents: new ones, and new values in those that there are.

What is edited is read again before anybody writes it: an edit counts only when it changes
what was asked for, and nothing else that our readers see. Everything between the places
that are edited stays as it is, byte for byte.
"""

from __future__ import annotations


class RefusedError(Exception):
    """Something cannot be written as asked; the message says why, in one sentence."""
