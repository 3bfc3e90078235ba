"""Find the parts of YAML that the format does not use: directives, anchors, aliases, tags and what is too long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MAX_FINDINGS
from itatrack.textfile.source import MAX_VALUE
from itatrack.yamltext.loader import MAX_NODES, Loader, TooManyError
from itatrack.yamltext.nodes import PLAIN_TAGS, Node, ScalarNode, leaf_at, nodes_of, scalars, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding, Span
    from itatrack.textfile.source import Source

_HIDDEN_BREAK = re.compile("[\x85\u2028\u2029]")


def directive(source: Source) -> Span | None:
    """Return the span of a directive, a line that begins with `%` before any content; None where there is none."""
    if "%" not in source.text or not re.search(r"(?:^|[\r\n])%", source.text):
        return None
    for line in re.finditer(r"[^\r\n]+", source.text):
        if line[0].startswith("%"):
            return source.span(line.start(), line.end())
        if line[0].strip() and not line[0].lstrip().startswith("#"):
            return None
    return None


def anchors(source: Source) -> tuple[list[Finding], bool]:
    """Return the findings of anchors and aliases, and whether they keep the text from being composed.

    So does any alias, and an anchor that is set twice.

    They are looked for in the events of the parser, in every text that holds one of the two signs at all: a pattern
    over the text would have to know all that may stand before them.

    Raises:
        TooManyError: there are more values than the budget allows.
    """
    findings: list[Finding] = []
    if "&" not in source.text and "*" not in source.text:
        return findings, False
    stops = False
    names: set[str] = set()
    nodes = 0
    for event in yaml.parse(source.text, Loader=Loader):
        if not isinstance(event, yaml.NodeEvent) or event.start_mark is None:
            continue
        nodes += 1
        if nodes > MAX_NODES:
            raise TooManyError(event.start_mark.index)
        if event.anchor is None:
            continue
        is_alias = isinstance(event, yaml.AliasEvent)
        stops = stops or is_alias or event.anchor in names
        names.add(event.anchor)
        sign = "*" if is_alias else "&"
        start = max(0, source.text.find(sign, event.start_mark.index))
        findings.append(finding("E109", source.span(start, start + 1 + len(event.anchor)), name=sign + event.anchor))
        if len(findings) == MAX_FINDINGS:
            return findings, True  # what stands behind them has not been looked at
    return findings, stops


def long_values(source: Source, root: Node) -> Iterator[Finding]:
    """Yield a finding for each key or value that is longer than the budget."""
    for node in scalars(root):
        if len(node.value) > MAX_VALUE:
            start = node.start_mark.index
            yield finding("E104.value", source.span(start, start + 1), length=len(node.value), limit=f"{MAX_VALUE:,}")


def hidden_breaks(source: Source, root: Node) -> Iterator[Finding]:
    """Yield a finding for each line break outside the values that YAML sees and an editor does not.

    Behind one, what an editor shows as a comment would be data.
    """
    place = len(source.text) if source.is_ordinary else 0  # where there is none
    while match := _HIDDEN_BREAK.search(source.text, place):
        place = match.end()
        node = leaf_at(root, match.start())
        if isinstance(node, ScalarNode) and match.start() < node.end_mark.index:
            place = node.end_mark.index
        else:
            yield finding("E105.break", source.span(*match.span()), character=f"U+{ord(match[0]):04X}")


def tags(source: Source, root: Node) -> Iterator[Finding]:
    """Yield a finding for every tag: YAML's own kinds say nothing to the format, others could run code elsewhere."""
    for node in nodes_of(root):
        if node.tag != PLAIN_TAGS[type(node)]:
            yield finding("E111", span_of(source, node), tag=node.tag.replace("tag:yaml.org,2002:", "!!"))
