"""Every code is explained, once, with a wrong and a right example."""

from __future__ import annotations

import re
import runpy
from typing import TYPE_CHECKING

import pytest
from support import ROOT

from itatrack.checks.explanations import codes, explained
from itatrack.cli.language import LANGUAGES, Language
from itatrack.findings.message import ENGLISH

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable


@pytest.mark.parametrize("code", codes())
def test_a_code_is_explained(code: str) -> None:
    """The explanation begins with the code and has a wrong and a right example, in this order."""
    text = explained(code, ENGLISH)
    assert code in text.partition(":")[0].split(", ")
    assert re.search(r"(?ms)^Wrong: .+^Right: .+", text)
    assert len(re.findall(r"(?m)^Wrong: ", text)) == 1


def test_the_command(run: Callable[..., subprocess.CompletedProcess[bytes]]) -> None:
    """The code may be written small; an unknown one is refused with what was probably meant."""
    done = run("explain", "e302")
    assert done.stdout.decode().startswith("E302: a measure names a responsible unit that is not in `units`.\n")
    unknown = run("explain", "E999")
    assert unknown.returncode == 2
    assert "unknown code 'E999'" in unknown.stderr.decode()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_all_findings_is_fresh(language: Language) -> None:
    """docs/errors.md and errors.th.md are what `tools/make_errors_page.py` writes from explanations and corpus."""
    tool = runpy.run_path(str(ROOT / "tools" / "make_errors_page.py"))
    assert tool["PAGES"][language].read_text(encoding="utf-8") == tool["page"](language)
