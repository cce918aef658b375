"""The HTML of a document as PDF, by WeasyPrint (https://weasyprint.org)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

EXTRA = "pdf"
"""The extra that WeasyPrint comes with."""


class MissingError(Exception):
    """WeasyPrint cannot be used; the message says what to install."""


def pdf_bytes(html: str) -> bytes:
    """Return *html*, which refers to nothing outside, as PDF: the same bytes for the same text.

    Raises MissingError where WeasyPrint, or a library that it needs, is not installed.
    """
    make, fetcher = _weasyprint()
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    data: bytes = make(string=html, url_fetcher=fetcher).write_pdf(
        pdf_identifier=b"sphinxext-archdoc", pdf_tags=True
    )
    return data


def _weasyprint() -> tuple[Callable[..., Any], object]:
    """Return what reads HTML, and what fetches nothing but what is in an address itself."""
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except ImportError as error:
        message = f"A PDF is made by WeasyPrint: install sphinxext-archdoc[{EXTRA}]"
        raise MissingError(message) from error
    except OSError as error:
        reason = str(error).partition("\n")[0]
        message = f"WeasyPrint lacks a library of the system ({reason}): install Pango"
        raise MissingError(message) from error
    return HTML, URLFetcher(allowed_protocols={"data"})
