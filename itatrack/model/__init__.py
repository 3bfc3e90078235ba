"""What a plan and its history are: records and their fields, kinds of values, columns, the ITA's facts, the schema.

It knows the field's terms, and neither files nor YAML nodes.
"""

from __future__ import annotations
