"""What ``sync`` keeps in ``.archdoc``: the lock file, and the texts of templates."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from sphinxext_archdoc.cli._main import CommandError
from sphinxext_archdoc.editing.files import FileChange
from sphinxext_archdoc.loader.writing import clean_up, replace_file
from sphinxext_archdoc.templates.lock import (
    HASH,
    LOCK,
    PENDING,
    TEXTS,
    Lock,
    LockError,
    Pending,
    pending_text,
    read_lock,
    read_pending,
)
from sphinxext_archdoc.templates.versions import Version, hash_of, read_version

_MOST_OBJECTS = 5_000
"""Objects of the history that are looked at for a lost text."""
_SECONDS = 60


class Store:
    """The folder ``.archdoc`` of a repository."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._versions: dict[str, Version | None] = {}

    def lock(self) -> Lock:
        """Return what the lock file says; an empty lock where there is none."""
        try:
            return read_lock((self._root / LOCK).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return Lock()
        except OSError as error:
            raise CommandError(f"{LOCK} cannot be read: {error.strerror}.") from error
        except (LockError, UnicodeDecodeError) as error:
            reason = error if isinstance(error, LockError) else "is not UTF-8"
            message = f"{LOCK} {reason}; restore it, or delete it to begin without a base."
            raise CommandError(message) from error

    def write_lock(self, lock: Lock) -> None:
        """Write the lock file."""
        path = self._root / LOCK
        path.parent.mkdir(exist_ok=True)
        clean_up(path)
        replace_file(path, lock.text().encode())

    def forget(self, lock: Lock) -> None:
        """Remove the texts of versions that no document is in step with."""
        folder = self._root / TEXTS
        for file in sorted(folder.iterdir()) if folder.is_dir() else ():
            if HASH.fullmatch(file.name) and file.name not in lock.templates:
                file.unlink()

    def pending(self) -> Mapping[str, Pending]:
        """Return what a run that was killed was about to write."""
        try:
            return read_pending((self._root / PENDING).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return {}

    def write_pending(self, pending: Mapping[str, Pending]) -> None:
        """Note what is about to be written, so that the next run knows what was."""
        path = self._root / PENDING
        if pending:
            path.parent.mkdir(exist_ok=True)
            clean_up(path)
            replace_file(path, pending_text(pending).encode())
        else:
            path.unlink(missing_ok=True)

    def keep(self, version: Version) -> None:
        """Keep the text of a version of a template."""
        path = self._root / TEXTS / version.hash
        if self._kept(version.hash) is None:
            path.parent.mkdir(parents=True, exist_ok=True)
            clean_up(path)
            replace_file(path, version.text.encode())

    def changes_for(self, path: str, version: Version, template: str) -> Iterator[FileChange]:
        """Yield what says that the document at *path* is in step with *version* of *template*.

        That is the lock file, and the text of the version where it is not kept yet.
        """
        file = self._root / LOCK
        before = file.read_bytes() if file.is_file() else None
        lock = self.lock().synced([path], version, template).pruned()
        yield FileChange(path=LOCK, before=before, after=lock.text().encode())
        if self._kept(version.hash) is None:
            text = self._root / TEXTS / version.hash
            yield FileChange(
                path=f"{TEXTS}/{version.hash}",
                before=text.read_bytes() if text.is_file() else None,
                after=version.text.encode(),
            )

    def version(self, hash: str, path: str) -> Version | None:
        """Return the version of the template *path* that is known by *hash*.

        Its text is that which was kept, else one of the history of the repository. None when
        it is lost.
        """
        if hash not in self._versions:
            text = self._kept(hash) or self._history(path).get(hash)
            self._versions[hash] = None if text is None else read_version(path, text)
        return self._versions[hash]

    def know(self, version: Version) -> None:
        """Take *version* where its text is asked for."""
        self._versions[version.hash] = version

    def _kept(self, hash: str) -> str | None:
        try:
            text = (self._root / TEXTS / hash).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        return text if hash_of(text) == hash else None

    def _history(self, path: str) -> Mapping[str, str]:
        """Return the texts that the template *path* ever had, and all that were kept, by hash."""
        return self._texts_of_history | (_texts(self._root, path) if path else {})

    @cached_property
    def _texts_of_history(self) -> dict[str, str]:
        return _texts(self._root, TEXTS)


def _texts(root: Path, path: str) -> dict[str, str]:
    """Return the texts that Git has under *path*, in any commit; none without Git."""
    listed = _git(root, ["rev-list", "--all", "--objects", "--", path])
    objects = [line.split(b" ", 1)[0] for line in listed.splitlines() if b" " in line]
    wanted = b"\n".join(objects[:_MOST_OBJECTS])
    if not wanted:
        return {}
    return dict(_blobs(_git(root, ["cat-file", "--batch"], wanted + b"\n")))


def _blobs(answer: bytes) -> Iterator[tuple[str, str]]:
    """Yield the texts in what ``git cat-file --batch`` says, with what they are known by."""
    at = 0
    while (end := answer.find(b"\n", at)) >= 0:
        words = answer[at:end].split()
        if len(words) != 3:
            at = end + 1
            continue
        size = int(words[2])
        data = answer[end + 1 : end + 1 + size]
        at = end + size + 2
        if words[1] == b"blob":
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                continue
            yield hash_of(text), text


def _git(root: Path, words: list[str], given: bytes = b"") -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""
