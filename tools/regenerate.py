"""Write everything anew that is generated from the code and the corpus, or say what is not as it would be.

    python tools/regenerate.py [--check]

It takes seconds and needs no network. `tools/make_pictures.py` and `tools/make_lock.py` stand alone: pictures depend on
how pages are drawn, the lock on what the index has.
"""

from __future__ import annotations

import argparse
import sys
import zipfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]  # this checkout, not another one that is installed

import make_architecture  # noqa: E402
import make_console  # noqa: E402
import make_errors_page  # noqa: E402
import make_keys_page  # noqa: E402
import make_messages  # noqa: E402
import make_schemas  # noqa: E402
import make_word_templates  # noqa: E402

from itatrack.translations import refresh_all  # noqa: E402

# The messages are first: other pages say them in Thai. The console is last: it runs what the others wrote.
TOOLS = (
    make_messages,
    make_schemas,
    make_errors_page,
    make_keys_page,
    make_word_templates,
    make_architecture,
    make_console,
)


def stale(*, write: bool) -> list[Path]:
    """Return the files that are not as they would be generated, and write them anew if asked to."""
    found = []
    for tool in TOOLS:
        for path, content in tool.files().items():
            if not path.exists() or _parts(path.read_bytes()) != _parts(content):
                found.append(path)
                if write:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)
        refresh_all()
    return found


def _parts(content: bytes) -> dict[str, bytes]:
    """Return what counts in a file: of a Word document its parts, as each zlib packs them in its own way."""
    if not content.startswith(b"PK"):
        return {"": content}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def main() -> int:
    """Write or check, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; name what is stale")
    check = parser.parse_args().check
    found = stale(write=not check)
    for path in found:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT).as_posix()}")
    if check and found:
        print("python tools/regenerate.py writes them anew")
        return 1
    left = make_messages.untranslated(make_messages.catalogue())
    for message in left:
        print(f"to be translated or read again: {message}")
    return 1 if check and left else 0


if __name__ == "__main__":
    sys.exit(main())
