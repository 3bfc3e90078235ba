"""What a command has read stays until its process ends, and costs nothing to free."""

from __future__ import annotations

import gc
import weakref

from itatrack.cli.keeping import keep


class Thing:
    """Something that a weak reference can watch."""


def test_only_the_collector_frees_what_is_kept() -> None:
    """A value that is kept outlives its last name for as long as the garbage collector is off."""
    kept, dropped = Thing(), Thing()
    watched = weakref.ref(kept), weakref.ref(dropped)
    gc.disable()
    try:
        keep(kept)
        del kept, dropped
        assert [is_there() is not None for is_there in watched] == [True, False]
    finally:
        gc.enable()
    gc.collect()
    assert watched[0]() is None
