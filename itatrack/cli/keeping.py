"""Spare the time of freeing what a command has read: the process ends anyway."""

from __future__ import annotations


def keep(value: object) -> None:
    """Keep a value until the process ends.

    It is put into a ring, which only the garbage collector could take apart, and that is off (`itatrack.__main__`). To
    free a plan of 10,000 measures value by value takes a fifteenth of the time of `validate`.
    """
    ring = [value]
    ring.append(ring)
