"""Results that were worked out before, kept in a folder: believed only by the digest of all that they came from."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path


def user_cache_folder() -> Path:
    """Return the folder in which the system keeps what can be worked out again."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  `Path.home` raises where there is none
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "itatrack" / "cache"
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "itatrack"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "itatrack"


def code_digest() -> bytes:
    """Return the digest of the tool's own code: a result of other code is another result."""
    digest = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parent.parent
    for path in sorted(package.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()


class ResultCache:
    """A folder of results: one for each subject, the last one, so that it does not grow with the days.

    A result that is damaged, or of another key, is none; that one cannot be kept is no error.

    Args:
        folder: the folder, made when it is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, subject: str, key: bytes) -> bytes | None:
        """Return the result of a subject that was kept under a key."""
        try:
            content = self._path(subject).read_bytes()
        except (OSError, ValueError):
            return None
        size = hashlib.sha256().digest_size
        return content[size:] if content[:size] == _seal(key, content[size:]) else None

    def put(self, subject: str, key: bytes, result: bytes) -> None:
        """Keep a result; another process sees the old file or the new one."""
        path = self._path(subject)
        with suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(_seal(key, result) + result)
                Path(name).replace(path)
            except OSError:
                with suppress(OSError):
                    Path(name).unlink()

    def _path(self, subject: str) -> Path:
        name = hashlib.sha256(subject.encode(errors="surrogateescape")).hexdigest()
        return self._folder / name[:2] / name[2:]


def _seal(key: bytes, result: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(key).digest() + result).digest()
