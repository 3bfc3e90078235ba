"""One YAML file of the project, read once: its bytes, its text, its nodes, and what is wrong in them as YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Finding, Span
from itatrack.textfile.source import Source, decode
from itatrack.yamltext.compose import compose

if TYPE_CHECKING:
    from itatrack.yamltext.nodes import Node


class Document(NamedTuple):
    """A file as it was read; every later step of a command is handed it, and none reads the file again.

    Attributes:
        path: the file's path as people see it.
        content: its bytes; None where it could not be read.
        source: its text; empty where the bytes are not text.
        root: its data; None where the file holds none, or where the text is not valid YAML.
        findings: what is wrong in the file itself, all of family E1.
    """

    path: str
    content: bytes | None
    source: Source
    root: Node | None
    findings: tuple[Finding, ...]

    @classmethod
    def read(cls, path: str, content: bytes | Finding) -> Document:
        """Decode and compose the bytes of a file, or take over the finding that says why there are none."""
        if isinstance(content, Finding):
            return cls(path, None, Source(path, ""), None, (content,))
        try:
            source, findings = decode(path, content)
            root, findings = compose(source) if source else (None, findings)
        except MemoryError:
            source, root, findings = None, None, [finding("E104.memory", Span(path, 1, 1, 1, 1, ""))]
        return cls(path, content, source or Source(path, ""), root, tuple(findings))

    @property
    def is_readable(self) -> bool:
        """Check whether there is anything to read on: data, or an empty file without findings."""
        return self.root is not None or not self.findings
