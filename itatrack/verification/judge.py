"""Judge a document: take its data out, make it again, and compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.message import message
from itatrack.report.provenance import TEMPLATES
from itatrack.verification.again import Tools, made_again
from itatrack.verification.contents import MAX_NAMED, differences
from itatrack.verification.package import has_only_parts, parts_of
from itatrack.verification.taken_out import NoDataError, taken_out
from itatrack.verification.verdict import Answer, Verdict

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Message
    from itatrack.verification.manifest import Manifest
    from itatrack.verification.taken_out import TakenOut


class _Comparison(NamedTuple):
    """Whether a document is the one that was made again, and what is to be said of it."""

    is_same: bool
    details: tuple[Message, ...] = ()


def judge(content: bytes, tools: Tools) -> Verdict:
    """Return what is said of a document."""
    try:
        taken = taken_out(content)
    except NoDataError as error:
        return Verdict(Answer.NO_DATA, (error.said,), error.format)
    manifest, files = taken.manifest, taken.files
    if manifest.format != taken.format:
        said = message("its data is that of a document in another format ({format})", format=manifest.format)
        return Verdict(Answer.CHANGED, (said,), taken.format, manifest, files)
    if not manifest.is_of(files) or not manifest.digests.keys() - files.keys() <= _templates(manifest):
        said = message("the files in it are not those that it was made from")
        return Verdict(Answer.CHANGED, (said,), taken.format, manifest, files)
    again = made_again(manifest, files, tools)
    if not isinstance(again, bytes):
        is_ours = manifest.tool["itatrack"] == _own_version()
        answer = Answer.CHANGED if is_ours else Answer.OTHER_CONTENT
        said = message("its data makes no document in this version")
        return Verdict(answer, (said, again) if again else (said,), taken.format, manifest, files)
    compared = _compared(content, taken, again)
    if compared.is_same:
        return Verdict(Answer.AUTHENTIC, compared.details, taken.format, manifest, files)
    return _different(content, again, taken, compared)


def _different(content: bytes, again: bytes, taken: TakenOut, compared: _Comparison) -> Verdict:
    """Return what is said of a document that is not the one that was made again."""
    own = taken_out(again)
    is_other = own.manifest.tool != taken.manifest.tool or own.manifest.digests != taken.manifest.digests
    details: list[Message | Finding] = [*compared.details]
    has_same_text = False
    if not details:
        try:
            details += differences(taken.format, content, again)
            has_same_text = not details
        except (ValueError, NoDataError):
            details.append(message("its text cannot be read"))
    if len(details) > MAX_NAMED:
        more = message("and {number} more places", number=len(details) - MAX_NAMED)
        details = [*details[:MAX_NAMED], more]
    if has_same_text:
        same = message("its text is the same; how it looks was not compared")
        details.append(same)
        if taken.line != own.line and not is_other:
            details.append(message("the line that carries its data was changed"))
        elif not is_other:
            details.append(message("it was changed since, by hand or by another program"))
    answer = Answer.CHANGED
    if is_other:
        answer = Answer.OTHER_VERSION if has_same_text else Answer.OTHER_CONTENT
    return Verdict(answer, tuple(details), taken.format, taken.manifest, taken.files)


def _compared(content: bytes, taken: TakenOut, again: bytes) -> _Comparison:
    """Compare a document with the one that was made again."""
    if content == again:
        return _Comparison(is_same=True)
    if taken.format == "pdf" and content.startswith(again):
        from itatrack.verification.pdf_updates import updates

        found = updates(again, content)
        return _Comparison(not found.changes, found.changes or found.added)
    if taken.format == "docx" and parts_of(content) == parts_of(again):
        if has_only_parts(content):
            return _Comparison(is_same=True, details=(message("its parts are the same, packed again"),))
        beside = message("besides its parts the file contains what belongs to no document")
        return _Comparison(is_same=False, details=(beside,))
    return _Comparison(taken.format in {"md", "txt"} and taken_out(again).unpacked == taken.unpacked)


def _templates(manifest: Manifest) -> set[str]:
    return {path for path in manifest.digests if path.startswith(TEMPLATES)}


def _own_version() -> str:
    from itatrack import __version__

    return __version__
