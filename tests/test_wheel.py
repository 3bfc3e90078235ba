"""The wheel, installed alone in a new environment, has all that the tool needs."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import zipfile
from email import message_from_bytes
from typing import TYPE_CHECKING

import pytest
from support import ROOT, TESTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOCK = ROOT / "requirements-dev.txt"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as a release would be built."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_what_travels(wheel: Path) -> None:
    """Templates, the real memo's data, the documentation, the word lists and the typing marker are in the wheel."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "itatrack/packaged/templates/memo.md.j2",
        "itatrack/packaged/templates/memo.txt.j2",
        "itatrack/packaged/templates/memo.html.j2",
        "itatrack/packaged/templates/memo.typ",
        "itatrack/packaged/templates/memo.docx",
        "itatrack/packaged/templates/wording.j2",
        "itatrack/model/ita.tsv",
        "itatrack/locale/th/LC_MESSAGES/itatrack.mo",
        "itatrack/model/schema/measures.schema.json",
        "itatrack/model/schema/status.schema.json",
        "itatrack/scaffold/measures.yaml",
        "itatrack/scaffold/gitignore",
        "itatrack/fonts/Sarabun-Regular.ttf",
        "itatrack/fonts/Sarabun-Bold.ttf",
        "itatrack/fonts/OFL.txt",
        "itatrack/packaged/data/measures.yaml",
        "itatrack/packaged/data/status.yaml",
        "itatrack/packaged/README.md",
        "itatrack/packaged/README.th.md",
        *(f"itatrack/packaged/docs/{page.name}" for page in (ROOT / "docs").glob("*.md")),
        "itatrack/thai/words_th.txt.gz",
        "itatrack/thai/words_own.txt",
        "itatrack/thai/words.md",
        "itatrack/py.typed",
    } <= names
    assert not [name for name in names if name.startswith("tests")]


@pytest.mark.slow
def test_metadata(wheel: Path) -> None:
    """What the package says of itself is complete, and no link of its description leads nowhere."""
    archive = zipfile.ZipFile(wheel)
    (name,) = [one for one in archive.namelist() if one.endswith(".dist-info/METADATA")]
    metadata = message_from_bytes(archive.read(name))
    for key in ("Summary", "License-Expression", "Requires-Python", "Keywords", "Classifier", "License-File"):
        assert metadata[key], key
    description = metadata.get_payload()
    assert "# itatrack" in description
    links = re.findall(r"\]\(([^)\s]+)\)", description)
    assert [link for link in links if not re.match("https?://|#", link)] == []


def test_links_of_the_description() -> None:
    """Links of a checkout lead to the repository once there is one; until then they are words."""
    text = "![ภาพ](docs/a.png) [คู่มือ](docs/b.md#c), [site](https://example.org) and [below](#d)"
    with_links = runpy.run_path(str(ROOT / "hatch_build.py"))["with_links"]
    assert with_links(text, "") == " คู่มือ, [site](https://example.org) and [below](#d)"
    at = "https://example.org/it"
    assert with_links(text, at) == (
        f"![ภาพ]({at}/raw/HEAD/docs/a.png) [คู่มือ]({at}/blob/HEAD/docs/b.md#c), "
        "[site](https://example.org) and [below](#d)"
    )


@pytest.mark.slow
def test_the_same_bytes_twice(wheel: Path, tmp_path: Path) -> None:
    """Built again, elsewhere and later, wheel and source are the same bytes: anyone can see that they are ours."""
    made = {}
    for name in ("first", "second"):
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path / name), str(ROOT)]
        subprocess.run(command, check=True, capture_output=True)
        made[name] = {one.name: one.read_bytes() for one in (tmp_path / name).iterdir()}
    assert made["first"] == made["second"]
    assert sorted(name.rpartition(".")[2] for name in made["first"]) == ["gz", "whl"]
    assert made["first"][wheel.name] == wheel.read_bytes()


@pytest.mark.slow
def test_in_a_zip_archive(wheel: Path, tmp_path: Path) -> None:
    """Packed by zipapp, every command says at once that this cannot be, and why; nothing is half done."""
    (tmp_path / "app").mkdir()
    zipfile.ZipFile(wheel).extractall(tmp_path / "app")
    command = [sys.executable, "-m", "zipapp", "app", "-m", "itatrack.__main__:main", "-o", "itatrack.pyz"]
    subprocess.run(command, cwd=tmp_path, check=True)
    for arguments in (["--version"], ["validate"], ["init", "new"], ["report", "-o", "memo.pdf"]):
        # Isolated, as the archive must not find the checkout's package.
        done = subprocess.run(
            [sys.executable, "-I", "itatrack.pyz", *arguments], cwd=tmp_path, capture_output=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, b"")
        assert done.stderr.decode().startswith("itatrack cannot run inside a zip archive")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["app", "itatrack.pyz"]


@pytest.mark.slow
@pytest.mark.index
def test_a_report_from_a_folder_with_data_only(wheel: Path, tmp_path: Path, make_project: Callable[..., Path]) -> None:
    """Installed from the wheel alone, the tool reports on a project that has nothing but its two files."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    bin_ = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([str(bin_ / "python"), "-m", "pip", "install", "-q", "-c", str(LOCK), str(wheel)], check=True)
    environment = {name: value for name, value in os.environ.items() if name != "COVERAGE_PROCESS_START"}
    project = make_project(
        measures=(ROOT / "data" / "measures.yaml").read_bytes(), status=(ROOT / "data" / "status.yaml").read_bytes()
    )
    for form in ("md", "txt"):
        command = [str(bin_ / "itatrack"), "report", "--as-of", "2564-03-31", "--format", form, "--bare"]
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, check=True)
        assert done.stdout == (TESTS / "golden" / f"memo-2564-03-31.{form}").read_bytes()
    version = subprocess.run(
        [str(bin_ / "itatrack"), "--version"], cwd=project, env=environment, capture_output=True, check=True
    )
    assert version.stdout.decode().startswith("itatrack ")
