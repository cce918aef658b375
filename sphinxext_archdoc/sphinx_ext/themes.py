"""The right source of mounted pages: ``_sources``, "view source" and "edit this page".

Sphinx derives the suffix of a page's source from its name, which is wrong for a page whose
file lies elsewhere, and themes put the two together again. Each theme family has an
adapter that gives it the whole address; other themes get none rather than a wrong one.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit, urlunsplit

from sphinxext_archdoc.exporting.addresses import Addresses
from sphinxext_archdoc.sphinx_ext.domain import architecture_domain
from sphinxext_archdoc.sphinx_ext.mount import MountedProject

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinxext_archdoc.sphinx_ext.site import Site

Context = dict[str, Any]
ORIGINAL = "arch_theme_view_source_link"
"""Key in a context for the function that a theme has put among the globals of its templates."""


def fix_source(
    app: Sphinx, pagename: str, templatename: str, context: Context, doctree: Any
) -> None:
    """Put the right source into the context of a mounted page (``html-page-context``)."""
    project = app.project
    if not isinstance(project, MountedProject) or not project.is_mounted(pagename):
        return
    site = architecture_domain(app.env).site
    path = site.relative(project.doc2path(pagename, absolute=True))
    if path is None or doctree is None:
        return
    suffix = posixpath.splitext(path)[1]
    link_suffix = app.config.html_sourcelink_suffix
    if context.get("sourcename"):
        context["sourcename"] = pagename + suffix + (link_suffix if link_suffix != suffix else "")
    templates: Any = getattr(app.builder, "templates", None)
    if templates is not None:
        context[ORIGINAL] = templates.environment.globals.get("view_source_link")
    adapter = next((a for key, a in _ADAPTERS.items() if key in theme_names(app)), None)
    context["page_source_suffix"] = suffix if adapter else ""
    if adapter is not None:
        adapter(context, site, path)


def theme_names(app: Sphinx) -> list[str]:
    """Return the names of the theme and of those that it inherits from."""
    theme = getattr(app.builder, "theme", None)
    bases = getattr(theme, "_dirs", ()) if theme is not None else ()
    names = [posixpath.basename(str(folder)) for folder in bases]
    return [*([theme.name] if theme is not None else []), *names]


def _addresses(site: Site, base: str, ref: str, path: str) -> tuple[str, str, Addresses]:
    configured = Addresses.of(site.config)
    known = configured if configured.url or not base else Addresses(base.rstrip("/"), ref)
    if not known.url:
        return "", "", known
    edit = known.edit(path) if site.config.repository_edit else ""
    return known.file(path), edit, known


def _basic_ng(context: Context, site: Site, path: str) -> None:
    """Furo and others on basic-ng: whole addresses, in which braces are doubled."""
    base = context.get("theme_source_repository") or ""
    view, edit, _ = _addresses(site, base, context.get("theme_source_branch") or "main", path)
    for name, address in (("view", view), ("edit", edit)):
        template = context.get(f"theme_source_{name}_link")
        if template and not address:
            address = _below(template, site, context, path)
        context[f"theme_source_{name}_link"] = _doubled(address)
    if not edit:
        context["theme_source_repository"] = ""


def _below(template: str, site: Site, context: Context, path: str) -> str:
    """Fill the user's own address, whose file names are relative to the source folder."""
    source_folder = context.get("arch_source_folder", "")
    marker = "\x00"
    scheme, host, route, query, fragment = urlsplit(template.replace("{filename}", marker))
    relative = posixpath.relpath(path, source_folder or ".")
    route = posixpath.normpath(route.replace(marker, quote(relative)))
    return urlunsplit((scheme, host, route, query.replace(marker, quote(relative)), fragment))


def _doubled(address: str) -> str:
    return address.replace("{", "{{").replace("}", "}}")


def _pydata(context: Context, site: Site, path: str) -> None:
    """Pydata and Book: a template for the address, which has to name its variable."""
    base, ref = _html_context_repository(context)
    _, edit, repository = _addresses(site, base, ref, path)
    if edit:
        context["edit_page_url_template"] = edit + "{# file_name #}"
        context["edit_page_provider_name"] = repository.provider
    else:
        context["page_source_suffix"] = ""


def _html_context_repository(context: Context) -> tuple[str, str]:
    for host, address in (
        ("github", "https://github.com"),
        ("gitlab", "https://gitlab.com"),
        ("bitbucket", "https://bitbucket.org"),
    ):
        user, name = context.get(f"{host}_user"), context.get(f"{host}_repo")
        if user and name:
            base = context.get(f"{host}_url") or address
            return f"{base}/{user}/{name}", context.get(f"{host}_version") or "main"
    return "", "main"


def _read_the_docs(context: Context, site: Site, path: str) -> None:
    """Read the Docs: the address of this page alone, out of its metadata."""
    base, ref = _html_context_repository(context)
    view, _, _ = _addresses(site, base, ref, path)
    if view:
        meta = dict(context.get("meta") or {})
        context["meta"] = meta | {f"{h}_url": view for h in ("github", "gitlab", "bitbucket")}
    context["source_url_prefix"] = ""


def _shibuya(context: Context, site: Site, path: str) -> None:
    """Shibuya: functions that make addresses of a file name."""
    host, user, name = (context.get(f"source_{part}") for part in ("type", "user", "repo"))
    base = f"https://{host}.{'org' if host == 'bitbucket' else 'com'}/{user}/{name}"
    known = base if host and user and name else ""
    _, edit, _ = _addresses(site, known, context.get("source_version") or "main", path)
    context["edit_source_link"] = lambda _name: edit
    if view_source := context.get(ORIGINAL):
        # The theme puts its folder of documents and the name at the end, but for _sources.
        folder = str(context.get("source_docs_path") or "/docs/")

        def view_link(name: str) -> str:
            address = str(view_source(name) or "")
            at_host = address.endswith(f"{folder}{name}") and "/_sources/" not in address
            return address.removesuffix(f"{folder}{name}") + f"/{path}" if at_host else address

        context["view_source_link"] = view_link


_ADAPTERS: dict[str, Callable[[Context, Site, str], None]] = {
    "furo": _basic_ng,
    "basic-ng": _basic_ng,
    "pydata_sphinx_theme": _pydata,
    "sphinx_book_theme": _pydata,
    "sphinx_rtd_theme": _read_the_docs,
    "shibuya": _shibuya,
}
