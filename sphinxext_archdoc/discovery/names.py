"""What names of files and folders say about decision records.

Nothing here looks into a file: a name can tell that something is *no* record, or that it
has a number or a date. Whether it is a record is found by reading it.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")


def words(name: str) -> list[str]:
    """Return the words of a name in lower case, split at everything but letters and digits.

    >>> words("Architecture_Decision-Records")
    ['architecture', 'decision', 'records']
    """
    return _WORD.findall(name.casefold())


_LOG_NAMES = frozenset(
    {
        "adr",
        "adrs",
        "adr log",
        "adr logs",
        "adr records",
        "madr",
        "madrs",
        "decisions",
        "decision log",
        "decision logs",
        "decision record",
        "decision records",
        "decisionlog",
        "decisionrecords",
        "architecturedecisions",
        "architecturedecisionrecords",
    }
)
_LOG_PREFIXES = frozenset(
    {
        "arch",
        "architecture",
        "architectural",
        "any",
        "design",
        "engineering",
        "key",
        "project",
        "software",
        "tech",
        "technical",
        "technology",
    }
)

_AROUND = frozenset(
    {
        "arch",
        "archgate",
        "architecture",
        "contributor",
        "contributors",
        "design",
        "dev",
        "developer",
        "developers",
        "development",
        "doc",
        "docs",
        "documentation",
        "engineering",
        "github",
        "internal",
        "internals",
        "technical",
    }
)
"""Folders around a decision log that say nothing of what it is about."""


def is_log_name(name: str) -> bool:
    """Return whether folders of that name hold decision records.

    >>> is_log_name("architecture_decisions"), is_log_name("ADRs"), is_log_name("adr-tools")
    (True, True, False)
    """
    parts = words(name)
    while len(parts) > 1 and parts[0] in _LOG_PREFIXES:
        parts = parts[1:]
    return " ".join(parts) in _LOG_NAMES


def speaks_of_records(name: str) -> bool:
    """Return whether a folder's name says that it may hold records, among other things."""
    return not {"adr", "adrs", "madr", "decisions"}.isdisjoint(words(name))


def says_nothing(name: str) -> bool:
    """Return whether a folder's name does not tell one decision log from another."""
    return is_log_name(name) or name.lstrip("._").casefold() in _AROUND


_STATES = frozenset(
    "accepted active approved archive archived closed current declined deprecated done draft drafts "
    "historic historical implemented inactive old obsolete open pending proposed proposals "
    "rejected replaced retired superseded superceded withdrawn".split()
)


def is_state_name(name: str) -> bool:
    """Return whether a folder sorts records by their status, so that they are of one log."""
    parts = words(name)
    return bool(parts) and not _STATES.isdisjoint(parts[:1])


_BESIDE = frozenset(
    "asset assets attachment attachments diagram diagrams figure figures image images img "
    "includes media picture pictures resources scripts static".split()
)


def is_beside_records(name: str) -> bool:
    """Return whether a folder in a decision log holds something else than records."""
    return name.casefold() in _BESIDE or is_template_folder(name)


def is_template_folder(name: str) -> bool:
    """Return whether a folder holds templates of documents.

    >>> [is_template_folder(n) for n in ("_templates", "{{cookiecutter.slug}}", "email")]
    [True, True, False]
    """
    if "{{" in name or "<%" in name or "cookiecutter" in name.casefold():
        return True
    parts = words(name)
    return bool(parts) and parts[-1] in ("template", "templates") and len(parts) <= 2


_SOURCE = frozenset("app cmd internal lib pkg source sources src".split())


def is_in_templates(folder: str) -> bool:
    """Return whether a path inside a package leads through a folder of templates.

    A module of source code may be called so too: ``src/templates`` is none.

    >>> is_in_templates("docs/templates"), is_in_templates("src/templates/mail")
    (True, False)
    """
    for name in folder.split("/"):
        if name.casefold() in _SOURCE:
            return "{{" in folder
        if is_template_folder(name):
            return True
    return False


_TESTS = frozenset(
    {
        "__fixtures__",
        "__tests__",
        "fixture",
        "fixtures",
        "integration-tests",
        "test",
        "test-data",
        "test-fixtures",
        "testdata",
        "testing",
        "tests",
    }
)


def is_in_tests(folder: str) -> bool:
    """Return whether a path leads through a folder of tests or of data for them."""
    return any(name.casefold().replace("_fixtures", "-fixtures") in _TESTS or name in _TESTS
               for name in folder.split("/"))  # fmt: skip


_DATE = r"(?:19|20)\d{2}(?:[-_.]?\d{2}[-_.]?\d{2})"
_NUMBER = r"(?:adr|madr|dr|rfc|ad)[-_ .]?\d{1,6}|[a-z]{2,8}[-_]\d{2,6}|\d{1,6}"
_NUMBERED = re.compile(rf"[\[(]?(?:{_DATE}|{_NUMBER})(?=$|[-_ .\])])", re.IGNORECASE)
_NAMED_ADR = re.compile(r"adr[-_ .]?\d{1,6}(?=$|[-_ .])", re.IGNORECASE)
_FIRST_RECORD = re.compile(
    r"\d+[-_ .].*(?:record[-_ ]architecture|use[-_ ]markdown[-_ ](?:architectural|any))"
    r"[-_ ]decision",
    re.IGNORECASE,
)


def is_numbered(stem: str) -> bool:
    """Return whether a name begins with a number or a date, as those of records do.

    >>> [is_numbered(n) for n in ("0007-cache", "ADR-7", "ARCH-014-x", "2024-01-05_x", "cache-2")]
    [True, True, True, True, False]
    """
    return _NUMBERED.match(stem) is not None


def is_surely_a_record(stem: str) -> bool:
    """Return whether a name is that of a decision record in whatever folder it lies."""
    return _NAMED_ADR.match(stem) is not None or _FIRST_RECORD.match(stem) is not None


_PLACEHOLDER = re.compile(
    r"(?:adr[-_ ]?)?(?:n{2,}|x{2,}|#{2,}|y{4}[-_]?m{2}[-_]?d{2})(?=$|[-_ .])", re.IGNORECASE
)
_LANGUAGE = r"(?:[-_.](?:[a-z]{2}|zh[-_](?:cn|tw|hans|hant)|pt[-_]br))?"
_PAGES = re.compile(
    r"_?(?:read[-_]?me|index|summary|change[-_]?log|changes|toc|contents|table[-_]of[-_]contents|"
    r"overview|contributing|license|licence|code[-_]of[-_]conduct|security|sidebar|navbar|home|"
    rf"architecture|notice|source|glossary|(?:adr|decision)s?[-_](?:log|index|list|overview|readme)"
    rf"){_LANGUAGE}",
    re.IGNORECASE,
)
_TEMPLATE_WORDS = frozenset(
    "adl ad adr adrs madr any architecture architectural bare basic business case by decision "
    "decisions default design documentation dr example extended extensive files full lean light "
    "lite log long markdown merson michael minimal new nygard nygards planguage record records "
    "rfc short simple small sample standard statement template templates title tyree akerman y "
    "alexandrian md rst file of the for a an".split()
)


def is_no_record(stem: str) -> bool:
    """Return whether a file is no record by its name: an index, a README, a template.

    A number makes a name that of a record, whatever follows it, unless it is zero.

    >>> [is_no_record(n) for n in ("README", "adr-template-bare", "0000-adr-template", "NNNN-x")]
    [True, True, True, True]
    >>> [is_no_record(n) for n in ("0007-template-for-pages", "use-template-engine")]
    [False, False]
    """
    if stem.startswith(".") or _PLACEHOLDER.match(stem) or _PAGES.fullmatch(stem):
        return True
    parts = words(stem)
    if is_log_name(stem):
        return True
    if parts.count("template") + parts.count("templates") == 0:
        return False
    numbers = [part for part in parts[:2] if part.isdecimal()]
    if numbers:
        return int(numbers[0]) == 0
    return all(part in _TEMPLATE_WORDS or len(part) == 2 for part in parts)
