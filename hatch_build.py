"""What the build adds: translations, documentation, and a README whose links lead somewhere outside the repository."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface


class CompiledTranslations(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own hooks leave it open, too
    """Puts the pages of documentation and a compiled catalogue for each source into the wheel.

    Where the checkout itself is installed, the catalogue is put beside its source.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile them: elsewhere for a wheel, which must not change the checkout that it is built from."""
        root = Path(self.root)
        # The package itself cannot be imported here: what it needs is not installed yet.
        tool = runpy.run_path(str(root / "itatrack" / "translations.py"))
        if version == "editable":
            tool["refresh_all"]()
            return
        self.folder = Path(mkdtemp())
        # For `itatrack help`: the pages, and above them the README, as in a checkout.
        for page in sorted([*root.glob("docs/*.md"), *root.glob("README*.md")]):
            build_data["force_include"][str(page)] = f"itatrack/packaged/{page.relative_to(root).as_posix()}"
        for number, source in enumerate(sorted(root.glob("itatrack/locale/*/LC_MESSAGES/*.po"))):
            target = self.folder / str(number)
            target.write_bytes(tool["compiled"](source.read_bytes()))
            inside = source.with_suffix(".mo").relative_to(root).as_posix()
            build_data["force_include"][str(target)] = inside

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take the compiled files away again."""
        del build_data, artifact_path
        if version != "editable":
            shutil.rmtree(self.folder)


class Readme(MetadataHookInterface):
    """Describes the package by README.md, with links that lead to its repository, or as text while there is none."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the description."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        source = metadata.get("urls", {}).get("Source", "")
        metadata["readme"] = {"content-type": "text/markdown", "text": with_links(text, source)}


def with_links(text: str, source: str) -> str:
    """Return a text in Markdown without links and pictures that only a checkout has.

    Args:
        text: the text, with links relative to the repository.
        source: the address of the repository; where it is empty, a link becomes its words, and a picture goes.
    """
    link = rf"[\1]({source}/blob/HEAD/\2)" if source else r"\1"
    picture = rf"![\1]({source}/raw/HEAD/\2)" if source else ""
    text = re.sub(r"!\[([^]]*)\]\((?!\w+:)([^)\s]+)\)", picture, text)
    return re.sub(r"(?<!!)\[([^]]*)\]\((?!\w+:|#)([^)\s]+)\)", link, text)
