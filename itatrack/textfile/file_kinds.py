"""Recognise files of other programs by their content, whatever their extension."""

from __future__ import annotations

# How a file begins, and what tells two formats apart that begin alike; the names are messages.
_KINDS = (
    (b"PK\x03\x04", b"word/document", "a Word document"),
    (b"PK\x03\x04", b"xl/workbook", "an Excel workbook"),
    (b"PK\x03\x04", b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"PK\x03\x04", b"", "a ZIP archive"),
    (b"PK\x05\x06", b"", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", b"W\0o\0r\0d\0D\0o\0c\0", "a Word document"),
    (b"\xd0\xcf\x11\xe0", b"W\0o\0r\0k\0b\0o\0o\0k\0", "an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", b"B\0o\0o\0k\0", "an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", b"", "a document of an old Office program"),
    (b"{\\rtf", b"", "a document in RTF"),
    (b"%PDF-", b"", "a PDF"),
    (b"\x1f\x8b", b"", "a compressed file"),
    (b"Rar!", b"", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", b"", "a compressed file"),
    (b"\x89PNG", b"", "a picture"),
    (b"\xff\xd8\xff", b"", "a picture"),
    (b"GIF8", b"", "a picture"),
)
KINDS = tuple(dict.fromkeys(kind for _, _, kind in _KINDS))
WEB_PAGE = "a web page"
_HTML = ("<!doctype", "<html", "<head", "<?xml", "<meta", "<!--", "<body", "<div", "<p>", "<p ", "<table", "<style")
# A page with its pictures in one file, as Word saves it.
_MHTML = ("mime-version:", "from: <saved by")


def document_kind(data: bytes) -> str | None:
    """Return what a file is that another program wrote, or None for text."""
    for begin, within, kind in _KINDS:
        if data.startswith(begin) and within in data:
            return kind
    return None


def is_web_page(text: str) -> bool:
    """Check whether a text is a page of the web, which no YAML begins like."""
    return text[:100].lstrip().lower().startswith((*_HTML, *_MHTML))
