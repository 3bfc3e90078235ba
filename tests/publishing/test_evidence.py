"""The published list of evidence: what was checked, when, and with which copies."""

from __future__ import annotations

import csv
import hashlib
import json
from typing import TYPE_CHECKING

import pytest
from calling import call
from lxml import html
from support import CASES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HISTORY = (CASES / "base" / "status.yaml").read_text(encoding="utf-8")
KEPT, OTHER, SITE = b"%PDF kept", b"%PDF other", "https://www.example.go.th"
DIGEST = hashlib.sha256(KEPT).hexdigest()
EVIDENCE = f"""\
property:
  - date: 2563-10-05
    status: done
    evidence:
      - {{text: <ประกาศ>, url: "{SITE}/a", copy: evidence/a.pdf, sha256: {DIGEST}, checked: 2563-10-10}}
      - {{url: "{SITE}/b", copy: evidence/b.pdf, sha256: {DIGEST}, checked: 2563-10-10}}
      - {{url: "{SITE}/c", copy: evidence/c.pdf}}
      - {{url: "{SITE}/d", copy: private/d.pdf, sha256: {DIGEST}, checked: 2563-10-10}}
"""


@pytest.fixture
def project(make_project: Callable[..., Path]) -> Path:
    """Return a project with pages whose copies are pinned, changed, not pinned, and not in the folder of copies."""
    folder = make_project(status=EVIDENCE)
    for name, content in {"evidence/a": KEPT, "evidence/b": OTHER, "evidence/c": KEPT, "private/d": KEPT}.items():
        (folder / f"{name}.pdf").parent.mkdir(exist_ok=True)
        (folder / f"{name}.pdf").write_bytes(content)
    return folder


def published(
    project: Path, out: Path, *options: str, day: str = "2563-11-30"
) -> tuple[list[list[str]], set[str], str]:
    """Return the rows of the list of evidence, the files in the folder, and what was told."""
    status, _, err = call("publish", str(out), "-C", str(project), "--as-of", day, *options)
    assert status == 0, err
    with (out / "data" / "evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [*csv.reader(file)]
    return rows, {path.relative_to(out).as_posix() for path in out.rglob("*.pdf")}, err


def test_digest_and_day_of_a_check(project: Path, tmp_path: Path) -> None:
    """Without the option no file of the project is published, but what shows that it is still the same."""
    rows, files, _ = published(project, tmp_path / "out")
    assert rows[0] == ["ชื่อย่อ", "มาตรการ", "หลักฐาน", "ที่อยู่เว็บ", "ตรวจสอบเมื่อ", "SHA-256 ของไฟล์"]
    assert rows[1] == ["property", "การใช้ทรัพย์สินของราชการ", "<ประกาศ>", f"{SITE}/a", "2020-10-10", DIGEST]
    assert [row[3:] for row in rows[3:]] == [[f"{SITE}/c", "", ""], [f"{SITE}/d", "2020-10-10", DIGEST]]
    assert not [name for name in files if name.startswith("files/")]
    held = json.loads((tmp_path / "out" / "data" / "evidence.json").read_bytes())
    assert held[0]["ตรวจสอบเมื่อ"] == "2020-10-10"


def test_pinned_copies_stand_beside_them(project: Path, tmp_path: Path) -> None:
    """With it those copies are published that the clerk pinned, and that nobody changed since."""
    rows, files, told = published(project, tmp_path / "out", "--with-files")
    assert [row[4] for row in rows] == ["ไฟล์", "files/evidence/a.pdf", "", "", ""]
    assert {name for name in files if name.startswith("files/")} == {"files/evidence/a.pdf"}
    assert "left out evidence/b.pdf: it was changed since it was pinned" in told
    page = html.fromstring((tmp_path / "out" / "index.html").read_bytes())
    (row, *_) = page.xpath("//section[h2[text()='หลักฐาน']]//tbody/tr")
    assert row.xpath(".//a/@href") == [f"{SITE}/a", "files/evidence/a.pdf"]
    assert [cell.text_content() for cell in row][2:] == [
        "<ประกาศ>",
        f"{SITE}/a",
        "files/evidence/a.pdf",
        "10 ต.ค. 2563",
        DIGEST,
    ]


def test_a_check_to_come_is_not_told(project: Path, tmp_path: Path) -> None:
    """As of a day before the check neither its day nor its copy is published."""
    rows, files, _ = published(project, tmp_path / "out", "--with-files", day="2563-10-09")
    assert [len(row) for row in rows] == [4] * 5
    assert not [name for name in files if name.startswith("files/")]
