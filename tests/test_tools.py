"""The tools of the developers say what they do before they do it."""

from __future__ import annotations

import importlib
import sys

import pytest
from support import ROOT


@pytest.mark.parametrize("name", ["make_lock", "make_release", "mutate", "regenerate"])
@pytest.mark.parametrize(("argument", "status"), [("--help", 0), ("--no-such-option", 2)])
def test_a_tool_is_asked_for_help(
    name: str, argument: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What takes minutes, or writes files, begins only where all that was typed is understood."""
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    monkeypatch.setattr(sys, "argv", [name, argument])
    with pytest.raises(SystemExit) as ended:
        importlib.import_module(name).main()
    assert ended.value.code == status
    assert "usage:" in "".join(capsys.readouterr())
