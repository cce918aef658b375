"""``sphinx-archdoc completion``: let a shell complete the command line."""

from __future__ import annotations

import argparse

from sphinxext_archdoc.cli._output import write_output

NAME = "completion"
HELP = "Print a script that lets a shell complete the command line."
EXAMPLES = """\
examples:
  bash:  sphinx-archdoc completion bash > ~/.local/share/bash-completion/completions/sphinx-archdoc
  zsh:   sphinx-archdoc completion zsh > "${fpath[1]}/_sphinx-archdoc"
  fish:  sphinx-archdoc completion fish > ~/.config/fish/completions/sphinx-archdoc.fish
"""
SHELLS = ("bash", "fish", "zsh")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.epilog = EXAMPLES
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def run(arguments: argparse.Namespace) -> int:
    """Print the script."""
    from sphinxext_archdoc.cli import _shells
    from sphinxext_archdoc.cli._main import build_parser

    tree = _shells.command_tree(build_parser())
    write_output(_shells.SHELLS[arguments.shell](tree))
    return 0
