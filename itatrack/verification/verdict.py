"""What is said of a document."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from itatrack.findings.finding import Finding
    from itatrack.findings.message import Message
    from itatrack.verification.manifest import Manifest


class Answer(Enum):
    """Whether a document is what its data makes; the values are those of JSON."""

    AUTHENTIC = "authentic"
    CHANGED = "changed"
    OTHER_VERSION = "other-version"
    OTHER_CONTENT = "other-version-other-content"
    NO_DATA = "no-data"


class Verdict(NamedTuple):
    """The answer, what it rests on, and what the document carries where that could be taken out.

    Attributes:
        answer: whether the document is what its data makes.
        details: what differs, what was added, or why there is no data.
        format: the format that the content has, whatever the file's name says; empty where it is none.
        manifest: what the document says of its making.
        files: the files that it carries, by their paths.
    """

    answer: Answer
    details: tuple[Message | Finding, ...] = ()
    format: str = ""
    manifest: Manifest | None = None
    files: Mapping[str, bytes] = {}
