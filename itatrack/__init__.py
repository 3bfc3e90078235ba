"""Keep an agency's integrity measures in YAML and write the official progress memo as of any date."""

from __future__ import annotations

__version__ = "0.1.0"

# Of every JSON that the tool writes. Raised when a key is taken away or means something else; new keys may come at any
# time; see `docs/json.md`.
SCHEMA_VERSION = 1
