"""Read YAML text with positions: source, guarded composing, comments."""

from __future__ import annotations
