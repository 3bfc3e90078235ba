"""Many agencies at one look: a row of figures an agency, their sums, and what is stuck.

It is given projects that are read, or what kept them from being read, and returns rows, tables and pages. It knows
neither where projects lie nor the terminal.
"""

from __future__ import annotations
