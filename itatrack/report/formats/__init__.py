"""The document formats, one module each.

A format sets values and tables; it knows nothing of plans and files.
"""

from __future__ import annotations
