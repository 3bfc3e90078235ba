"""Find the parts of YAML that the format does not use: directives, anchors, aliases and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MOST
from itatrack.yamltext.nodes import PLAIN_TAGS, MappingNode, Node, SequenceNode, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding, Span
    from itatrack.yamltext.source import Source

# Where neither sign stands at the beginning of a word there is no anchor and no alias to look for.
_MAYBE_ANCHOR = re.compile(r"(?:^|[\s\[\]{},:?-])[&*][^\s\[\]{},]", re.MULTILINE)


def directive(source: Source) -> Span | None:
    """Give the line that begins with `%` before any content, where there is one."""
    if "%" not in source.text or not re.search(r"(?:^|[\r\n])%", source.text):
        return None
    for line in re.finditer(r"[^\r\n]+", source.text):
        if line[0].startswith("%"):
            return source.span(line.start(), line.end())
        if line[0].strip() and not line[0].lstrip().startswith("#"):
            return None
    return None


def anchors(source: Source) -> tuple[list[Finding], bool]:
    """Give the findings of anchors and aliases, and whether there is any alias."""
    found: list[Finding] = []
    has_alias = False
    if not any(sign in source.text for sign in "&*") or not _MAYBE_ANCHOR.search(source.text):
        return found, has_alias
    for event in yaml.parse(source.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        anchor = getattr(event, "anchor", None)
        if anchor:
            has_alias = has_alias or isinstance(event, yaml.AliasEvent)
        if anchor and len(found) < MOST:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            start = max(0, source.text.find(sign, event.start_mark.index))  # type: ignore[union-attr]
            found.append(finding("E109", source.span(start, start + 1 + len(anchor)), name=sign + anchor))
    return found, has_alias


def tags(source: Source, root: Node) -> Iterator[Finding]:
    """Give a finding for every tag: YAML's own kinds say nothing to the format, others could run code elsewhere."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.tag != PLAIN_TAGS[type(node)]:
            yield finding("E111", span_of(source, node), tag=node.tag.replace("tag:yaml.org,2002:", "!!"))
        if isinstance(node, MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, SequenceNode):
            waiting.extend(node.value)
