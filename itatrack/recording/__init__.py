"""Record progress: the change of the history that `status set` asks for, made in its text and proven."""

from __future__ import annotations
