"""Where the measures stand, as tables for people and as JSON for programs."""

from __future__ import annotations
