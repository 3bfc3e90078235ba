"""Compile the translations when a wheel is built, and beside their source where the checkout itself is installed."""

from __future__ import annotations

import runpy
import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTranslations(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own hooks leave it open, too
    """Puts a compiled catalogue into the wheel for each source."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile them: elsewhere for a wheel, which must not change the checkout that it is built from."""
        root = Path(self.root)
        # The package itself cannot be imported here: what it needs is not installed yet.
        tool = runpy.run_path(str(root / "itatrack" / "translations.py"))
        if version == "editable":
            tool["refresh_all"]()
            return
        self.folder = Path(mkdtemp())
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
