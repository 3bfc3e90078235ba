"""Has a change of files fail, or its process killed, at each of its system calls in turn.

    python tests/faults.py kill SCENARIO FOLDER [twice]
    python tests/faults.py fail SCENARIO FOLDER [ENOSPC …]

For each number from 1 up it makes the files anew, begins a process that makes the change, and has the system call of
that number kill the process (before it is made, and after) or fail. Then it looks: the files must all be as they were
or all as they were to be, for readers at once, and on the disk after the next run, which leaves nothing beside them.
It prints how many calls it came to, and ends with the first wrong state as an AssertionError.
"""

from __future__ import annotations

import errno
import fcntl
import io
import os
import shutil
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from itatrack.storage import atomic, lockfile, metadata
from itatrack.storage.atomic import UnconfirmedError, write
from itatrack.storage.journal import pending, settled
from itatrack.storage.locks import locked
from itatrack.storage.transaction import Replacement, replace_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# How long a lock file without content is waited for: whole seconds at each kill otherwise.
lockfile.UNFINISHED = 0.2
CALLS = ("open", "write", "lseek", "fsync", "fchown", "fchmod", "listxattr", "getxattr", "setxattr", "removexattr")
CALLS += ("stat", "lstat", "fstat", "replace", "unlink", "ftruncate", "close", "scandir", "readlink", "access")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES, errno.EDQUOT, errno.EROFS, errno.EINTR, errno.ENOLCK, errno.ESTALE)
# The name of each file, what it holds before, and what it is to hold.
Files = dict[str, tuple[bytes | None, bytes | None]]
ONE: Files = {"status.yaml": (b"old\n" * 50, b"new and longer\n" * 50)}
SHORTER: Files = {"status.yaml": (b"old and longer\n" * 50, b"new\n")}
SEVERAL: Files = {
    "measures.yaml": (b"a: old\n", b"a: new\n"),
    "status.yaml": (b"b: old\n" * 3, b"b: new\n"),
    "created.yaml": (None, b"c: new\n"),
    "removed.yaml": (b"d: old\n", None),
}


def plain(folder: Path) -> None:
    """Write one file as a memo is written, without the folder's lock."""
    name, (old, new) = next(iter(ONE.items()))
    assert new
    write(folder / name, new, expected=old)


def change(files: Files) -> Callable[[Path], None]:
    """Return the change of some files under the lock."""

    def make(folder: Path) -> None:
        with locked(folder / "status.yaml", patience=5) as lock:
            replace_all([Replacement(folder / name, old, new) for name, (old, new) in files.items()], lock)

    return make


def in_place(files: Files) -> Callable[[Path], None]:
    """Return the change of some files whose owner a new file could not have."""

    def make(folder: Path) -> None:
        def refused(*_: object) -> None:
            raise metadata.MetadataError(errno.EPERM, os.strerror(errno.EPERM))

        atomic.copy_metadata = refused
        change(files)(folder)

    return make


def without_locks(folder: Path) -> None:
    """Change a file on a drive that has no locks."""

    def refused(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    fcntl.flock = refused
    change(ONE)(folder)


SCENARIOS: dict[str, tuple[Files, Callable[[Path], None]]] = {
    "plain": (ONE, plain),
    "one": (ONE, change(ONE)),
    "several": (SEVERAL, change(SEVERAL)),
    "in-place": (ONE, in_place(ONE)),
    "in-place-shorter": (SHORTER, in_place(SHORTER)),
    "several-in-place": (SEVERAL, in_place(SEVERAL)),
    "without-locks": (ONE, without_locks),
}


def arm(number: int, strike: Callable[[Callable[[], Any], str], Any]) -> list[int]:
    """Have the system call of a number go through `strike`; give the list that counts them."""
    calls = [0]

    def through(real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*arguments: Any, **keywords: Any) -> Any:  # noqa: ANN401  any call
            calls[0] += 1
            if calls[0] == number:
                return strike(lambda: real(*arguments, **keywords), name)
            return real(*arguments, **keywords)

        return call

    for name in CALLS:
        setattr(os, name, through(getattr(os, name), name))
    io.open = through(io.open, "open")  # type: ignore[assignment]
    fcntl.flock = through(fcntl.flock, "flock")
    return calls


def make_files(folder: Path, files: Files) -> None:
    """Make the files anew as they are before the change."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, (old, _) in files.items():
        if old is not None:
            (folder / name).write_bytes(old)


def state(folder: Path, files: Files, *, as_reader: bool) -> str:
    """Return `old` or `new` where all files are so, else what each holds."""
    changes = pending(folder) if as_reader else {}
    found = {}
    for name in files:
        path = folder / name
        now = path.read_bytes() if path.exists() else None
        found[name] = settled(changes[name], now) if name in changes else now
    for side, word in enumerate(("old", "new")):
        if all(found[name] == files[name][side] for name in files):
            return word
    return repr(found)


def forked(work: Callable[[], int]) -> int:
    """Do some work in a process of its own, and return its exit status, or minus the signal that killed it."""
    child = os.fork()
    if not child:
        status = 99
        try:
            status = work()
        finally:
            sys.stderr.flush()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def recover(folder: Path, files: Files, was: str, where: str) -> None:
    """Have the next run clear up; no file may change its side by that, and nothing else may stay."""
    with locked(folder / "status.yaml", patience=20):
        pass
    now = state(folder, files, as_reader=False)
    assert now == was, f"{where}: {was} for readers, then {now}"
    left = sorted(path.name for path in folder.iterdir())
    expected = sorted(name for name, sides in files.items() if sides[was == "new"] is not None)
    assert left == expected, f"{where}: {left}"


def kill_everywhere(files: Files, make: Callable[[Path], None], folder: Path, *, twice: bool) -> int:
    """Kill the change before and after each call, and with `twice` the run that clears up too; give the kills."""
    kills = 0
    for moment in ("before", "after"):
        for number in count(1):
            strike = _killing(moment)

            def work(number: int = number, strike: Any = strike) -> int:  # noqa: ANN401  as above
                arm(number, strike)
                make(folder)
                return 0

            make_files(folder, files)
            status = forked(work)
            if status == 0:
                break
            assert status == -9, f"call {number}: {status}"
            kills += 1
            was = state(folder, files, as_reader=True)
            assert was in {"old", "new"}, f"{moment} call {number}: {was}"
            if twice and number % 3 == 0:
                kills += _kill_the_next(files, folder, was)
            recover(folder, files, was, f"{moment} call {number}")
    return kills


def _killing(moment: str) -> Callable[[Callable[[], Any], str], Any]:
    def strike(call: Callable[[], Any], _: str) -> None:
        if moment == "after":
            call()
        os.kill(os.getpid(), 9)

    return strike


def _kill_the_next(files: Files, folder: Path, was: str) -> int:
    """Kill the run that clears up at each of its calls, one behind the other on the same files."""
    for number in count(1):

        def work(number: int = number) -> int:
            arm(number, _killing("before"))
            with locked(folder / "status.yaml", patience=20):
                return 0

        if forked(work) == 0:
            return number - 1
        now = state(folder, files, as_reader=True)
        assert now == was, f"call {number} of the next run: {was}, then {now}"
    return 0


def fail_everywhere(files: Files, make: Callable[[Path], None], folder: Path, errors: Iterable[int] = ERRORS) -> int:
    """Have each call fail in each way; what the change says of itself must be so. Give the number of failures."""
    failures = 0
    for error in errors:
        for number in count(1):
            happened = folder.with_suffix(".txt")

            def work(number: int = number, error: int = error, happened: Path = happened) -> int:
                def strike(_: Callable[[], Any], name: str) -> None:
                    happened.write_text(name, encoding="utf-8")
                    raise OSError(error, os.strerror(error))

                calls = arm(number, strike)
                try:
                    make(folder)
                except UnconfirmedError:
                    return 3
                except OSError:
                    return 2
                return 0 if calls[0] >= number else 1

            make_files(folder, files)
            happened.unlink(missing_ok=True)
            status = forked(work)
            if status == 1:
                break
            failures += 1
            where = f"{os.strerror(error)} at call {number} ({happened.read_text(encoding='utf-8')})"
            was = state(folder, files, as_reader=True)
            assert was == {0: "new", 2: "old", 3: "new"}.get(status), f"{where}: status {status}, {was}"
            recover(folder, files, was, where)
    return failures


if __name__ == "__main__":
    files, make = SCENARIOS[sys.argv[2]]
    place = Path(sys.argv[3])
    if sys.argv[1] == "fail":
        print(fail_everywhere(files, make, place, [getattr(errno, name) for name in sys.argv[4:]] or ERRORS))  # noqa: T201
    else:
        print(kill_everywhere(files, make, place, twice="twice" in sys.argv))  # noqa: T201
