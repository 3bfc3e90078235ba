"""What a document was made from, and how the document carries it.

A manifest names what was asked for, the versions that made the document, and the digest of each file. A document that
carries it with the files can be made again from itself alone.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from base64 import b64encode
from typing import TYPE_CHECKING, Final, NamedTuple

from itatrack import __version__
from itatrack.thai import calendar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.findings.json_reporter import Json
    from itatrack.report.context import ReportContext
    from itatrack.report.request import ReportRequest


KIND: Final = "itatrack-document"
VERSION: Final = 1
TEMPLATES: Final = "templates/"
# The file with the rows of many agencies, in a document of these.
ROLLUP: Final = "rollup.json"
# The name of the manifest among the attached files of a PDF, and the namespace of the part of a Word document.
PDF_MANIFEST: Final = "itatrack.json"
WORD_NAMESPACE: Final = "urn:itatrack:document:1"
# The packages that a format is laid out by; another version of one may lay it out in another way.
_LIBRARIES: Final = {"pdf": ("typst",), "docx": ("docxtpl", "python-docx")}
_SCRIPT: Final = '<script type="application/json" id="itatrack">'


class Sources(NamedTuple):
    """The files of a project that a document is made from, by their paths.

    No commit is named: the same data makes the same document, wherever it lies, and `verify` finds the commit by it.
    """

    files: Mapping[str, bytes]

    @property
    def digests(self) -> dict[str, str]:
        """Return the digest of each file by its path."""
        return {path: digest(content) for path, content in self.files.items()}


class Carried(NamedTuple):
    """What a document carries: its manifest, and the bytes of the files by their paths."""

    manifest: Mapping[str, Json]
    files: Mapping[str, bytes]

    def envelope(self) -> str:
        """Return both as one JSON text; a file that is no UTF-8 is in base64."""
        contents: dict[str, Json] = {}
        for path, content in self.files.items():
            try:
                contents[path] = content.decode()
            except UnicodeDecodeError:
                contents[path] = {"base64": b64encode(content).decode()}
        return _compact({**self.manifest, "contents": contents})


def carried(request: ReportRequest, context: ReportContext, sources: Sources) -> Carried:
    """Return what a document carries; to be asked for when all of its templates have been read.

    Of the templates it carries those of the project's own.
    """
    # In one order, as a reader of a PDF finds the attached files in that of their names.
    files, digests = dict(sorted(sources.files.items())), dict(sorted(sources.digests.items()))
    for name, (content, is_packaged) in sorted(request.templates.read_contents.items()):
        digests[TEMPLATES + name] = digest(content)
        if not is_packaged:
            files[TEMPLATES + name] = content
    manifest: dict[str, Json] = {
        "kind": KIND,
        "schema_version": VERSION,
        "tool": {"itatrack": __version__, **_versions(request.format)},
        "as_of": calendar.iso(context.values.as_of.date),
        "date": calendar.iso(request.date),
        "round": request.round.name if request.round else None,
        "form": request.form,
        **({"table": request.table} if request.table else {}),
        "format": request.format,
        "digits": "thai" if request.thai else "arabic",
        "width": request.width,
        "template": request.template,
        "files": digests,
    }
    return Carried({**manifest, "digest": manifest_digest(manifest)}, files)


def manifest_digest(manifest: Mapping[str, Json]) -> str:
    """Return the digest of a manifest that does not hold it yet."""
    return digest(_compact(manifest).encode())


def digest(content: bytes) -> str:
    """Return the SHA-256 digest of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def readable(manifest: Mapping[str, Json]) -> str:
    """Return a manifest as JSON for people to read."""
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def with_line(text: str, carried: Carried) -> str:
    """Return Markdown or plain text with a last line that carries it all; viewers of Markdown do not show it."""
    payload = b64encode(zlib.compress(carried.envelope().encode(), 9)).decode()
    manifest = carried.manifest
    line = f"itatrack {__version__} {manifest['as_of']} sha256:{manifest['digest']} data:{payload}"
    return f"{text}\n{f'<!-- {line} -->' if manifest['format'] == 'md' else line}\n"


def with_script(page: str, carried: Carried) -> str:
    """Return a web page with a script element of data, which browsers neither show nor run, at the end of its body."""
    # Within the element no sign may end it or begin a comment; in JSON each can be written as its number.
    data = re.sub(r"[<>&]", lambda sign: f"\\u{ord(sign[0]):04x}", carried.envelope())
    head, end, rest = page.rpartition("</body>")
    element = f"{_SCRIPT}{data}</script>\n"
    return f"{head}{element}{end}{rest}" if end else f"{page}{element}"


def _compact(value: Mapping[str, Json]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _versions(format_name: str) -> dict[str, str]:
    """Return the versions of the packages that lay a format out, as far as the system knows them."""
    names = _LIBRARIES.get(format_name, ())
    if not names:
        return {}
    from importlib.metadata import PackageNotFoundError, version

    versions = {}
    for name in names:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:  # in the program that is one file
            versions[name] = ""
    return versions
