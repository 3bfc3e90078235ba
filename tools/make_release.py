"""Make what is handed out into `dist`: wheel, source, and the tool as one file that needs no Python; then try it.

    python tools/make_release.py [--without-program]

The program is for the system that this runs on. It is made by PyInstaller from the wheel alone, with the versions of
requirements-dev.txt, in an environment of its own; PyInstaller itself comes from the package index. It is tried in an
empty folder without Python on its path: every format, a new project, and Thai. `SHA256SUMS` lists what was made.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import docx
import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PYINSTALLER = "pyinstaller>=6.16,<7"
# What is found by name only at run time: the package's own files, Typst's and docxtpl's modules, and Word's template.
COLLECTED = [
    *("--collect-all", "itatrack", "--collect-all", "typst", "--collect-all", "docxtpl"),
    *("--collect-data", "docx", "--copy-metadata", "itatrack"),
]
START = "from itatrack.__main__ import main\n\nmain()\n"


def main() -> None:
    """Make all, try the program, and list what was made."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without-program", action="store_true", help="make wheel and source only")
    arguments = parser.parse_args()
    shutil.rmtree(DIST, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "build", "-q", "--outdir", str(DIST), str(ROOT)], check=True)
    (wheel,) = DIST.glob("*.whl")
    if not arguments.without_program:
        with TemporaryDirectory() as name:
            program = freeze(wheel, Path(name))
            try_out(program, Path(name) / "tried")
    made = sorted(path for path in DIST.iterdir() if path.name != "SHA256SUMS")
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made)
    (DIST / "SHA256SUMS").write_text(sums, encoding="utf-8")
    for path in made:
        print(f"{path.stat().st_size / 1e6:6.1f} MB  {path.name}")


def freeze(wheel: Path, folder: Path) -> Path:
    """Make one file of the wheel and all that it needs, and return its place in `dist`."""
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    wanted = [f"itatrack[all] @ {wheel.as_uri()}", PYINSTALLER]
    constraints = ["-c", str(ROOT / "requirements-dev.txt")]
    subprocess.run([str(python), "-m", "pip", "install", "-q", *constraints, *wanted], check=True)
    (folder / "itatrack-start.py").write_text(START, encoding="utf-8")
    version = wheel.name.split("-")[1]
    name = f"itatrack-{version}-{sys.platform}-{platform.machine().lower()}"
    command = [str(python), "-m", "PyInstaller", "--onefile", "--name", name, "--log-level", "WARN", *COLLECTED]
    # A hash that is the same at each run, so that sets, and with them the file, are in the same order.
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run([*command, "--distpath", str(DIST), "itatrack-start.py"], cwd=folder, env=environment, check=True)
    return DIST / (name + (".exe" if os.name == "nt" else ""))


def try_out(program: Path, folder: Path) -> None:
    """Raise an AssertionError unless the program does what a clerk needs of it, with nothing of Python around it."""
    folder.mkdir()
    kept = {name: value for name, value in os.environ.items() if name in {"SYSTEMROOT", "TEMP", "TMP", "TMPDIR"}}

    def run(*arguments: str, status: int = 0) -> bytes:
        command = [str(program), *arguments]
        done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, check=False)
        said = done.stdout + done.stderr
        assert done.returncode == status, f"{arguments}: {said.decode(errors='backslashreplace')}"
        return said

    assert run("--version").startswith(b"itatrack ")
    run("init", "--example", "--yes", "memo")
    run("init", "--yes", "--agency", "เทศบาลตำบลตัวอย่าง", "new")
    where = ("-C", "memo")
    run("validate", *where)
    for form in ("md", "txt", "html", "docx", "pdf"):
        run("report", "--as-of", "2564-03-31", "-o", f"memo.{form}", *where)
        golden = ROOT / "tests" / "golden" / f"memo-2564-03-31.{form}"
        if golden.exists():
            assert (folder / golden.name.replace("-2564-03-31", "")).read_bytes() == golden.read_bytes(), form
    read = {"docx": docx.Document(str(folder / "memo.docx")).paragraphs[0].text}
    with pypdfium2.PdfDocument(folder / "memo.pdf") as pages:
        read["pdf"] = pages[0].get_textpage().get_text_range()
    for form, text in read.items():
        assert "บันทึกข้อความ" in text, f"{form}: {text}"
    try_templates(folder, run)
    assert "วิธีใช้".encode() in run("--help", "--lang", "th")
    run("status", "set", "e-service", "done", "--date", "2564-05-01", *where)
    assert b"2564-05-01" in (folder / "memo" / "data" / "status.yaml").read_bytes()
    (folder / "memo" / "data" / "status.yaml").write_text("titel: [\n", encoding="utf-8")
    assert "ผิดพลาด".encode() in run("validate", "--lang", "th", *where, status=1)


def try_templates(folder: Path, run: Callable[..., bytes]) -> None:
    """Raise an AssertionError unless templates of the project itself are set, and stopped where they never end.

    They are set in a process of their own, for which a program of one file has to start itself.
    """
    template = folder / "memo" / "templates" / "short.md.j2"
    template.write_text("{{ agency.name }}\n", encoding="utf-8")
    command = ("report", "--as-of", "2564-03-31", "-C", "memo")
    alone = (*command, "--template", str(template))
    assert run(*alone).startswith("เทศบาลตำบลดงสมบูรณ์\n".encode())
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    template.write_text(endless, encoding="utf-8")
    assert template.name.encode() in run(*alone, status=1)
    with (template.parent / "memo.typ").open("a", encoding="utf-8") as typst:
        typst.write("// changed\n")
    run(*command, "-o", "memo.pdf")


if __name__ == "__main__":
    main()
