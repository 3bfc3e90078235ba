"""Calling the tool in the process of the tests: starting one takes longer than most commands do."""

from __future__ import annotations

import io
import sys

import pytest

from itatrack import cli
from itatrack.cli.language import set_language


def call(*arguments: str) -> tuple[int, str, str]:
    """Run a command, and return its exit status and what it wrote."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            status = cli.run_arguments([*arguments])
        finally:
            set_language("en")
    return status, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()  # type: ignore[attr-defined]
