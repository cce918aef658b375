"""Scripts that complete the command line in bash, zsh and fish, out of its parser."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "sphinx-archdoc"
_FOLDERS, _FILES = "folders", "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """An option, or a positional argument."""

    flags: tuple[str, ...]
    """Empty for a positional one."""
    help: str
    takes_value: bool
    choices: tuple[str, ...]
    paths: str
    """``folders`` or ``files`` when that is what its value is; else empty."""
    metavar: str
    is_many: bool
    """Whether it may be given several values in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command with what it takes."""

    words: tuple[str, ...]
    """As on the command line, without the program."""
    help: str
    arguments: tuple[Argument, ...]
    commands: tuple[Command, ...]

    @property
    def options(self) -> Iterator[Argument]:
        """The options."""
        return (a for a in self.arguments if a.flags)

    @property
    def positionals(self) -> Iterator[Argument]:
        """The others."""
        return (a for a in self.arguments if not a.flags)

    def walk(self) -> Iterator[Command]:
        """Yield this command and all below it."""
        yield self
        for command in self.commands:
            yield from command.walk()


def command_tree(
    parser: argparse.ArgumentParser, words: tuple[str, ...] = (), help: str = ""
) -> Command:
    """Return what *parser* declares."""
    arguments: list[Argument] = []
    commands: list[Command] = []
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            helps = {a.dest: a.help or "" for a in action._choices_actions}  # noqa: SLF001
            commands += [
                command_tree(inner, (*words, name), helps.get(name, ""))
                for name, inner in action.choices.items()
            ]
        elif action.help != argparse.SUPPRESS:
            arguments.append(_argument(action))
    return Command(words=words, help=help, arguments=tuple(arguments), commands=tuple(commands))


def _argument(action: argparse.Action) -> Argument:
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    paths = _FOLDERS if metavar == "DIR" else _FILES if action.type is Path else ""
    return Argument(
        flags=tuple(action.option_strings),
        help=" ".join((action.help or "").replace("%%", "%").split()),
        takes_value=action.nargs != 0,
        choices=tuple(str(choice) for choice in action.choices or ()),
        paths=paths,
        metavar=metavar or action.dest,
        is_many=action.nargs in ("*", "+"),
    )


def bash(tree: Command) -> str:
    """Return a script for bash."""
    inner = [c for c in tree.walk() if c.words]
    known = " | ".join(f"'/{'/'.join(c.words)}'" for c in inner)
    lines = [
        "_sphinx_archdoc() {",
        '    local current="${COMP_WORDS[COMP_CWORD]}"',
        '    local previous="${COMP_WORDS[COMP_CWORD-1]}"',
        '    local path="" words="" paths="" index',
        "    COMPREPLY=()",
        "    for ((index = 1; index < COMP_CWORD; index++)); do",
        '        case "$path/${COMP_WORDS[index]}" in',
        f'            {known}) path="$path/${{COMP_WORDS[index]}}" ;;',
        "        esac",
        "    done",
        '    case "$path $previous" in',
    ]
    for command in tree.walk():
        for option in command.options:
            if option.takes_value:
                names = " | ".join(f"'{_path(command)} {flag}'" for flag in option.flags)
                lines.append(f"        {names}) {_bash_value(option)} ;;")
    lines += ["        *)", '            case "$path" in']
    for command in tree.walk():
        words, paths = _bash_words(command)
        lines.append(f"                '{_path(command)}') words='{words}'; paths='{paths}' ;;")
    lines += [
        "            esac",
        "            ;;",
        "    esac",
        '    if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi',
        '    case "$paths" in',
        '        folders) compopt -o filenames; COMPREPLY+=($(compgen -d -- "$current")) ;;',
        '        files) compopt -o filenames; COMPREPLY+=($(compgen -f -- "$current")) ;;',
        "    esac",
        "}",
        f"complete -F _sphinx_archdoc {PROGRAM}",
    ]
    return "\n".join(lines) + "\n"


def _path(command: Command) -> str:
    return "".join(f"/{word}" for word in command.words)


def _bash_value(option: Argument) -> str:
    return f"words='{' '.join(option.choices)}'; paths='{option.paths}'"


def _bash_words(command: Command) -> tuple[str, str]:
    words = [inner.words[-1] for inner in command.commands]
    words += [choice for a in command.positionals for choice in a.choices]
    words += [flag for option in command.options for flag in option.flags]
    paths = next((a.paths for a in command.positionals if a.paths), "")
    return " ".join(words), paths


def zsh(tree: Command) -> str:
    """Return a script for zsh."""
    functions = [_zsh_function(command) for command in reversed(list(tree.walk()))]
    name = _zsh_name(tree)
    end = [
        f'if [ "$funcstack[1]" = "{name}" ]; then',
        f'    {name} "$@"',
        "else",
        f"    compdef {name} {PROGRAM}",
        "fi",
    ]
    return "\n\n".join([f"#compdef {PROGRAM}", *functions, "\n".join(end)]) + "\n"


def _zsh_name(command: Command) -> str:
    return "_".join(["_sphinx_archdoc", *command.words])


def _zsh_function(command: Command) -> str:
    specs = [_zsh_option(option) for option in command.options]
    lines = [f"{_zsh_name(command)}() {{"]
    if not command.commands:
        specs += [_zsh_positional(n, a) for n, a in enumerate(command.positionals, 1)]
        lines += [_zsh_arguments("_arguments -s -S", specs), "}"]
        return "\n".join(lines)
    lines += [
        '    local curcontext="$curcontext" state line',
        "    typeset -A opt_args",
        _zsh_arguments("_arguments -C", [*specs, "'1: :->command'", "'*:: :->arguments'"]),
        "    case $state in",
        "        command)",
        "            local -a commands",
        "            commands=(",
    ]
    for inner in command.commands:
        described = f"{inner.words[-1]}:{inner.help.replace(':', chr(92) + ':')}"
        lines.append(f"                {_quoted(described)}")
    lines += ["            )", "            _describe -t commands command commands ;;"]
    lines += ["        arguments)", "            case $line[1] in"]
    lines += [f"                {c.words[-1]}) {_zsh_name(c)} ;;" for c in command.commands]
    return "\n".join([*lines, "            esac ;;", "    esac", "}"])


def _zsh_arguments(begin: str, specs: Sequence[str]) -> str:
    return f"    {begin} \\\n" + " \\\n".join(f"        {spec}" for spec in specs)


def _zsh_option(option: Argument) -> str:
    described = f"[{_zsh_text(option.help)}]"
    value = f":{_zsh_text(option.metavar)}:{_zsh_action(option)}" if option.takes_value else ""
    if len(option.flags) == 1:
        return _quoted(f"*{option.flags[0]}{described}{value}")
    flags = ",".join(option.flags)
    return f"{_quoted('(' + ' '.join(option.flags) + ')')}{{{flags}}}{_quoted(described + value)}"


def _zsh_positional(number: int, argument: Argument) -> str:
    place = "*" if argument.is_many else number
    return _quoted(f"{place}:{_zsh_text(argument.metavar)}:{_zsh_action(argument)}")


def _zsh_action(argument: Argument) -> str:
    if argument.choices:
        return f"({' '.join(argument.choices)})"
    return {_FOLDERS: "_files -/", _FILES: "_files"}.get(argument.paths, " ")


def _zsh_text(text: str) -> str:
    return re.sub(r"([\[\]:\\])", r"\\\1", text)


def _quoted(text: str) -> str:
    """Return *text* as one word of a shell."""
    return "'" + text.replace("'", "'\\''") + "'"


def fish(tree: Command) -> str:
    """Return a script for fish."""
    begin = f"complete -c {PROGRAM} -f"
    return "\n".join([begin, *(line for c in tree.walk() for line in _fish_lines(c))]) + "\n"


def _fish_lines(command: Command) -> Iterator[str]:
    where = _fish_condition(command)
    for inner in command.commands:
        yield f"{where} -a {inner.words[-1]} -d {_fish_text(inner.help)}"
    for argument in command.positionals:
        if value := _fish_value(argument):
            yield f"{where} {value}"
    for option in command.options:
        names = " ".join(_fish_flag(flag) for flag in option.flags)
        only = "-r" if option.paths else "-x"
        value = f" {only} {_fish_value(option)}".rstrip() if option.takes_value else ""
        yield f"{where} {names}{value} -d {_fish_text(option.help)}"


def _fish_condition(command: Command) -> str:
    seen = [f"__fish_seen_subcommand_from {word}" for word in command.words]
    names = " ".join(inner.words[-1] for inner in command.commands)
    if names:
        seen.append(f"not __fish_seen_subcommand_from {names}")
    condition = "; and ".join(seen)
    return f"complete -c {PROGRAM} -n {_quoted(condition)}"


def _fish_flag(flag: str) -> str:
    return f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}"


def _fish_value(argument: Argument) -> str:
    if argument.choices:
        return f"-a {_fish_text(' '.join(argument.choices))}"
    if argument.paths == _FOLDERS:
        return "-a '(__fish_complete_directories)'"
    return "-F" if argument.paths else ""


def _fish_text(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS: Mapping[str, Callable[[Command], str]] = {"bash": bash, "fish": fish, "zsh": zsh}
"""What writes the script for each shell."""
