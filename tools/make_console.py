"""Fill in what the commands of the documentation print, by running them.

python tools/make_console.py

In every page a block of the kind `console` holds commands behind `$ ` and what each prints. A block is run in a new
folder with the data, the examples and the templates of this checkout; in a page whose name ends in `.th.md` the tool
speaks Thai. Where what is printed ends in a line `...`, as many lines are shown as stand above it. Every command has to
end with status 0, or with the one that a comment at its end names: `# exit status 1`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
# What other tools write has no commands of its own.
_GENERATED = {"errors.md", "errors.th.md", "keys.md"}
_BLOCK = re.compile(r"(?ms)^```console\n(.*?)^```$")
_STATUS = re.compile(r"# exit status (\d)$")
_GIT = ["git", "-c", "user.name=-", "-c", "user.email=-", "-c", "safe.directory=*"]


def pages() -> list[Path]:
    """Return the pages of the documentation that are written by hand."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    return sorted(path for path in found if path.name not in _GENERATED)


def blocks(page: Path) -> list[str]:
    """Return the console blocks of a page."""
    return _BLOCK.findall(page.read_text(encoding="utf-8"))


def language(page: Path) -> str:
    """Return the language of a page."""
    return "th" if page.name.endswith(".th.md") else "en"


def refreshed(block: str, language: str) -> str:
    """Return a block with what its commands print now.

    Raises:
        RuntimeError: a command ends with a status that its line does not name.
    """
    written = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("data", "examples", "templates"):
            shutil.copytree(ROOT / part, folder / part)
        if "git " in block:
            for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "-"]):
                subprocess.run([*_GIT, *arguments], cwd=folder, check=True)
        environment = _environment(folder, language)
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = part.partition("\n")
            command = ["sh", "-c", line]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
            printed = (done.stdout + done.stderr).decode()
            if done.returncode != int(_STATUS.findall(line)[0] if _STATUS.search(line) else 0):
                raise RuntimeError(f"status {done.returncode}: {line}\n{printed}")
            *lines_shown, last = shown.rstrip("\n").split("\n")
            if last == "...":
                printed = "".join(printed.splitlines(keepends=True)[: len(lines_shown)]) + "...\n"
            written.append(f"$ {line}\n{printed}")
    return "".join(written)


def _environment(folder: Path, language: str) -> dict[str, str]:
    """Return the environment of a person who works in a folder, with this checkout's tool as a command."""
    command = folder / ".bin" / "itatrack"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m itatrack "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    # A copy of the package is not what coverage is measured of, and no setting of the machine is to be seen.
    left_out = ("COVERAGE_", "GITHUB_", "ITATRACK_", "NO_COLOR", "FORCE_COLOR")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    path = f"{command.parent}{os.pathsep}{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PATH": path, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / ".cache")}
    return {**kept, **own, "ITATRACK_LANG": language, "COLUMNS": "80"}


def files() -> dict[Path, bytes]:
    """Return what is generated here, by its place."""
    asked = [(page, block) for page in pages() for block in blocks(page)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        written = list(pool.map(lambda each: refreshed(each[1], language(each[0])), asked))
    texts = {page: page.read_text(encoding="utf-8") for page, _ in asked}
    for (page, block), new in zip(asked, written, strict=True):
        texts[page] = texts[page].replace(f"```console\n{block}```", f"```console\n{new}```", 1)
    return {page: text.encode() for page, text in texts.items()}


if __name__ == "__main__":
    for path, content in files().items():
        path.write_bytes(content)
