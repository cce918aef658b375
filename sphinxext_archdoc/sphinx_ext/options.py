"""Checking the options of directives.

A function that checks an option takes the text of its value and returns the value, or
raises ValueError with what is allowed. A wrong option costs one warning; the rest is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Check = Callable[[str], Any]


class AnyOption(dict[str, Check]):
    """An ``option_spec`` that takes every option, so that checking is left to the directive."""

    def __missing__(self, name: str) -> Check:
        return text


def text(value: str | None) -> str:
    """Take any text."""
    return (value or "").strip()


def words(value: str | None) -> tuple[str, ...]:
    """Take a list, separated by commas or line ends."""
    return tuple(part.strip() for part in re.split(r"[,\n]", value or "") if part.strip())


def flag(value: str | None) -> bool:
    """Take nothing, or a word for yes or no."""
    word = text(value).lower()
    if word in {"", "true", "yes", "on", "1"}:
        return True
    if word in {"false", "no", "off", "0"}:
        return False
    raise ValueError("nothing, true or false")


def iso_date(value: str | None) -> str:
    """Take a date as YYYY, YYYY-MM or YYYY-MM-DD."""
    word = text(value)
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", word, re.ASCII):
        try:
            date.fromisoformat(word + "-01-01"[len(word) - 4 :])
        except ValueError:
            pass
        else:
            return word
    raise ValueError("a date as YYYY-MM-DD, YYYY-MM or YYYY")


def choice(*allowed: str) -> Check:
    """Return a check that takes one of *allowed*."""

    def check(value: str | None) -> str:
        word = text(value).lower()
        if word not in allowed:
            raise ValueError(" or ".join(allowed))
        return word

    return check


def choices(*allowed: str) -> Check:
    """Return a check that takes a list of *allowed* words."""

    def check(value: str | None) -> tuple[str, ...]:
        chosen = tuple(word.lower() for word in words(value))
        if not chosen or any(word not in allowed for word in chosen):
            raise ValueError("a list of " + ", ".join(allowed))
        return chosen

    return check


def whole_number(value: str | None) -> int:
    """Take a whole number that is not negative."""
    word = text(value)
    if not re.fullmatch(r"\d{1,9}", word, re.ASCII):
        raise ValueError("a whole number")
    return int(word)


def checked(
    given: Mapping[str, str | None], allowed: Mapping[str, Check]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Check the options *given*: the good values, and (by name) what is wrong with the others."""
    good: dict[str, Any] = {}
    problems = []
    for name, value in given.items():
        check = allowed.get(name)
        if check is None:
            known = ", ".join(sorted(allowed))
            problems.append((name, f"There is no option :{name}:; known are {known}."))
            continue
        try:
            good[name] = check(value or "")
        except ValueError as error:
            message = f":{name}: is {value!r}, allowed is {error}; it is left out."
            problems.append((name, message))
    return good, problems
