"""Where the measures stand, as tables for people and as JSON for programs.

It knows the state of measures, and is handed a translator. It must not know the terminal, nor how memos are printed.
"""

from __future__ import annotations
