"""The official memo: from the state of the measures to its text."""

from __future__ import annotations
