"""The console: standard output and error in any encoding, progress messages, findings, tables and diffs in colour."""

from __future__ import annotations

import codecs
import os
import sys
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

from itatrack.cli.language import _
from itatrack.findings.reporters import REPORTERS, Presentation
from itatrack.thai.width import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from itatrack.findings.finding import Finding, Span
    from itatrack.findings.json_reporter import Json
    from itatrack.findings.reporters import Format
    from itatrack.overview.cells import Line
    from itatrack.yamltext.document import Document

# What an encoding without these signs shows in their place; all else becomes an escape such as \u0e01.
_PLAINER = {
    "│": "|",
    "─": "-",
    "✓": "/",
    "…": "...",
    "–": "-",
    "’": "'",
    "\u2003": " ",
    "→": "->",
    "█": "#",
    "░": ".",
} | dict.fromkeys("┌┐└┘├┤┬┴┼", "+")


def prepare_streams() -> None:
    """Make standard output and error accept any text, whatever the terminal's encoding."""
    codecs.register_error("itatrack", _plainer)
    # A stream that was closed before the start is None.
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="itatrack")


_written_files: list[str] = []


def remember_written(path: str) -> None:
    """Remember a file of the project that was written, so that a failure afterwards does not hide it."""
    _written_files.append(path)


def written_files() -> list[str]:
    """Return the files of the project that were written in this run."""
    return _written_files


def flush_streams() -> None:
    """Write out what is still held back.

    Raises:
        OSError: the terminal or the file behind a stream takes no more.
    """
    sys.stdout.flush()
    sys.stderr.flush()


def drop_streams() -> None:
    """Forget what could not be written, so that the end of the program does not try once more."""
    sys.stdout = sys.stderr = _nowhere()


def _nowhere(mode: Literal["r", "w"] = "w") -> TextIO:
    return Path(os.devnull).open(mode, encoding="utf-8")


def _plainer(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeEncodeError):
        letter = error.object[error.start]
        if letter in _PLAINER:
            return _PLAINER[letter], error.start + 1
    return codecs.backslashreplace_errors(error)


class Verbosity(IntEnum):
    """How many progress messages are shown."""

    QUIET = 0
    USUAL = 1
    VERBOSE = 2


class _Listener:
    """What the one person who runs this process wants to be told."""

    verbosity = Verbosity.USUAL


_arguments: list[str] = []


def remember_arguments(arguments: list[str]) -> None:
    """Remember what was typed, for the list of changes."""
    _arguments[:] = arguments


def command_line() -> str:
    """Return the command as it was typed."""
    import shlex

    return shlex.join(["itatrack", *_arguments])


def reset_verbosity() -> None:
    """Show progress messages as usual from now on."""
    _Listener.verbosity = Verbosity.USUAL


def set_verbosity(*, quiet: bool, verbose: bool) -> None:
    """Show fewer or more progress messages, as the options of a command or of its group ask; more wins over fewer."""
    if verbose:
        _Listener.verbosity = Verbosity.VERBOSE
    elif quiet and _Listener.verbosity is not Verbosity.VERBOSE:
        _Listener.verbosity = Verbosity.QUIET


def print_error(text: str) -> None:
    """Write an error or a warning to standard error, also with `--quiet`."""
    # Names of files and texts of the data stand in it.
    sys.stderr.write(visible(text) + "\n")


def print_warning(text: str) -> None:
    """Print what is not forbidden, and should be looked at."""
    print_error(_("warning") + f": {text}")


def info(text: str) -> None:
    """Write what was done to standard error, behind what was written to standard output; not with `--quiet`."""
    if _Listener.verbosity >= Verbosity.USUAL:
        sys.stdout.flush()
        print_error(text)


def debug(text: str) -> None:
    """Write how it was done to standard error, with `--verbose`."""
    if _Listener.verbosity >= Verbosity.VERBOSE:
        info(text)


def shows_progress() -> bool:
    """Check whether a person at a terminal wants progress messages."""
    return _Listener.verbosity >= Verbosity.USUAL and sys.stderr.isatty()


def print_findings(
    findings: Sequence[Finding], format_: Format, stream: TextIO, documents: Sequence[Document] = ()
) -> None:
    """Print findings in one of the formats of `validate`; on a terminal the full format has colour.

    JSON says where in the data of `documents` each finding lies.
    """
    width = _width(stream)
    if format_ == "full" and findings and _has_colour(stream):
        from itatrack.cli.colour import print_styled
        from itatrack.findings.full import WIDE, full_lines

        print_styled(full_lines(findings, _, width or WIDE), stream)
        return

    def paths(shown: Sequence[Finding]) -> Mapping[Span, str]:
        from itatrack.yamltext.data_paths import data_paths

        return data_paths(documents, shown)

    stream.write(REPORTERS[format_](findings, Presentation(_, paths, width)))


def _width(stream: TextIO) -> int | None:
    """Return the width of a terminal; None for a file or a pipe."""
    if not stream.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def _has_colour(stream: TextIO) -> bool:
    """Check whether a stream shows colour and bold letters: `NO_COLOR` (https://no-color.org) turns both off."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_lines(make: Callable[[int | None], Sequence[Line]]) -> None:
    """Print lines, made for the terminal's width and in colour, or as wide as they are where nobody looks on."""
    lines = [[cell._replace(text=visible(cell.text)) for cell in line] for line in make(_width(sys.stdout))]
    if _has_colour(sys.stdout):
        from itatrack.cli.colour import print_styled

        print_styled(lines, sys.stdout)
    else:
        from itatrack.overview.cells import plain

        sys.stdout.write(plain(lines))


def print_paged(text: str) -> None:
    """Print a page of Markdown: laid out and page by page at a terminal, as it is written where nobody looks on."""
    width = _width(sys.stdout)
    if width is None:
        sys.stdout.write(text)
        return
    import pydoc

    from itatrack.cli.markdown import laid_out

    # As git has them: a page that fits is only printed, colours are shown, and the text stays on the screen.
    os.environ.setdefault("LESS", "FRX")
    os.environ.setdefault("LESSCHARSET", "utf-8")
    pydoc.pager(laid_out(text, width, has_colour=_has_colour(sys.stdout)))


def print_diff(diff: str) -> None:
    """Print a unified diff, in colour on a terminal."""
    shown = visible(diff)
    if _has_colour(sys.stdout):
        from itatrack.cli.colour import print_styled

        print_styled(([(line, _diff_style(line))] for line in shown.splitlines()), sys.stdout)
    else:
        sys.stdout.write(shown)


def _diff_style(line: str) -> str:
    """Return the style of a line of a unified diff."""
    if line.startswith(("--- a/", "+++ b/", "--- /dev/null")):
        return "place"
    return {"@": "hunk", "+": "added", "-": "removed"}.get(line[:1], "plain")


def print_json(envelope: dict[str, Json]) -> None:
    """Print JSON, in letters where the terminal has them and none of them steers it."""
    import json

    shown = json.dumps(envelope, ensure_ascii=False, indent=2)
    try:
        shown.encode(sys.stdout.encoding)
        is_safe = visible(shown) == shown
    except UnicodeEncodeError:
        is_safe = False
    sys.stdout.write((shown if is_safe else json.dumps(envelope, indent=2)) + "\n")
