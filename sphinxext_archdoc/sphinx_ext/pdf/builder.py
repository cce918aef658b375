"""``sphinx-build -b archdoc-pdf``: all pages in one PDF, laid out by WeasyPrint.

Pages are put together as by ``singlehtml``, with the extension's own theme for print; the
theme of the project's HTML and its settings are neither used nor changed.
"""

from __future__ import annotations

import logging as python_logging
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.errors import SphinxError
from sphinx.locale import __
from sphinx.util import logging
from sphinx.util.display import progress_message
from sphinx.util.i18n import format_date
from sphinx.util.osutil import make_filename_from_project

from sphinxext_archdoc.sphinx_ext.pdf import anchors, matter

logger = logging.getLogger(__name__)
NAME = "archdoc-pdf"
THEME = "archdoc-print"
THEME_FOLDER = Path(__file__).with_name("theme")


class PdfBuilder(SingleFileHTMLBuilder):
    """Builds one PDF of all pages, without TeX."""

    name = NAME
    epilog = __("The PDF is in %(outdir)s.")
    # That is: they are not loaded, and become links.
    supported_remote_images = True
    search = False
    html_scaled_image_link = False

    def init(self) -> None:
        """Refuse to begin without WeasyPrint, whose libraries may be missing too."""
        try:
            import weasyprint  # noqa: F401
        except (ImportError, OSError) as error:
            reason = " ".join(str(error).split())[:200]
            message = (
                f"The builder {NAME} needs WeasyPrint, and its library Pango: install"
                f" sphinxext-archdoc[pdf] and libpango-1.0-0 ({reason})."
            )
            raise SphinxError(message) from error
        super().init()

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """Return the theme for print, whatever the project has for its HTML."""
        return THEME, {}

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of a page, or of an index, in the one document."""
        return f"{anchors.PREFIX}{docname}"

    def assemble_doctree(self) -> nodes.document:
        """Return all pages in one document, whose ids are unique, with indices at its end."""
        tree = super().assemble_doctree()
        root = self.config.root_doc
        renamed = anchors.separate(tree, root)
        env = self.env
        numbers = anchors.numbers_of(env.toc_secnumbers, renamed)
        self._section_numbers = {f"#{name}": number for name, number in numbers.items()}
        self._figure_numbers: dict[str, dict[str, Any]] = {}
        for page, kinds in env.toc_fignumbers.items():
            for kind, found in kinds.items():
                here = anchors.numbers_of({page: found}, renamed)
                self._figure_numbers.setdefault(kind, {}).update(here)
        behind = list(matter.indices(self))
        self._contents = matter.contents(tree, behind)
        tree += behind
        return tree

    def assemble_toc_secnumbers(self) -> dict[str, dict[str, tuple[int, ...]]]:
        """Return the numbers of sections by their new ids."""
        return {self.config.root_doc: self._section_numbers}

    def assemble_toc_fignumbers(self) -> dict[str, dict[str, dict[str, tuple[int, ...]]]]:
        """Return the numbers of figures by their new ids."""
        return {self.config.root_doc: self._figure_numbers}

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Return what the template shows: the cover, the contents and the pages."""
        config = self.config
        today = config.today or format_date(
            config.today_fmt or __("%b %d, %Y"), language=config.language
        )
        return {
            "title": config.project,
            # A line that begins with an empty element is not broken.
            "body": body.replace("<pre><span></span>", "<pre>"),
            "toc": self.render_partial(self._contents)["fragment"],
            "today": today,
            "author": config.author if config.author != "Author name not set" else "",
        }

    def finish(self) -> None:
        """Copy what the pages show, and lay them out."""
        self.copy_image_files()
        self.copy_static_files()
        with progress_message(__("laying out pages")):
            self._write_pdf()

    def _write_pdf(self) -> None:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher

        page = Path(self.get_outfilename(self.config.root_doc))
        target = Path(self.outdir, f"{make_filename_from_project(self.config.project)}.pdf")
        # Nothing is loaded from other hosts.
        fetcher = URLFetcher(allowed_protocols={"file", "data"})
        with _Reported():
            HTML(filename=page, url_fetcher=fetcher).write_pdf(target, pdf_tags=True)


class _Reported:
    """Passes the messages of WeasyPrint on to Sphinx, while it is entered."""

    logger: ClassVar[python_logging.Logger] = python_logging.getLogger("weasyprint")

    def __enter__(self) -> None:
        self._handlers, self._propagates = self.logger.handlers[:], self.logger.propagate
        self.logger.handlers[:] = [_Handler(python_logging.WARNING)]
        self.logger.propagate = False

    def __exit__(self, *error: object) -> None:
        self.logger.handlers[:] = self._handlers
        self.logger.propagate = self._propagates


class _Handler(python_logging.Handler):
    def emit(self, record: python_logging.LogRecord) -> None:
        logger.warning("WeasyPrint: %s", record.getMessage(), type="archdoc", subtype="layout")
