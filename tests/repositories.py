"""Repositories of git that tests make: the same on every machine, whatever its user has set for git."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

from itatrack.model.commits import UTC_OFFSET

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

_NO_SETTINGS: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_EMAIL": "clerk@example.go.th",
    "GIT_COMMITTER_EMAIL": "clerk@example.go.th",
    "GIT_COMMITTER_NAME": "itatrack",
}
_NOON: Final = 12 * 3600 - UTC_OFFSET
_EPOCH: Final = 719_163


def seconds(day: dt.date) -> int:
    """Return noon of a day in Thailand, in seconds since 1970."""
    return (day.toordinal() - _EPOCH) * 86_400 + _NOON


class Repo:
    """A repository in a folder, and a day and an author for each commit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git, and return what it prints."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=clean | _NO_SETTINGS | {"GIT_AUTHOR_NAME": "สมศรี ใจดี"} | environment,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode()

    def commit(self, files: Mapping[str, bytes | str | None], day: dt.date, author: str = "สมศรี ใจดี") -> str:
        """Write files, or take away those that are None, commit all of them, and return the commit's hash."""
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return self.commit_all(day, author)

    def commit_all(self, day: dt.date, author: str = "สมศรี ใจดี", *options: str) -> str:
        """Commit what the folder holds, and return the commit's hash."""
        self.git("add", "-A")
        when = f"{seconds(day)} +0700"
        dates = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        self.git("commit", "-q", "--allow-empty", "-m", "Record", *options, **dates)
        return self.git("rev-parse", "HEAD").strip()

    def checkout(self, revision: str, folder: Path) -> Path:
        """Write the files of a revision into a folder, as `git checkout` does, and return the folder."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        index = {"GIT_INDEX_FILE": f"{folder}.index"}
        self.git("--work-tree", str(folder), "checkout", "-q", "-f", revision, "--", ".", **index)
        return folder
