"""Imported before the tool: `ITATRACK_TEST_LOADER=pure` takes libyaml away, as on a machine that has none."""

from __future__ import annotations

import os
from typing import Any

import yaml

# libyaml is as little ours as the parser in Python, and many times as fast.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
IS_PURE = os.environ.get("ITATRACK_TEST_LOADER") == "pure"
if IS_PURE and hasattr(yaml, "CSafeLoader"):
    del yaml.CSafeLoader


def every_text(content: str | bytes) -> Any:  # noqa: ANN401  whatever YAML holds
    """Return what YAML says, read without the tool and with every value as text."""
    return yaml.load(content, _LOADER)  # noqa: S506  it makes nothing but text


def dumped(data: object, **how: Any) -> str:  # noqa: ANN401  options of PyYAML
    """Return data as YAML, in the order that it has."""
    text: str = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, **how)
    return text
