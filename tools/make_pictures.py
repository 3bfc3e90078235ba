"""Draw the pictures of README.th.md anew: two pages of the real memo.

python tools/make_pictures.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
# The page on which the table of results begins, counted from 0.
RESULT = 3
_SCALE = 1.4
_GREYS = 16


def pictures() -> dict[str, Image.Image]:
    """Return the pictures by the names of their files."""
    with TemporaryDirectory() as folder:
        memo = Path(folder) / "memo.pdf"
        command = [sys.executable, "-m", "itatrack", "report", "--as-of", "2564-03-31", "-o", str(memo)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        with pypdfium2.PdfDocument(memo) as document:
            pages = {"memo-first.png": document[0], "memo-result.png": document[RESULT]}
            drawn = {name: page.render(scale=_SCALE, grayscale=True).to_pil() for name, page in pages.items()}
    return {name: ImageOps.expand(page, border=1, fill="grey") for name, page in drawn.items()}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, picture in pictures().items():
        picture.quantize(_GREYS).save(FOLDER / name, optimize=True)
