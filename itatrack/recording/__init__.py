"""Changes of plan and history: what is asked for, the edits that make it, and the proven outcome or the refusal.

Every command that changes data goes through `change.make_change`; it only provides a request. The room knows documents,
records and findings. It must not know the terminal, the disk or the clock.
"""

from __future__ import annotations
