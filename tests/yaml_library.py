"""Imported before the tool: `ITATRACK_TEST_LOADER=pure` takes libyaml away, as on a machine that has none."""

from __future__ import annotations

import os

import yaml

IS_PURE = os.environ.get("ITATRACK_TEST_LOADER") == "pure"
if IS_PURE and hasattr(yaml, "CSafeLoader"):
    del yaml.CSafeLoader
