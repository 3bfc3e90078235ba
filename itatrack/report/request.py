"""What a report is asked for: the one object from the options of a command to the formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from itatrack.progress.rounds import ReportRound
    from itatrack.report.formats.protocols import Numerals, Scratch, Templates
    from itatrack.report.provenance import Sources
    from itatrack.report.values import Picture

FormatName = Literal["md", "txt", "html", "docx", "pdf"]
# Files of data, which hold tables alone and are made of no template.
TableFormatName = Literal["csv", "xlsx"]
ReportFormatName = Literal[FormatName, TableFormatName]
FormName = Literal["memo", "bs4"]
# A table alone is a document too.
DocumentName = Literal["memo", "bs4", "table"]
# Display cells of a line of plain text: an upright page, and one on its side.
WIDTHS: Final[dict[DocumentName, int]] = {"memo": 80, "bs4": 132, "table": 132}


class ReportRequest(NamedTuple):
    """Which document is made of the data, and with what.

    Attributes:
        date: the document's own date; the day whose state it shows is that of the state.
        form: the memo, the follow-up form, or a table alone.
        format: the document's format.
        template: the name of its template, such as `memo.md.j2`.
        templates: the templates by name.
        scratch: makes a folder for what another program reads.
        garuda: the agency's picture of it.
        round: the round reported on.
        thai: whether digits are converted to Thai numerals.
        width: the display cells of a line of plain text.
        sources: the files of data that it is made from.
        table: the name of the table that the document is; of a memo and a form it is empty.
        bare: whether the document is to carry nothing of what it was made from.
    """

    date: dt.date
    form: DocumentName
    format: FormatName
    template: str
    templates: Templates
    scratch: Scratch
    garuda: Picture | None = None
    round: ReportRound | None = None
    thai: bool = True
    width: int = 80
    sources: Sources | None = None
    table: str = ""
    bare: bool = False

    @property
    def carried_sources(self) -> Sources | None:
        """Return the files that the document carries, if it is to carry any."""
        return None if self.bare else self.sources

    @property
    def numerals(self) -> Numerals:
        """Return what turns the digits of a value into those of the document, value by value."""
        if not self.thai:
            return str
        from itatrack.report.values import memo_numerals

        return memo_numerals
