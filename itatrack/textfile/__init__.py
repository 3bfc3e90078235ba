"""Decode a text file, with the positions of its characters and a finding for what is no text.

Data and templates are decoded alike. It knows encodings and other programs' files, but neither YAML nor the disk.
"""

from __future__ import annotations
