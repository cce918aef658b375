"""Run a build in a process of its own and say what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process used from its start to its end."""

    cpu: float
    """Seconds in user and system mode, those of its children included."""
    peak: float
    """Largest resident set in MiB."""


def build(source: Path, output: Path, *options: str, builder: str = "html") -> Cost:
    """Run ``sphinx-build`` serially, with modules that are compiled once, as installed ones are.

    Raises RuntimeError with the output of a build that fails or warns.
    """
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-j", "1"]
    command += [*options, str(source), str(output)]
    log = output.with_name(f"{output.name}.log")
    log.parent.mkdir(parents=True, exist_ok=True)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, stdout=stream, stderr=subprocess.STDOUT, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace").strip()
    if process.returncode or said:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{said[:1000]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def pages(output: Path) -> dict[str, int]:
    """Return the time of writing of every page in *output* that is made from a document."""
    return {
        path.relative_to(output).with_suffix("").as_posix(): path.stat().st_mtime_ns
        for path in output.rglob("*.html")
        if path.name not in {"genindex.html", "search.html"}
        and not path.name.startswith(("arch-", "py-modindex"))
    }


def middle(costs: list[Cost]) -> Cost:
    """Return the medians of *costs*."""
    return Cost(median(cost.cpu for cost in costs), median(cost.peak for cost in costs))
