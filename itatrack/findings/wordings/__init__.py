"""The wordings of findings, a module for each family of codes. They know nothing of what finds them."""

from __future__ import annotations
