"""Temporary repositories of git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(root: Path, *words: str) -> str:
    """Run git in *root*, without the settings of whoever runs the tests."""
    settings = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "Ana",
        "GIT_AUTHOR_EMAIL": "ana@example.org",
        "GIT_COMMITTER_NAME": "Ana",
        "GIT_COMMITTER_EMAIL": "ana@example.org",
    }
    done = subprocess.run(
        ["git", "-C", str(root), *words],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def commit_all(root: Path, message: str = "Change") -> None:
    """Commit everything in *root*."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
