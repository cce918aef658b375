"""Comparing words without regard to case, accents and width."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Return *text* without case, accents and width, for comparing words.

    >>> fold("Abgelöst"), fold("EDİLDİ")
    ('abgelost', 'edildi')
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("ı", "i")
