"""Rebuild itatrack/thai/words_th.txt.gz from the word list of an installed PyThaiNLP.

Run ``python benchmarks/words.py`` where the package ``pythainlp`` of the version named in
``itatrack/thai/words.md`` is installed. The same list gives the same bytes.
"""

from __future__ import annotations

import gzip
import io
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).parents[1] / "itatrack" / "thai" / "words_th.txt.gz"


def installed_list() -> str:
    """Return PyThaiNLP's ``words_th.txt`` as text, without importing PyThaiNLP."""
    package = find_spec("pythainlp")
    if package is None or package.origin is None:
        raise SystemExit("pythainlp is not installed: pip install 'pythainlp==5.4.0'")
    return (Path(package.origin).parent / "corpus" / "words_th.txt").read_text(encoding="utf-8")


def usable_words(listed: str) -> list[str]:
    """Return the entries that help the line breaking, sorted: two letters or more, no blanks, in TIS-620."""
    entries = set(listed.splitlines())
    return sorted(entry for entry in entries if not is_single_letter(entry) and " " not in entry and in_tis_620(entry))


def is_single_letter(entry: str) -> bool:
    """Return whether an entry is one letter, with a point or without: ``ร.`` would cut ``กา|ร.``."""
    return len(entry.removesuffix(".")) < len("กา")


def in_tis_620(word: str) -> bool:
    """Return whether the single-byte Thai encoding holds every character of the word."""
    try:
        word.encode("tis-620")
    except UnicodeEncodeError:
        return False
    return True


def packed(words: list[str]) -> bytes:
    """Return the words one a line in TIS-620, zipped with no date and no name in the header."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as archive:
        archive.write("\n".join(words).encode("tis-620"))
    return buffer.getvalue()


def main() -> None:
    """Write the packed list and print what was taken and what was left out."""
    listed = installed_list()
    entries = [line for line in listed.splitlines() if line]
    words = usable_words(listed)
    TARGET.write_bytes(packed(words))
    print(f"{len(entries)} entries, {len(words)} words kept, {TARGET.stat().st_size} bytes")
    print(f"  with a blank: {sum(' ' in entry for entry in entries)}")
    print(f"  single letters: {' '.join(sorted(filter(is_single_letter, entries)))}")
    print(f"  outside TIS-620: {' '.join(entry for entry in entries if not in_tis_620(entry))}")
    print(f"  twice: {len(entries) - len(set(entries))}")


if __name__ == "__main__":
    main()
