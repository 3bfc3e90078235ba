"""A share of the fuzz run, the same in every run of the suite."""

from __future__ import annotations

import fuzz
import pytest


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_spoilt_projects(seed: int) -> None:
    """Whatever is spoilt in a project, the tool gives findings or documents within two seconds."""
    assert fuzz.run(150, seed, heavy=False) == []
