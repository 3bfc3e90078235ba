"""Read a source by what it is, whatever its name."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from itatrack.findings.message import message
from itatrack.importing import delimited, markdown
from itatrack.importing.grid import SourceError
from itatrack.importing.package import check_package, kind_of
from itatrack.textfile.file_kinds import is_web_page

if TYPE_CHECKING:
    from itatrack.findings.message import Message
    from itatrack.importing.grid import Block

# The extra of the package that a kind of source needs, and the module that shows whether it is there.
EXTRAS: Final = {"docx": ("docx", "docx"), "xlsx": ("excel", "python_calamine")}


class MissingExtraError(Exception):
    """A source that needs a package which is not installed."""

    def __init__(self, kind: str, extra: str) -> None:
        super().__init__(extra)
        self.kind = kind
        self.extra = extra


def read(content: bytes) -> tuple[list[Block], list[Message]]:
    """Return the lines and tables of a source, and what is doubtful about it as a whole.

    Raises:
        SourceError: it cannot be read.
        MissingExtraError: what reads it is not installed.
    """
    kind = kind_of(content)
    if kind in EXTRAS:
        extra, module = EXTRAS[kind]
        if find_spec(module) is None:
            raise MissingExtraError(kind, extra)
        check_package(content)
        if kind == "docx":
            from itatrack.importing import word

            return word.read(content), []
        from itatrack.importing import workbook

        return workbook.read(content)
    text, is_old = delimited.decoded(content)
    if is_web_page(text):
        raise SourceError(message("it is a web page: save it as .docx, .xlsx or .csv"))
    if not text.strip():
        raise SourceError(message("it is empty"))
    doubts = (
        [message("the file is not UTF-8; it was read as TIS-620 (Windows-874): check the letters")] if is_old else []
    )
    return (markdown.read(text) if markdown.is_markdown(text) else delimited.read(text)), doubts
