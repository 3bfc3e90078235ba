"""Compose YAML into located nodes, every value as text, guarded against what can exhaust the machine."""

from __future__ import annotations

import gc
from itertools import islice
from typing import TYPE_CHECKING

import yaml

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MAX_FINDINGS
from itatrack.findings.message import Message
from itatrack.textfile.file_kinds import WEB_PAGE, is_web_page
from itatrack.textfile.source import MAX_VALUE
from itatrack.yamltext.guards import anchors, directive, hidden_breaks, long_values, tags
from itatrack.yamltext.loader import MAX_DEPTH, MAX_NODES, Loader, ShortLoader, TooDeepError, TooManyError

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.textfile.source import Source
    from itatrack.yamltext.nodes import Node


def compose(source: Source) -> tuple[Node | None, list[Finding]]:
    """Compose a source into its root node, which is None for an empty file.

    No node of the tree stands in two places: where an alias stands, nothing is composed.

    Returns:
        The root node, and findings of families E1: the first syntax error, a second document, nesting over 64
        levels, more values than the budget, a value that is too long, a directive, hidden line breaks, and every
        anchor, alias and tag. Only with anchors, tags and hidden line breaks alone there is a root node besides:
        their values are there all the same.
    """
    if is_web_page(source.text):
        return None, [finding("E103.document", source.span(0, 1), kind=Message(WEB_PAGE))]
    line = directive(source)
    if line:
        return None, [finding("E111.directive", line, directive=line.excerpt)]
    collects_garbage = gc.isenabled()
    gc.disable()  # composing is three to four times faster on large files
    try:
        findings, stops = anchors(source)
        root, has_long_value = (None, False) if stops else _root(source)
    except (TooManyError, TooDeepError, yaml.MarkedYAMLError) as error:
        return None, [_refused(source, error)]
    finally:
        if collects_garbage:
            gc.enable()
    if root is None:
        return None, findings
    if has_long_value:
        return None, [*findings, *islice(long_values(source, root), MAX_FINDINGS)]
    findings += islice(hidden_breaks(source, root), MAX_FINDINGS)
    if "!" in source.text:
        findings += islice(tags(source, root), MAX_FINDINGS)
    return root, findings


def _root(source: Source) -> tuple[Node | None, bool]:
    """Return the root node, and whether any value below it is longer than the budget."""
    loader = (ShortLoader if len(source.text) <= MAX_VALUE else Loader)(source.text)
    try:
        return loader.get_single_node(), loader.has_long_value
    finally:
        loader.dispose()


def _refused(source: Source, error: TooManyError | TooDeepError | yaml.MarkedYAMLError) -> Finding:
    """Return the finding for what keeps a text from being composed."""
    if isinstance(error, yaml.MarkedYAMLError):
        deep = _too_deep_before(source, error)
        if deep is None:
            from itatrack.yamltext.syntax import syntax_finding  # which few files need

            return syntax_finding(source, error)
        error = deep
    here = source.span(error.index, error.index + 1)
    if isinstance(error, TooManyError):
        return finding("E104.values", here, limit=f"{MAX_NODES:,}")
    return finding("E110", here, deepest=MAX_DEPTH)


def _too_deep_before(source: Source, error: yaml.MarkedYAMLError) -> TooDeepError | None:
    """Return the error of nesting, where the text before a syntax error is nested too deep.

    The scanner reads ahead of the nodes, and libyaml 0.2.6 has a limit of its own: whoever stops first, it is the depth
    that is wrong. What the library says of it in English may change at any time.
    """
    if error.problem_mark is None:
        return None
    loader = Loader(source.text[: error.problem_mark.index])
    try:
        loader.get_single_node()
    except TooDeepError as deep:
        return deep
    except (yaml.MarkedYAMLError, TooManyError):
        return None  # the text ends in the middle
    finally:
        loader.dispose()
    return None
