"""A roll-up on paper carries its rows, and is judged by them."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from agencies import MEMO, province, written
from calling import call

from itatrack.verification.taken_out import taken_out

if TYPE_CHECKING:
    from pathlib import Path


def verified(path: Path) -> tuple[int, str]:
    """Return the exit status of `verify` and what it says."""
    code, out, err = call("verify", str(path))
    assert err == ""
    return code, out


@pytest.mark.slow
@pytest.mark.parametrize("memo", ["", MEMO])
def test_what_was_made_is_authentic(tmp_path: Path, memo: str) -> None:
    """Word and PDF of agencies of which some are in trouble are made again from the rows in them, byte for byte."""
    listed, _ = province(tmp_path, memo, 12)
    for name in ("rollup.pdf", "rollup.docx"):
        path = written(listed, tmp_path / name)
        code, out = verified(path)
        assert (code, "authentic" in out) == (0, True), out
        assert "roll-up of agencies as of 2564-03-31" in out
        assert "not their data" in out
        files = taken_out(path.read_bytes()).files
        assert sorted(files) == [*(["agencies.yaml"] if memo else []), "rollup.json"]
        places = [row["path"] for row in json.loads(files["rollup.json"])["agencies"] if row["name"]]
        assert set(places) == {""}
    code, out, _ = call(
        "rollup", listed, "--year", "2564", "--round", "6", "-o", str(tmp_path / "b.docx"), "--no-cache", "--bare"
    )
    assert verified(tmp_path / "b.docx")[0] == 6


@pytest.mark.slow
def test_a_changed_figure_is_told(tmp_path: Path) -> None:
    """A figure changed on the paper, and one changed in the rows that it carries, are not authentic."""
    path = written(province(tmp_path, MEMO, 6)[0], tmp_path / "rollup.docx")
    changes = (
        ("word/document.xml", "นับรวมได้ ", "นับรวมไม่ได้ "),
        ("customXml/item1.xml", "group_by", "group_bY"),
    )
    for part, before, after in changes:
        other = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(other, "w") as new:
            for name in old.namelist():
                text = old.read(name)
                changed = text.decode().replace("\u00a0", " ").replace(before, after) if name == part else ""
                assert name != part or changed.encode() != text
                new.writestr(name, changed.encode() if changed else text)
        forged = tmp_path / "forged.docx"
        forged.write_bytes(other.getvalue())
        code, out = verified(forged)
        assert (code, "changed since it was made" in out) == (1, True), out


def test_what_is_no_rows_is_told(tmp_path: Path) -> None:
    """Rows that somebody made of anything make no document, and no traceback."""
    from itatrack.cli.issued import judged
    from itatrack.report import provenance

    path = written(province(tmp_path, "", 6)[0], tmp_path / "rollup.docx")
    taken = taken_out(path.read_bytes())
    for rows in (b"{}", b"[1]", taken.files["rollup.json"].replace(b'"measures": ', b'"measures": "x", "no": ')):
        manifest = json.loads(json.dumps(_manifest(path)))
        manifest["files"]["rollup.json"] = provenance.digest(rows)
        manifest.pop("digest")
        manifest["digest"] = provenance.manifest_digest(manifest)
        carried = provenance.Carried(manifest | {"format": "txt"}, {"rollup.json": rows})
        assert judged(provenance.with_line("x", carried).encode()).answer.value in {"changed", "no-data"}


def _manifest(path: Path) -> dict[str, object]:
    with zipfile.ZipFile(path) as package:
        text = package.read("customXml/item1.xml").decode()
    envelope: dict[str, object] = json.loads(text.partition(">{")[2].join(("{", "")).rpartition("<")[0])
    return {name: value for name, value in envelope.items() if name != "contents"}
