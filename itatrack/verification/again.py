"""Make a document again from what it carries."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding
from itatrack.progress.rounds import rounds_of
from itatrack.progress.state import progress
from itatrack.project import every_file, load
from itatrack.report.data_tables import table_names
from itatrack.report.pipeline import make_document
from itatrack.report.provenance import TEMPLATES, Sources
from itatrack.report.request import ReportRequest
from itatrack.report.values import Picture
from itatrack.yamltext.document import Document

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from itatrack.findings.message import Translator
    from itatrack.report.formats.protocols import Scratch, Templates
    from itatrack.verification.manifest import Manifest

PLAN, HISTORY = "data/measures.yaml", "data/status.yaml"


class Tools(NamedTuple):
    """What a document is made again with.

    Attributes:
        today: today's date.
        packaged: the templates of the tool.
        scratch: makes a folder for another program.
        thai: returns what translates into Thai, the language of documents.
    """

    today: dt.date
    packaged: Templates
    scratch: Scratch
    thai: Callable[[], Translator]


class CarriedTemplates:
    """The templates that a document carries, and for all other names those of the tool."""

    def __init__(self, carried: Mapping[str, bytes], packaged: Templates) -> None:
        self._carried = carried
        self._packaged = packaged
        self._read: dict[str, bytes] = {}

    @property
    def is_packaged(self) -> bool:
        """Check whether all of them come with the tool."""
        return not self._carried

    @property
    def used(self) -> list[str]:
        """Return the paths of those that were read."""
        return [*map(_path, self._read), *self._packaged.used]

    def mark_used(self, paths: Sequence[str]) -> None:
        """Remember which were read in another process."""
        self._packaged.mark_used(paths)

    @property
    def read_contents(self) -> Mapping[str, tuple[bytes, bool]]:
        """Return by name the bytes of those that were read, and whether the tool brings them as they are."""
        return {**self._packaged.read_contents, **{name: (content, False) for name, content in self._read.items()}}

    def content(self, name: str) -> tuple[str, bytes] | Finding | None:
        """Return a template's path as shown and its bytes."""
        if name not in self._carried:
            return self._packaged.content(name)
        self._read[name] = self._carried[name]
        return _path(name), self._carried[name]


def made_again(manifest: Manifest, files: Mapping[str, bytes], tools: Tools) -> bytes | Finding | None:
    """Return the document that the files make, or what is wrong in them; of rows of agencies that is not known."""
    if manifest.is_of_many:
        return _of_many(manifest, files, tools)
    documents = [Document.read(path, files.get(path, b"")) for path in (PLAN, HISTORY)]
    # A file of evidence lies with the agency, and changes nothing of the document.
    project = load(documents[0], documents[1], tools.today, every_file)
    if project.has_errors:
        return project.errors[0]
    plan, history = project.complete()
    rounds = [each for each in rounds_of(plan) if each.name == manifest.round]
    templates = {path.removeprefix(TEMPLATES): file for path, file in files.items() if path.startswith(TEMPLATES)}
    safe = {name: file for name, file in templates.items() if _is_inside(name)}
    tables = table_names(plan)
    if manifest.table and manifest.table not in tables:
        return finding("E311", plan.location.key("tables"), name=manifest.table, known=", ".join(tables))
    garuda = plan.memo.garuda
    request = ReportRequest(
        manifest.date,
        manifest.form,
        manifest.format,
        manifest.template,
        CarriedTemplates(safe, tools.packaged),
        tools.scratch,
        Picture(garuda, files.get(garuda, b"")) if garuda else None,
        rounds[0] if rounds else None,
        manifest.thai,
        manifest.width,
        Sources({path: file for path, file in files.items() if not path.startswith(TEMPLATES)}),
        manifest.table,
    )
    made = make_document(plan, progress(plan, history, manifest.as_of), request, apart=True)
    if isinstance(made, Finding):
        return made
    return made.content if isinstance(made.content, bytes) else made.content.encode()


def _of_many(manifest: Manifest, files: Mapping[str, bytes], tools: Tools) -> bytes | Finding | None:
    from itatrack.rollup import carried

    templates = CarriedTemplates({}, tools.packaged)
    request = ReportRequest(
        manifest.date, manifest.form, manifest.format, "", templates, tools.scratch, sources=Sources(files)
    )
    try:
        return carried.made_again(files, tools.thai(), request)
    except Exception:  # noqa: BLE001  the rows come from outside, and may hold values of any kind
        return None


def _path(name: str) -> str:
    return TEMPLATES + name


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name or not path.parts)
