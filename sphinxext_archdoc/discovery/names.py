"""What names of files and folders say about decision records and templates.

Nothing here looks into a file: a name can tell that something is *no* record, or that it
has a number or a date. Whether it is a record is found by reading it.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+")


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


def words(name: str) -> list[str]:
    """Return the words of a name in lower case, split at everything but letters and digits.

    >>> words("Architecture_Decision-Records")
    ['architecture', 'decision', 'records']
    """
    return _WORD.findall(name.casefold())


_LOG_NAMES = frozenset(
    f"{stem}{end}"
    for stem in ("adr", "madr", "decision")
    for end in ("s", " log", " logs", " record", " records", "log", "records")
) | {"adr", "madr", "architecturedecisions", "architecturedecisionrecords"}
_LOG_PREFIXES = _set(
    "any arch architecture architectural design engineering key project software tech technical "
    "technology"
)


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
    return not {"adr", "adrs", "madr", "madrs", "decisions"}.isdisjoint(words(name))


_AROUND = _set(
    ".archgate .architecture .doc .docs .github arch architecture contributor contributors design "
    "dev developer developers development doc docs documentation engineering internal internals "
    "technical"
)


def says_nothing(name: str) -> bool:
    """Return whether a folder's name does not tell one decision log from another.

    >>> says_nothing("docs"), says_nothing("ADR"), says_nothing("billing")
    (True, True, False)
    """
    return is_log_name(name) or name.casefold() in _AROUND


_STATES = _set(
    "accepted active approved archive archived closed current declined deprecated done draft "
    "drafts historic historical implemented inactive obsolete old open pending proposals proposed "
    "rejected replaced retired superceded superseded withdrawn"
)


def is_state_name(name: str) -> bool:
    """Return whether a folder sorts records by their status, so that they are of one log."""
    return words(name)[:1] != [] and words(name)[0] in _STATES


_BESIDE = _set(
    "asset assets attachment attachments bin diagram diagrams figure figures image images img "
    "includes lib media picture pictures resources scripts src static test tests tools website"
)


def is_beside_records(name: str) -> bool:
    """Return whether a folder in a decision log holds something else than records."""
    return name.casefold() in _BESIDE or is_template_folder(name)


def is_template_folder(name: str) -> bool:
    """Return whether a folder holds templates of documents.

    >>> [is_template_folder(n) for n in ("_templates", "{{cookiecutter.slug}}", "email")]
    [True, True, False]
    """
    if "{{" in name or "<%" in name:
        return True
    parts = words(name)
    return 0 < len(parts) <= 2 and parts[-1] in ("template", "templates")


_SOURCE = _set("app cmd internal lib pkg source sources src")


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


_TESTS = _set(
    "__fixtures__ __tests__ fixture fixtures integration-tests test test-data test-fixtures "
    "test_data test_fixtures testdata testing tests"
)


def is_in_tests(folder: str) -> bool:
    """Return whether a path leads through a folder of tests or of data for them."""
    return not _TESTS.isdisjoint(folder.casefold().split("/"))


_END = r"(?=$|[-_ .\])])"
_DATE = r"(?:19|20)\d\d[-_.]?\d\d[-_.]?\d\d"
_NUMBER = r"(?:adr|madr|dr|rfc|ad)[-_ .]?\d{1,6}|[a-z]{2,8}[-_]\d{2,6}|\d{1,6}"
_NUMBERED = re.compile(rf"[\[(]?(?:{_DATE}|{_NUMBER}){_END}", re.IGNORECASE)
_NAMED_ADR = re.compile(rf"adr[-_ .]?\d{{1,6}}{_END}", re.IGNORECASE)
_FIRST_RECORD = re.compile(
    r"\d+[-_ .](?:\w+[-_ ])?(?:record[-_ ]architecture"
    r"|use[-_ ](?:markdown[-_ ])?(?:architectural|architecture|any))[-_ ]decision",
    re.IGNORECASE,
)


def is_numbered(stem: str) -> bool:
    """Return whether a name begins with a number or a date, as those of records do.

    >>> [is_numbered(n) for n in ("0007-cache", "ADR-7", "ARCH-014-x", "2024-01-05_x", "cache-2")]
    [True, True, True, True, False]
    """
    return _NUMBERED.match(stem) is not None


def is_named_adr(stem: str) -> bool:
    """Return whether a name is that of a decision record in whatever folder it lies.

    >>> is_named_adr("ADR-7"), is_named_adr("adr0012_cache"), is_named_adr("0012-cache")
    (True, True, False)
    """
    return _NAMED_ADR.match(stem) is not None


def begins_a_log(stem: str) -> bool:
    """Return whether a record is the first one that tools write: that records are kept.

    >>> begins_a_log("0001-record-architecture-decisions"), begins_a_log("record-labels")
    (True, False)
    """
    return _FIRST_RECORD.match(stem) is not None


_PLACEHOLDER = re.compile(
    r"(?:adr[-_ ]?(?:n{2,}|x{2,})|n{3,}|x{3,}|#{2,}|y{4}[-_]?m{2}[-_]?d{2})(?=$|[-_ .])",
    re.IGNORECASE,
)
_PAGES = re.compile(
    r"(?:(?:0+[-_. ])?_?(?:read[-_ ]?me|index|toc|contents|table[-_ ]of[-_ ]contents)"
    r"|_?(?:summary|change[-_ ]?log|"
    r"overview|contributing|licen[sc]e|code[-_ ]of[-_ ]conduct|architecture|glossary)"
    r"|_sidebar|_navbar|(?:adr|decision)s?[-_ ](?:index|list|overview|readme))"
    r"(?:[-_.](?:[a-z]{2}|zh[-_ ](?:cn|tw|hans|hant)|pt[-_ ]br))?",
    re.IGNORECASE,
)
_LEADING_NUMBER = re.compile(r"(?!template)(?:[a-z]+[-_ ]?)?(\d+)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_ZERO = re.compile(r"(?:^|[-_ .])(?:[a-z]{1,4})?0+(?=[-_ .])", re.IGNORECASE)
_TEMPLATE_NAMES = _set("template templates vorlage plantilla gabarit modelo")
_TEMPLATE_WORDS = _TEMPLATE_NAMES | _set(
    "a ad adl adr adrs akerman alexandrian an any architectural architecture bare basic business "
    "by case decision decisions default design documentation dr example extended extensive file "
    "for full lean light lite log long madr markdown md merson michael minimal new nygard nygards "
    "of planguage record records rfc rst sample short simple small standard statement template "
    "templates the title tyree y"
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
    number = _LEADING_NUMBER.match(stem)
    if number and int(number.group(1)):
        return False
    parts = _LETTERS.findall(stem.casefold())
    if _TEMPLATE_NAMES.isdisjoint(parts):
        return is_log_name(stem)
    if parts[-1] in _TEMPLATE_NAMES and _ZERO.search(stem):
        return True
    return all(part in _TEMPLATE_WORDS or len(part) < 3 for part in parts)
