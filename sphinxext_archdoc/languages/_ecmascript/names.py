"""Names of members and declarations, as the compiler has them."""

from __future__ import annotations

import math
import re
from decimal import Decimal

_ESCAPE = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\r\n|.))", re.DOTALL
)
_CHARACTERS = {
    "n": "\n", "t": "\t", "r": "\r", "b": "\b", "v": "\v", "f": "\f", "0": "\0",
    "\n": "", "\r\n": "", "\r": "", "\u2028": "", "\u2029": "",
}  # fmt: skip


def unescaped(text: str) -> str:
    r"""Return the characters that the escapes in an identifier or string mean.

    >>> unescaped(r"caf\u00e9")
    'café'
    """
    if "\\" not in text:
        return text
    halves = _ESCAPE.sub(_character, text).encode("utf-16", "surrogatepass")
    return halves.decode("utf-16", "replace")  # two escapes can be halves of one character


def _character(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits is None:
        return _CHARACTERS.get(match[4], match[4])
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def number_name(text: str) -> str:
    """Return the name that a numeric literal gives: its value as JavaScript prints it.

    >>> number_name("0x10"), number_name("1_000.50"), number_name("1e21"), number_name("5n")
    ('16', '1000.5', '1e+21', '5n')
    """
    digits = text.replace("_", "").lower()
    try:
        if digits.endswith("n"):
            return f"{int(digits[:-1], 0)}n"
        prefixed = digits[:2] in ("0x", "0o", "0b")
        return _printed(float(int(digits, 0)) if prefixed else float(digits))
    except (ValueError, OverflowError):
        return text


def _printed(value: float) -> str:
    """Print *value* by the rules of ECMAScript's ``Number::toString``."""
    if math.isinf(value):
        return "Infinity"
    digits = Decimal(repr(value)).normalize()
    in_full = value == 0 or 1e-6 <= value < 1e21
    return format(digits, "f") if in_full else str(digits).lower()
