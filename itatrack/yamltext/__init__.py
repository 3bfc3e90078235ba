"""Read YAML text with positions: guarded composing, located nodes, comments."""

from __future__ import annotations
