"""The manifest of a document as it was read: it comes from outside, so each of its values is checked."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from itatrack.model.pattern_kinds import NAME
from itatrack.report.formats.registry import FORMATS
from itatrack.report.provenance import KIND, ROLLUP, TEMPLATES, VERSION, digest, manifest_digest
from itatrack.report.reference import reference
from itatrack.report.request import DocumentName
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.report.request import FormatName

_DIGEST: Final = "[0-9a-f]{64}"
_MAX_WIDTH: Final = 1000
_MAX_FILES: Final = 100
_MAX_NAME: Final = 300
# The texts of a manifest are shown on terminals.
_SHOWN: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


class ManifestError(ValueError):
    """The manifest is none that this version reads."""


class LaterManifestError(ManifestError):
    """A later version of the tool wrote it in another form."""


class Manifest(NamedTuple):
    """What a document says of its making; see `report/provenance.py`."""

    tool: Mapping[str, str]
    as_of: dt.date
    date: dt.date
    round: str | None
    form: DocumentName
    format: FormatName
    thai: bool
    width: int
    template: str
    digests: Mapping[str, str]
    table: str = ""

    @property
    def version(self) -> str:
        """Return the version of the tool that made the document."""
        return self.tool["itatrack"]

    @property
    def reference(self) -> str:
        """Return the letters that the document has in its foot, if the plan asks for them."""
        data = {path: value for path, value in self.digests.items() if not path.startswith(TEMPLATES)}
        return reference((self.as_of, self.date), self.round, self.form + self.table, data)

    @property
    def is_of_many(self) -> bool:
        """Check whether the document is of many agencies, and carries rows in the place of a project's files."""
        return ROLLUP in self.digests

    def is_of(self, files: Mapping[str, bytes]) -> bool:
        """Check whether the files are those that it names."""
        return all(self.digests.get(path) == digest(content) for path, content in files.items())


def read_manifest(text: str) -> Manifest:
    """Read a manifest.

    Raises:
        ManifestError: it is none.
    """
    try:
        return _checked(json.loads(text))
    except ManifestError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ManifestError(str(error)) from None


def _checked(data: dict[str, Any]) -> Manifest:
    version = data["schema_version"]
    if data["kind"] != KIND or not isinstance(version, int):
        raise ManifestError(KIND)
    if version > VERSION:
        raise LaterManifestError(str(version))
    if data.pop("digest") != manifest_digest(data):
        raise ManifestError("digest")
    tool = {_text(name): _text(number) for name, number in data["tool"].items()}
    digests = {_text(path): _text(value, _DIGEST) for path, value in data["files"].items()}
    thai = {"thai": True, "arabic": False}[data["digits"]]
    width, form, format_ = data["width"], data["form"], data["format"]
    if form not in get_args(DocumentName) or format_ not in FORMATS or len(digests) > _MAX_FILES:
        raise ManifestError(str(form))
    if type(width) is not int or not 0 < width <= _MAX_WIDTH or "itatrack" not in tool:
        raise ManifestError(str(width))
    return Manifest(
        tool,
        _day(data["as_of"]),
        _day(data["date"]),
        None if data["round"] is None else _text(data["round"]),
        form,
        format_,
        thai,
        width,
        _text(data["template"]),
        digests,
        _text(data["table"], f"(?:{NAME})") if form == "table" else "",
    )


def _text(value: object, pattern: str = "(?s:.*)") -> str:
    if not isinstance(value, str) or len(value) > _MAX_NAME or not re.fullmatch(pattern, value):
        raise ManifestError(repr(value))
    if value and not _SHOWN.fullmatch(value):
        raise ManifestError(repr(value))
    return value


def _day(value: object) -> dt.date:
    day = calendar.parse_iso(_text(value))
    if not isinstance(day, dt.date):
        raise ManifestError(repr(value))
    return day
