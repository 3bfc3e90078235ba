"""What a PDF carries of its making: its manifest and files, attached, as PDF/A-3 allows and readers list them."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from itatrack.report.provenance import PDF_MANIFEST, TEMPLATES, readable

if TYPE_CHECKING:
    from pathlib import Path

    from itatrack.report.provenance import Carried

_FOLDER: Final = ".itatrack-files"
_KINDS: Final = {".yaml": "application/yaml", ".json": "application/json", ".png": "image/png"}
_KINDS.update(dict.fromkeys((".jpg", ".jpeg"), "image/jpeg"))


def attach(root: Path, template: str, carried: Carried) -> None:
    """Let a template attach what its document carries: behind its own lines, so that these keep their numbers.

    Args:
        root: the folder that Typst sees, with the template in it.
        template: its name.
        carried: the manifest and the files.
    """
    folder = root / _FOLDER
    folder.mkdir()
    lines = [""]
    contents = {**carried.files, PDF_MANIFEST: readable(carried.manifest).encode()}
    for number, (name, content) in enumerate(contents.items()):
        (folder / str(number)).write_bytes(content)
        kind = _KINDS.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
        relation, description = _described(name)
        # By `std`, as a template may have given the short names to something else.
        lines.append(
            f'#std.pdf.attach({json.dumps(name, ensure_ascii=False)}, std.read("/{_FOLDER}/{number}", encoding: none),'
            f' relationship: "{relation}", mime-type: "{kind}", description: "{description}")'
        )
    with (root / template).open("a", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")


def _described(name: str) -> tuple[str, str]:
    """Return what a file is to the document, by the words of PDF, and the words for its reader."""
    if name == PDF_MANIFEST:
        return "data", "บันทึกที่มาของเอกสาร"
    if name.startswith(TEMPLATES):
        return "supplement", "แม่แบบของหน่วยงาน"
    return "source", "ข้อมูลที่ใช้ทำเอกสาร"
