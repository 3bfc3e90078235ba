"""Statuses looked up by the words of people."""

from __future__ import annotations

import re

from itatrack.cli.lookup import known_statuses


def test_a_list_of_statuses_says_no_word_twice() -> None:
    """A status whose two words are one stands there with one."""
    words = re.findall(r"[^\s(),;:]+", known_statuses().partition(":")[2])
    assert words
    assert sorted(words) == sorted({*words})
