"""What is peculiar to Thai text: digits, the Buddhist calendar, clean spelling, display width, line breaking."""

from __future__ import annotations
