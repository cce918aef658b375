"""Documents that follow a shared template, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable

from sphinxext_archdoc.config import Settings
from sphinxext_archdoc.discovery.globs import inside, join, matcher, resolve
from sphinxext_archdoc.discovery.tree import distinct, walk


def shared_documents(settings: Settings, globs: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of the Markdown and RST files that *globs* match, sorted.

    Templates are none; neither is what the settings or ``.gitignore`` exclude.
    """
    config = settings.config
    wanted = matcher(resolve(globs, name="templates").globs, any_case=True)
    tree = walk(
        settings.root, names=(), exclude=resolve(config.exclude, name="exclude").globs, hidden=()
    )
    templates = {inside(".", str(template["path"])) for template in config.templates}
    chosen = [
        path
        for folder in tree.folders()
        for path in (join(folder, name) for name in tree.texts[folder])
        if path not in templates and wanted(path)
    ]
    return tuple(sorted(distinct(chosen, tree.links)))
