"""Findings are values: what is wrong, where, and what to do."""

from __future__ import annotations
