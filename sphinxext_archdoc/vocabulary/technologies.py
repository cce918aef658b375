"""Spellings of technologies that mean one thing."""

from __future__ import annotations

import re
import unicodedata

_VERSION = re.compile(
    r"[\s@=^~<>≥]*(?<![^\W\d_])v?\d[\d.x*]*(?:\+|\s*(?:or later|lts))?$", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_SIGNIFICANT = str.maketrans({"#": "sharp", "+": "plus"})
_SAME = {
    "awslambda": "lambda",
    "dotnetcore": "dotnet",
    "expressjs": "express",
    "ghactions": "githubactions",
    "golang": "go",
    "js": "javascript",
    "k8s": "kubernetes",
    "mongo": "mongodb",
    "net": "dotnet",
    "netcore": "dotnet",
    "nextjs": "next",
    "node": "nodejs",
    "nuxtjs": "nuxt",
    "postgre": "postgresql",
    "postgres": "postgresql",
    "psql": "postgresql",
    "py": "python",
    "rabbit": "rabbitmq",
    "rails": "rubyonrails",
    "reactjs": "react",
    "tailwind": "tailwindcss",
    "ts": "typescript",
    "vuejs": "vue",
}
_NUMBERED = frozenset({"din", "http", "ieee", "iso", "level", "oauth", "rfc", "web"})
"""Names of which a number behind them is a part: HTTP/2, OAuth 2, RFC 9110."""


def folded_technology(name: str) -> str:
    """Return what spellings of one technology have in common.

    Versions, case, punctuation and what stands in brackets do not count.

    >>> folded_technology("Node.js 20"), folded_technology("NodeJS"), folded_technology("node")
    ('nodejs', 'nodejs', 'nodejs')
    >>> folded_technology("C++"), folded_technology("C#"), folded_technology("Amazon S3")
    ('cplusplus', 'csharp', 'amazons3')
    """
    text = unicodedata.normalize("NFKC", name[:200]).casefold()
    text = (_BRACKETS.sub(" ", text) if len(name) <= 200 else text).strip() or text
    bare = _VERSION.sub("", text).rstrip(" ,;:/-")
    last_word = re.split(r"[^a-z]+", bare)[-1] if bare else ""
    if bare and last_word not in _NUMBERED:
        text = bare
    letters = "".join(c for c in text.translate(_SIGNIFICANT) if c.isalnum())
    return _SAME.get(letters, letters) or text
