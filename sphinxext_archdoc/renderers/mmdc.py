"""Mermaid's own command ``mmdc``, if it is installed: ``mermaid_cmd`` says how it is called.

It starts a browser of its own for each diagram, so several run at the same time.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinxext_archdoc.renderers._cleaned import cleaned_picture
from sphinxext_archdoc.renderers._outcomes import Failure, Options, Outcome
from sphinxext_archdoc.renderers._script import PLAIN_TEXT, failure_of
from sphinxext_archdoc.renderers._sources import first_line, on_any_page

NAME = "mmdc"
RANK = 30
WORKERS = min(os.cpu_count() or 1, 4)
SECONDS = 60


def version(options: Options) -> str:
    """Return what ``mmdc --version`` prints; empty when there is no such program."""
    if not options.command or shutil.which(options.command[0]) is None:
        return ""
    try:
        done = _run([*options.command, "--version"])
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def render(source: str, options: Options) -> Outcome:
    """Render *source* in another process; what runs for a minute is stopped."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        try:
            _prepare(folder, source, options)
            done = _run([*options.command, *_arguments(folder, options)])
        except subprocess.TimeoutExpired:
            return Failure(message=f"mmdc runs for {SECONDS} seconds", is_lasting=False)
        except (OSError, ValueError) as error:
            return _broken(str(error))
        made = folder / "diagram.svg"
        if made.is_file():
            return cleaned_picture(made.read_text(encoding="utf-8", errors="replace"))
        found = failure_of(source, done.stderr + done.stdout)
        return found if found.is_mistake else _broken(found.message)


def _prepare(folder: Path, source: str, options: Options) -> None:
    settings = json.loads(Path(options.settings).read_bytes()) if options.settings else {}
    (folder / "settings.json").write_text(json.dumps({**settings, **PLAIN_TEXT}))
    (folder / "diagram.mmd").write_text(on_any_page(source), encoding="utf-8")


def _arguments(folder: Path, options: Options) -> list[str]:
    words = {
        "--input": str(folder / "diagram.mmd"),
        "--output": str(folder / "diagram.svg"),
        "--configFile": str(folder / "settings.json"),
        "--theme": options.theme,
        "--backgroundColor": "transparent",
    }
    return [word for pair in words.items() for word in pair]


def _broken(message: str) -> Failure:
    return Failure(message=f"mmdc fails: {first_line(message)}", is_lasting=False)


def _run(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, capture_output=True, text=True, timeout=SECONDS, check=False, errors="replace"
    )
