"""The files that a new project begins with, and the words in them that an agency is to replace.

It knows what an agency answers and how a text stands in YAML. It must not know the terminal, nor a project that is
there already.
"""

from __future__ import annotations
