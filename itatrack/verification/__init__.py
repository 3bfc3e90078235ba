"""Compare a document with the data that it carries: take the data out, make the document again, and say what differs.

A document comes from outside, and so may all that is in it: it is judged in a process of its own with limits, and its
templates run where all templates run. It knows nothing of folders and of git.
"""

from __future__ import annotations
