"""Where measures stand as of a day, rounds and fiscal years.

It knows the model, and nothing of rendering.
"""

from __future__ import annotations
