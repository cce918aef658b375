"""What the configuration makes of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wcmatch import glob

from sphinxext_archdoc.config import Config, strings
from sphinxext_archdoc.diagnostics import Code, Diagnostic, Severity
from sphinxext_archdoc.rules import Options, Rule, options_of, rules

OFF = "off"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """What holds for the findings of one code."""

    severity: Severity | None = None
    """None for what the finding or its rule says."""
    is_off: bool = False
    exclude: tuple[str, ...] = ()
    """Globs of documents that the rule is not for."""
    options: Options


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSettings:
    """What holds for the findings of all codes."""

    by_code: Mapping[str, RuleSetting]
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with the configuration of the rules."""

    def is_for(self, code: str, path: str) -> bool:
        """Return whether findings of *code* about the file at *path* count."""
        setting = self.by_code.get(code)
        if setting is None:
            return True
        return not setting.is_off and not (setting.exclude and _matches(path, setting.exclude))

    def severity_of(self, code: str, own: Severity | None) -> Severity:
        """Return what a finding of *code* is, which says *own* of itself."""
        setting, rule = self.by_code.get(code), rules().get(code)
        configured = setting.severity if setting else None
        return configured or own or (rule.SEVERITY if rule else Severity.WARNING)


def known_codes() -> Mapping[str, Rule | None]:
    """Return all codes of findings, sorted, with their rules where they have one."""
    return {code: rules().get(code) for code in sorted({*Code, *rules()})}


def rule_settings(config: Config) -> RuleSettings:
    """Return what ``rules`` of *config* makes of each code, checked."""
    found: dict[str, RuleSetting] = {}
    wrong = [
        f"there is no rule {code!r}; see sphinx-archdoc check --explain all"
        for code in config.rules
        if code not in known_codes()
    ]
    for code, rule in known_codes().items():
        written = config.rules.get(code, {})
        table = {"severity": written} if isinstance(written, str) else dict(written)
        found[code] = _setting(code, rule, table, wrong)
    diagnostics = [Diagnostic(code=Code.CONFIG, message=f"rules: {text}.") for text in wrong]
    return RuleSettings(by_code=found, diagnostics=tuple(diagnostics))


def _setting(code: str, rule: Rule | None, table: dict[str, Any], wrong: list[str]) -> RuleSetting:
    severity = table.pop("severity", None)
    if severity not in (None, OFF, *Severity):
        wrong.append(f"{code}.severity is {severity!r}, allowed is one of {', '.join(_WORDS)}")
        severity = None
    exclude = table.pop("exclude", ())
    if (allowed := strings(exclude)) is not None:
        wrong.append(f"{code}.exclude is {exclude!r}, allowed is {allowed}")
        exclude = ()
    return RuleSetting(
        severity=Severity(severity) if severity not in (None, OFF) else None,
        is_off=severity == OFF,
        exclude=tuple(exclude),
        options=dict(_options(code, rule, table, wrong)),
    )


_WORDS = (*(severity.value for severity in Severity), OFF)


def _options(
    code: str, rule: Rule | None, table: Mapping[str, Any], wrong: list[str]
) -> Iterator[tuple[str, Any]]:
    known = options_of(rule) if rule else {}
    for name in table.keys() - known.keys():
        names = ", ".join(["severity", "exclude", *known])
        wrong.append(f"{code} has no option {name!r}, it has {names}")
    for name, option in known.items():
        value = table.get(name, option.default)
        if (allowed := option.check(value)) is not None:
            wrong.append(
                f"{code}.{name} is {value!r}, allowed is {allowed}; {option.default!r} is used"
            )
            value = option.default
        yield name, value


def _matches(path: str, globs: tuple[str, ...]) -> bool:
    flags = glob.GLOBSTAR | glob.BRACE | glob.FORCEUNIX | glob.IGNORECASE | glob.DOTGLOB
    return bool(glob.globmatch(path, globs, flags=flags))
