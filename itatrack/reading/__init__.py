"""Turn located YAML nodes into the model, with a finding for every wrong shape."""

from __future__ import annotations
