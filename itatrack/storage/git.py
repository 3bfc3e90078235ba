"""Git's objects, read through its plumbing: nothing is checked out, and nothing runs that a repository names.

A repository may come from anybody. Only `rev-parse`, `rev-list`, `for-each-ref` and `cat-file` are called: they have no
hooks, filters, text conversion, pager or monitor of files; that they fetch what a partial clone lacks is turned off.
What a person asks for is written to the standard input of `cat-file`, never into its arguments.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import weakref
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from itatrack.findings.message import message
from itatrack.model.commits import Commit
from itatrack.storage.files import MAX_READ

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from itatrack.findings.message import Message

_OPTIONS: Final = (
    "--no-pager",
    "--no-replace-objects",
    "--no-optional-locks",
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    # A file beside the objects that may say anything about them.
    *("-c", "core.commitGraph=false"),
    *("-c", "advice.graftFileDeprecated=false"),
)
# What of git's environment a person may set; the rest, such as GIT_DIR in a hook, names another repository.
_KEPT: Final = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH")
_SET: Final = {
    "GIT_ALLOW_PROTOCOL": "",  # and so no fetching
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "LANGUAGE": "",
}
_HASHES: Final = {40: "sha1", 64: "sha256"}
_NOT_REPOSITORY: Final = "not a git repository"
_DUBIOUS: Final = "dubious ownership"


class RevisionError(Exception):
    """Why a revision cannot be read, as a message."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said


class NoRepositoryError(RevisionError):
    """The project's folder is in no repository, or there is no git to read it."""


class GitObject(NamedTuple):
    """An object of git: its hash, its kind, and its content."""

    id: str
    kind: str
    content: bytes


class Repository:
    """The repository that a folder lies in.

    It can be pickled: a process of its own is begun wherever objects are read.

    Args:
        folder: the folder.

    Raises:
        NoRepositoryError: there is no repository or no git, or git refuses it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        said = self.run("rev-parse", "--is-shallow-repository", "--is-bare-repository", "--show-prefix")
        shallow, bare, prefix = said.removesuffix(b"\n").split(b"\n", 2)
        self.is_shallow = shallow == b"true"
        self.is_bare = bare == b"true"
        # Of the folder, counted from the top: `agency/`, or nothing.
        self.prefix = os.fsdecode(prefix)

    def __getstate__(self) -> dict[str, object]:
        """Return what is pickled: all but the process."""
        return vars(self) | {"_process": None}

    def run(self, *arguments: str) -> bytes:
        """Return what a command of git's plumbing prints; its arguments are this program's own.

        Raises:
            NoRepositoryError: there is no git, or it refuses the repository.
        """
        try:
            done = subprocess.run(  # noqa: S603  no shell
                [_program(), *_OPTIONS, *arguments],
                cwd=self._folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except OSError as error:
            raise NoRepositoryError(message("git cannot be run: {reason}", reason=str(error.strerror))) from None
        if done.returncode == 0:
            return done.stdout
        raise NoRepositoryError(_refusal(done.stderr.decode(errors="replace")))

    def object(self, name: str, read: Callable[[bytes], object] | None = None) -> GitObject | None:
        """Return the object of a name, or None where there is none; of a very large one the beginning.

        Args:
            name: its hash, or another name by which git knows it.
            read: called with all of its content, part by part, before it is known to be whole.

        Raises:
            RevisionError: the name may be that of several objects, or the object is damaged.
        """
        if not name.isprintable():
            return None
        process = self._process or self._start()
        sent, received = process.stdin, process.stdout
        words = [b""]
        with suppress(BrokenPipeError):
            if sent and received:
                sent.write(os.fsencode(name) + b"\n")
                sent.flush()
                words = received.readline().rstrip(b"\n").rsplit(b" ", 2)
        if words[-1] == b"missing":
            return None  # the name is repeated in front
        if words[-1] == b"ambiguous":
            raise RevisionError(message("'{name}' is the beginning of several hashes: write more of it", name=name))
        if received and len(words) == len(GitObject._fields) and words[-1].isdigit():
            found = _received(received, words[0].decode(), words[1].decode(), int(words[2]), read)
            if found:
                return found
        self._process = None
        raise incomplete(name)

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603  no shell
            [_program(), *_OPTIONS, "cat-file", "--batch"],
            cwd=self._folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._process = process
        weakref.finalize(self, _end, process)
        return process


def incomplete(name: str) -> RevisionError:
    """Return the error for an object that should be there."""
    return RevisionError(message("git lacks {name}: the repository is damaged, or a partial clone", name=name[:10]))


def _received(
    stream: IO[bytes], name: str, kind: str, size: int, read: Callable[[bytes], object] | None
) -> GitObject | None:
    """Return the object that git sends, or None where its content is not that of its hash."""
    digest = hashlib.new(_HASHES[len(name)], b"%s %d\0" % (kind.encode(), size), usedforsecurity=False)
    content, left = b"", size
    while left and (part := stream.read(min(left, MAX_READ))):
        digest.update(part)
        if read:
            read(part)
        content, left = content or part, left - len(part)
    stream.read(len(b"\n"))
    return GitObject(name, kind, content) if digest.hexdigest() == name and not left else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that waits for names."""
    for stream in (process.stdin, process.stdout):
        if stream:
            with suppress(OSError):
                stream.close()
    process.wait()


def _program() -> str:
    """Return the path of git: from a folder of PATH, and never from the current one, which may be anybody's.

    Raises:
        NoRepositoryError: there is none.
    """
    folders = [folder for folder in os.get_exec_path() if os.path.isabs(folder)]  # noqa: PTH117  a text
    found = shutil.which("git", path=os.pathsep.join(folders))
    # On Windows the current folder is looked into first.
    if found is None or os.path.dirname(found) not in {folder.rstrip("/\\") for folder in folders}:  # noqa: PTH120
        raise NoRepositoryError(message("git is not installed, or not found in PATH"))
    return found


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    return kept | _SET


def _refusal(said: str) -> Message:
    """Return why git refuses a repository."""
    if _NOT_REPOSITORY in said:
        return message("the project is not in a git repository")
    if _DUBIOUS in said:
        return message(
            "git does not trust the repository, which belongs to another user: if you do,"
            " `git config --global --add safe.directory DIR`"
        )
    return message("git says: {said}", said=" ".join(said.split()))


def commit_of(found: GitObject) -> Commit:
    """Return what an object of the kind `commit` says."""
    head = found.content.partition(b"\n\n")[0].split(b"\n")
    values: dict[bytes, list[bytes]] = {}
    for line in head:
        key, _, value = line.partition(b" ")
        values.setdefault(key, []).append(value)
    encoding = values.get(b"encoding", [b"utf-8"])[0].decode("ascii", "replace")
    author, _, email = values.get(b"author", [b""])[0].rpartition(b">")[0].rpartition(b" <")
    time = values.get(b"committer", [b""])[0].rpartition(b"> ")[2].partition(b" ")[0]
    parents = tuple(parent.decode() for parent in values.get(b"parent", []))
    return Commit(
        found.id,
        values[b"tree"][0].decode(),
        parents,
        _decoded(author, encoding),
        _decoded(email, encoding),
        int(time) if time.lstrip(b"-").isdigit() else 0,
    )


def _decoded(text: bytes, encoding: str) -> str:
    try:
        return text.decode(encoding, "replace")
    except LookupError:
        return text.decode("utf-8", "replace")
