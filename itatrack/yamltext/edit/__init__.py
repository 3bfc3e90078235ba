"""Changes of a YAML file's text: edits of nodes, the smallest text edits that make them, and the proof of the result.

It knows YAML. It must not know measures, Thai dates or the terminal.
"""

from __future__ import annotations
