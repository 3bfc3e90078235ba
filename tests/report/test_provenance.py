"""A document carries what it was made from, where readers that are not the tool's find it."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pdfua
import pypdf
import pytest
from rendering import carrying
from support import CASES

from itatrack.report.formats.registry import FORMATS
from itatrack.storage.workspace import HISTORY, PLAN

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.report.request import FormatName

BASE = (CASES / "base" / "measures.yaml").read_text(encoding="utf-8")
# What ends or begins markup in one of the formats, in a comment, which no check looks into.
HOSTILE = f"{BASE}# </script><!-- <script> --> & ]]> <?x ?> \\u0022 %%EOF\n# endstream endobj 1 0 obj\n"


class Scripts(HTMLParser):
    """Collects the texts of the scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep what stands in a script."""
        if self.lasttag == "script" and data.strip():
            self.texts.append(data)


def carried(content: bytes, name: str) -> tuple[dict[str, object], dict[str, bytes]]:
    """Return the manifest and the files of a document, as programs find them that know its format alone."""
    if name == "pdf":
        files = {file.name: file.content for file in pypdf.PdfReader(BytesIO(content)).attachment_list}
        return json.loads(files.pop("itatrack.json")), files
    if name == "docx":
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = [package.read(part) for part in package.namelist() if re.match(r"customXml/item\d+\.xml", part)]
        (text,) = (root.text or "" for root in map(ET.fromstring, parts) if root.tag.startswith("{urn:itatrack"))
    elif name == "html":
        scripts = Scripts()
        scripts.feed(content.decode())
        (text,) = scripts.texts
    else:
        line = content.decode().splitlines()[-1]
        text = zlib.decompress(b64decode(re.search(r"data:(\S+)", line)[1])).decode()  # type: ignore[index]
    envelope = json.loads(text)
    contents = envelope.pop("contents").items()
    files = {key: b64decode(value["base64"]) if isinstance(value, dict) else value.encode() for key, value in contents}
    return envelope, files


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_a_document_carries_its_data(name: FormatName, make_project: Callable[..., Path]) -> None:
    """Every byte of both files is in the document, whatever stands in them, with the digests of all that made it."""
    folder = make_project(measures=HOSTILE.replace("\n", "\r\n"))
    content = carrying(folder, name)
    manifest, files = carried(content, name)
    assert files == {path: (folder / path).read_bytes() for path in (PLAN, HISTORY)}
    assert manifest["as_of"] == manifest["date"] == "2564-03-31"
    assert (manifest["form"], manifest["format"], manifest["round"]) == ("memo", name, None)
    digests = manifest["files"]
    assert isinstance(digests, dict)
    assert f"templates/{manifest['template']}" in digests
    assert {path: digests[path] for path in files} == {
        path: hashlib.sha256(file).hexdigest() for path, file in files.items()
    }
    assert carrying(folder, name) == content


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_carried_is_not_seen(name: FormatName, make_project: Callable[..., Path]) -> None:
    """What is carried changes nothing of what is read, and leaves a PDF within the rules of PDF/UA."""
    folder = make_project(measures=HOSTILE)
    full, bare = carrying(folder, name), carrying(folder, name, bare=True)
    if name == "pdf":
        pages = [[page.extract_text() for page in pypdf.PdfReader(BytesIO(file)).pages] for file in (full, bare)]
        assert pages[0] == pages[1]
        (folder / "memo.pdf").write_bytes(full)
        assert [each.message for each in pdfua.validate(folder / "memo.pdf").findings] == []
    elif name == "docx":
        with zipfile.ZipFile(BytesIO(full)) as first, zipfile.ZipFile(BytesIO(bare)) as second:
            assert first.read("word/document.xml") == second.read("word/document.xml")
    elif name == "html":
        assert re.sub(r"<script.*</script>\n", "", full.decode()) == bare.decode()
    else:
        assert full.decode().rsplit("\n", 3)[0] + "\n" == bare.decode()


@pytest.mark.slow
def test_templates_of_a_project_travel_too(make_project: Callable[..., Path]) -> None:
    """The document carries the templates that are the agency's own, and not those that the tool brings."""
    folder = make_project()
    (folder / "templates").mkdir()
    (folder / "templates" / "memo.md.j2").write_text('{% include "part.j2" %}{{ title }}', encoding="utf-8")
    (folder / "templates" / "part.j2").write_text("ส่วน ", encoding="utf-8")
    manifest, files = carried(carrying(folder, "md"), "md")
    assert {path for path in files if path.startswith("templates/")} == {"templates/memo.md.j2", "templates/part.j2"}
    _, usual = carried(carrying(folder, "txt"), "txt")
    assert not any(path.startswith("templates/") for path in usual)
    assert "templates/wording.j2" not in manifest["files"]  # type: ignore[operator]
