"""Addresses of files in the repository's web view.

The forms are those of GitHub, GitLab, Bitbucket and Gitea/Forgejo; an unknown host is
taken to understand GitHub's.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from sphinxext_archdoc.config import Config


@dataclass(frozen=True, slots=True)
class _Forms:
    provider: str
    file: str
    folder: str
    edit: str


_GITHUB = _Forms("GitHub", "blob/{ref}/{path}", "tree/{ref}/{path}", "edit/{ref}/{path}")
_GITLAB = _Forms("GitLab", "-/blob/{ref}/{path}", "-/tree/{ref}/{path}", "-/edit/{ref}/{path}")
_BITBUCKET = _Forms(
    "Bitbucket", "src/{ref}/{path}", "src/{ref}/{path}", "src/{ref}/{path}?mode=edit&at={ref}"
)
_GITEA = _Forms("Gitea", "src/branch/{ref}/{path}", "src/branch/{ref}/{path}", "_edit/{ref}/{path}")
_BY_HOST = {
    "gitlab": _GITLAB,
    "bitbucket": _BITBUCKET,
    "gitea": _GITEA,
    "forgejo": _GITEA,
    "codeberg": _GITEA,
}


@dataclass(frozen=True, slots=True)
class Addresses:
    """The web view of a repository at a branch or tag."""

    url: str
    """Without a slash at the end; empty when none is configured."""
    ref: str

    @classmethod
    def of(cls, config: Config) -> Addresses:
        """Return the repository that is configured; a URL that is not http(s) is none."""
        url = config.repository_url.rstrip("/")
        return cls(url if urlsplit(url).scheme in {"http", "https"} else "", config.repository_ref)

    @property
    def provider(self) -> str:
        """Name of the kind of host."""
        return self._forms.provider

    def file(self, path: str, fragment: str = "") -> str:
        """Return the address of the file at *path* (POSIX, relative to the root)."""
        return self._address(self._forms.file, path) + (f"#{quote(fragment)}" if fragment else "")

    def folder(self, path: str) -> str:
        """Return the address of a folder."""
        return self._address(self._forms.folder, path)

    def edit(self, path: str) -> str:
        """Return the address under which a file is edited."""
        return self._address(self._forms.edit, path)

    @property
    def _forms(self) -> _Forms:
        host = urlsplit(self.url).hostname or ""
        return next((forms for word, forms in _BY_HOST.items() if word in host), _GITHUB)

    def _address(self, form: str, path: str) -> str:
        path = "" if path == "." else quote(path)
        return f"{self.url}/{form.format(ref=quote(self.ref), path=path)}".rstrip("/")
