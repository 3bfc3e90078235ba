"""Keep an agency's integrity measures in YAML and write the official progress memo as of any date."""

from __future__ import annotations

__version__ = "0.1.0"
