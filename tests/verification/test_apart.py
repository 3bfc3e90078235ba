"""A document is judged in a process of its own, and one that takes too much is told as such."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from rendering import carrying
from support import TODAY

from itatrack.cli.language import translator
from itatrack.storage.template_folders import DiskFolder, TemplateFolders, packaged_templates
from itatrack.storage.temporary import scratch_folder
from itatrack.verification import apart
from itatrack.verification.again import Tools
from itatrack.verification.verdict import Answer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.slow
def test_limits(make_project: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """A document is judged within the time; where the time is over, that is said in its place."""
    tools = Tools(TODAY, TemplateFolders([DiskFolder(packaged_templates())]), scratch_folder, partial(translator, "th"))
    content = carrying(make_project(), "md")
    assert apart.judge_apart(content, tools).answer is Answer.AUTHENTIC
    monkeypatch.setattr(apart, "_PATIENCE", 0.01)
    verdict = apart.judge_apart(content, tools)
    assert verdict.answer is Answer.NO_DATA
    assert verdict.details[0].text == "it takes too much time or memory to be read"  # type: ignore[union-attr]


@pytest.mark.slow
def test_a_page_that_takes_long(make_project: Callable[..., Path]) -> None:
    """Nested brackets of a PDF, and a manifest of a million keys, end within the limits, and never in a traceback."""
    tools = Tools(TODAY, TemplateFolders([DiskFolder(packaged_templates())]), scratch_folder, partial(translator, "th"))
    deep = b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
    assert apart.judge_apart(deep, tools).answer is Answer.NO_DATA
    content = carrying(make_project(), "html")
    nested = content.replace(b'"contents":', b'"x":' + b"[" * 200_000 + b"]" * 200_000 + b',"contents":')
    assert apart.judge_apart(nested, tools).answer is Answer.NO_DATA
