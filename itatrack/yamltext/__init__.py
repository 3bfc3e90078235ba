"""Read YAML text with positions: guarded composing and located nodes."""

from __future__ import annotations
