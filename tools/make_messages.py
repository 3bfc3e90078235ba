"""Bring the catalogue of messages up to date with the code.

python tools/make_messages.py

New messages appear in `itatrack/locale/th/LC_MESSAGES/itatrack.po` without a translation, changed ones with the old
translation, marked as `fuzzy`; write it there, and take the mark away. A test says which are left.
"""

from __future__ import annotations

import errno
import io
import os
from difflib import get_close_matches
from importlib.util import find_spec
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po, write_po

from itatrack.checks.explanations import explanations
from itatrack.cli import app, lazy_commands, options, thai_help, usage_errors
from itatrack.findings.catalogue import WORDINGS
from itatrack.findings.finding import MEANT
from itatrack.model.status import Status
from itatrack.overview.listing import HEADINGS
from itatrack.report import jinja_messages
from itatrack.textfile.file_kinds import KINDS, WEB_PAGE
from itatrack.translations import refresh

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "itatrack" / "locale" / "th" / "LC_MESSAGES" / "itatrack.po"

# Why a file cannot be read or written, as the system says it.
_NUMBERS = [
    *(errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR, errno.ENOTDIR, errno.ENOENT, errno.EEXIST, errno.ENOSPC),
    *(errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBUSY, errno.ELOOP, errno.ENAMETOOLONG, errno.EMFILE, errno.EINVAL),
    *(errno.EXDEV, errno.ENOTSUP, errno.EBADF, errno.EPIPE, errno.ETXTBSY, errno.ENXIO, errno.ENODEV),
]
REASONS = [*map(os.strerror, _NUMBERS), "embedded null byte"]

# What the YAML library says where no wording of ours says it better; its own words, from libyaml's scanner and parser.
YAML = """\
the text is not YAML
did not find expected <document start>
did not find expected node content
did not find expected key
did not find expected '-' indicator
did not find expected ',' or ']'
did not find expected ',' or '}'
did not find expected comment or line break
did not find expected digit or '.' character
did not find expected hexdecimal number
did not find expected tag URI
did not find expected whitespace
did not find expected whitespace or line break
did not find expected alphabetic or numeric character
did not find the expected '>'
did not find expected '!'
did not find URI escaped octet
could not find expected ':'
could not find expected directive name
found a tab character that violates indentation
found a tab character where an indentation space is expected
found character that cannot start any token
found an indentation indicator equal to 0
found duplicate %TAG directive
found duplicate %YAML directive
found extremely long version number
found incompatible YAML document
found invalid Unicode character escape code
found undefined alias
found undefined tag handle
found unexpected ':'
found unexpected document indicator
found unexpected end of stream
found unexpected non-alphabetical character
found unknown directive name
found unknown escape character
block mapping entries are not allowed in this context
block sequence entries are not allowed in this context
mapping keys are not allowed in this context
mapping values are not allowed in this context
control characters are not allowed
exceeded maximum depth""".splitlines()


def messages() -> dict[str, str | None]:
    """Return every message that can be translated, and its plural where it counts something."""
    found: dict[str, str | None] = {}
    for text, plural in [*_said(), *((text, None) for text in _listed())]:
        found.setdefault(text, plural)
    return found


def _said() -> Iterator[tuple[str, str | None]]:
    """Return what the code and Typer hand to gettext."""
    keywords = dict.fromkeys(("message", "translate", "_")) | dict.fromkeys(("counted",), (2, 3))
    places = list(extract_from_dir(ROOT / "itatrack", method_map=[("**.py", "python")], keywords=keywords))
    typer = Path(str(find_spec("typer.core").origin))  # type: ignore[union-attr]  # it is installed
    for message in [*(one[2] for one in places), *(one[1] for one in extract_from_file("python", typer, keywords))]:
        yield message if isinstance(message, tuple) else (message, None)


def _listed() -> Iterator[str]:
    """Return what stands in tables, in explanations, in the command line's help, or is said by a library."""
    for wording in WORDINGS.values():
        yield from filter(None, wording)
    yield MEANT
    yield from (*KINDS, WEB_PAGE)
    yield from ("error", "warning")
    yield from (status.code for status in Status)
    yield from HEADINGS
    yield from options.PROBLEMS.values()
    yield options.DATE_FORMS
    yield from usage_errors.MESSAGES.values()
    yield from jinja_messages.PROBLEMS.values()
    for explanation in explanations():
        yield from explanation.texts
    yield from _help(lazy_commands.built(app), None)
    yield "Show this message and exit."
    yield from REASONS
    yield from YAML


def _help(command: Any, above: Any) -> Iterator[str]:  # noqa: ANN401  Typer's own types have no public names
    """Return the texts of a command's help and of all below it."""
    for text in (command.help, getattr(command, "epilog", None)):
        if text:
            yield cleandoc(text)
    yield from filter(None, (getattr(command, name, None) for name in thai_help.PLACEHOLDERS))
    for parameter in command.params:
        yield from filter(None, (getattr(parameter, "help", None), parameter.metavar))
    if hasattr(command, "list_commands"):
        context = command.context_class(command, parent=above, info_name="itatrack")
        for name in command.list_commands(context):
            yield from _help(command.get_command(context, name), context)


def catalogue() -> Catalog:
    """Return the catalogue with all messages of the code, and the translations that it has.

    The translation of a message that is gone stays with the new one most like it, marked as fuzzy: it is to be read,
    and is not used until the mark is taken away.
    """
    old = Catalog(locale="th")
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as file:
            old = read_po(file, locale="th")
    new = Catalog(locale="th", domain="itatrack", fuzzy=False, header_comment=HEADER)
    said = messages()
    gone = {_singular(message): message for message in old if message.id and _singular(message) not in said}
    for text, plural in said.items():
        known, comments = old.get(text), []
        if known and known.fuzzy:
            comments = known.user_comments
        elif not known and (near := get_close_matches(text, gone, 1)):
            known = gone.pop(near[0])
            known.flags.add("fuzzy")
            comments = [f"It was: {' '.join(near[0].split())}"]
        string = known.string if known else ""
        if plural is None:
            string = string if isinstance(string, str) else string[0]
        else:
            string = (string,) if isinstance(string, str) else string
        flags = ["fuzzy"] if known and known.fuzzy else []
        new.add((text, plural) if plural else text, string, flags=flags, user_comments=comments)
    return new


def _singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


HEADER = "# What the tool says, in Thai. After a change: python tools/regenerate.py"
_GITS = tuple(f'"{name}' for name in ("POT-", "PO-", "Generated-", "Project-", "Report-", "Last-", "Language-Team"))


def written(found: Catalog) -> bytes:
    """Write a catalogue as it is kept."""
    text = io.BytesIO()
    write_po(text, found, width=0, omit_header=False)
    # When and by whom it was made is git's to know: without that the same catalogue is the same file.
    lines = text.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_GITS)).encode()


def untranslated(found: Catalog) -> list[str]:
    """Return the messages without a translation, and those whose translation is to be read again."""
    texts = [(message, message.string if message.pluralizable else (message.string,)) for message in found]
    return [_singular(message) for message, said in texts if message.id and (message.fuzzy or not all(said))]


def files() -> dict[Path, bytes]:
    """Return what is generated here, by its place."""
    return {CATALOGUE: written(catalogue())}


if __name__ == "__main__":
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(written(catalogue()))
    refresh(CATALOGUE)
    print(*untranslated(catalogue()), sep="\n")
    print(f"{len(catalogue())} messages, {len(untranslated(catalogue()))} to be translated or read again")
