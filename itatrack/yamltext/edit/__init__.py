"""Changes of a file's text: edits of nodes, the smallest text edits for them, and the proof.

It knows YAML, and nothing of measures.
"""

from __future__ import annotations
