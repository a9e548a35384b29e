"""A PDF -> the text of its pages, by pypdf."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from typing import TYPE_CHECKING

from foedus.errors import BadReport
from foedus.news.inputs.report import LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

__all__ = ["read_pdf"]


def read_pdf(raw: bytes, where: str) -> list[str]:
    """The text of each page that holds any.

    Raises:
        BadReport: pypdf is not installed; the file is encrypted, damaged, a scan, or holds too much text.
    """
    try:
        import pypdf  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        raise BadReport(
            f"{where} is a PDF, and pypdf is not installed; install foedus[nlp], or save the report as plain text"
        ) from None
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        pages = list(_texts(pypdf.PdfReader(BytesIO(raw)), where))
    except BadReport:
        raise
    except pypdf.errors.DependencyError:
        raise _encrypted(where) from None
    except Exception as error:
        raise BadReport(
            f"{where} is a damaged PDF ({type(error).__name__}); open it in a viewer, and save it anew or as plain text"
        ) from error
    if not any(re.search(r"[^\W\d_]{2}", page) for page in pages):
        raise BadReport(
            f"{where} is a PDF without text, probably a scan; put text into it with OCR (e.g. `ocrmypdf IN OUT`) and "
            "give that file"
        )
    return [page for page in pages if page]


def _texts(file: PdfReader, where: str) -> Iterator[str]:
    if file.is_encrypted and not file.decrypt(""):
        raise _encrypted(where)
    size = 0
    for page in file.pages:
        text = page.extract_text().strip()
        size += len(text)
        if size > LIMIT:
            raise BadReport(f"{where} holds more than 2 MB of text; cut it into single reports")
        yield text


def _encrypted(where: str) -> BadReport:
    return BadReport(f"{where} is encrypted; save it without a password, or as plain text, and give that file")
