"""Compile the translations: in the build, and in a checkout whose catalogue changed since.

Only the source, `.po`, is kept; the compiled `.mo` is made where it is used. What is installed has the `.mo` alone.
"""

from __future__ import annotations

import datetime as dt
import io
import os
from contextlib import suppress
from pathlib import Path

# A fixed day: the same translations are always the same bytes.
_MADE = dt.datetime(2021, 3, 31, tzinfo=dt.UTC)


def compiled(source: bytes) -> bytes:
    """Return a catalogue compiled; what is marked as fuzzy is left out, as its translation may be wrong."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    catalogue = read_po(io.BytesIO(source), locale="th")
    catalogue.creation_date = catalogue.revision_date = _MADE
    content = io.BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def refresh(source: Path) -> Path:
    """Compile a catalogue beside its source if that is newer, and return where it is compiled.

    Where Babel is missing or nothing can be written, what was compiled before stays.
    """
    target = source.with_suffix(".mo")
    with suppress(ImportError, OSError):
        changed = source.stat().st_mtime_ns
        if not target.exists() or target.stat().st_mtime_ns < changed:
            part = target.with_suffix(f".{os.getpid()}")
            part.write_bytes(compiled(source.read_bytes()))
            part.replace(target)
    return target


def refresh_all() -> None:
    """Compile every catalogue whose source is newer."""
    for source in (Path(__file__).parent / "locale").rglob("*.po"):
        refresh(source)
