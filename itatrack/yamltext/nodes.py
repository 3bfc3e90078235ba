"""Compose YAML into located nodes, guarded against everything that the format does not use."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import Related

if TYPE_CHECKING:
    from collections.abc import Iterator

    from itatrack.findings.finding import Finding, Span
    from itatrack.yamltext.source import Source

__all__ = [
    "MappingNode",
    "Node",
    "ScalarNode",
    "SequenceNode",
    "compose",
    "empty_mapping",
    "is_plain",
    "scalars",
    "span_of",
]

DEEPEST = 64

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Where neither sign stands at the beginning of a word there is no anchor and no alias to look for.
_MAYBE_ANCHOR = re.compile(r"(?:^|[\s\[\]{},:?-])[&*][^\s\[\]{},]", re.MULTILINE)
_PLAIN_TAGS = {
    ScalarNode: "tag:yaml.org,2002:str",
    SequenceNode: "tag:yaml.org,2002:seq",
    MappingNode: "tag:yaml.org,2002:map",
}
# What the YAML library says, and the wording of ours that helps more.
_SYNTAX = {
    "mapping values are not allowed in this context": "E106.colon",
    "mapping values are not allowed here": "E106.colon",
    "could not find expected ':'": "E106.key",
    "did not find expected key": "E106.indentation",
    "did not find expected '-' indicator": "E106.indentation",
    "expected <block end>, but found '<block mapping start>'": "E106.indentation",
    "did not find expected ',' or ']'": "E106.bracket",
    "did not find expected ',' or '}'": "E106.bracket",
    "found character that cannot start any token": "E106.character",
}


# Only comments and blank lines may stand before a directive.
_DIRECTIVE = r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n))*(%[^\r\n]*)"
# Line breaks to YAML, invisible in an editor.
_HIDDEN_BREAK = "[\x85\u2028\u2029]"
# Wordings for which it helps to see where the list or mapping began.
_LONG = {"E106.bracket", "E106.indentation"}


class _TooDeepError(yaml.MarkedYAMLError):
    """Raised while composing, before a deep file can exhaust the interpreter's stack."""


class _Loader(_BaseLoader):  # type: ignore[misc]  # the C class has no types
    """Composes without reading any meaning into plain scalars: every value stays text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML's own name and form
    depth = 0

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        self.depth += 1
        if self.depth > DEEPEST and parent is not None:
            raise _TooDeepError(problem_mark=parent.start_mark)
        super().descend_resolver(parent, index)

    def ascend_resolver(self) -> None:
        self.depth -= 1
        super().ascend_resolver()


def compose(source: Source) -> tuple[Node | None, list[Finding]]:
    """Compose a source into its root node, which is None for an empty file.

    Returns:
        The root node, and findings of family E1: the first syntax error, a second document, nesting over 64
        levels, and every anchor, alias and tag. With a finding there is no root node.
    """
    directive = re.match(_DIRECTIVE, source.text)
    if directive:
        span = source.span(directive.start(1), directive.end(1))
        return None, [finding("E111.directive", span, directive=directive[1])]
    loader = _Loader(source.text)
    was_enabled = gc.isenabled()
    gc.disable()  # three to four times faster on large files
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_finding(source, error)]
    finally:
        loader.dispose()
        if was_enabled:
            gc.enable()
    found = _anchors(source) if _MAYBE_ANCHOR.search(source.text) else []
    if root is not None and not found and "!" in source.text:
        found = _tags(source, root)
    return (None if found else root), found


def empty_mapping() -> MappingNode:
    """Give the mapping that stands for an empty file, at its beginning."""
    mark = yaml.Mark("", 0, 0, 0, None, 0)
    return MappingNode(_PLAIN_TAGS[MappingNode], [], mark, mark)


def span_of(source: Source, node: Node) -> Span:
    """Give the span of a scalar, or of the first character of a collection.

    A block collection's own end mark lies past the comments and blank lines behind it, so it is no use here.
    """
    start = node.start_mark.index
    if isinstance(node, ScalarNode):
        return source.span(start, max(start, node.end_mark.index))
    first = node.value[0] if node.value else None
    if isinstance(node, MappingNode) and first:
        return span_of(source, first[0])
    return source.span(start, start + 1)


def is_plain(node: ScalarNode) -> bool:
    """Say whether a scalar stands without quotes and not as a block; the two loaders mark it differently."""
    return not node.style


def scalars(root: Node) -> Iterator[ScalarNode]:
    """Give every scalar of a tree, keys and values, in the order of the file."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ScalarNode):
            yield node
        elif isinstance(node, MappingNode):
            waiting.extend(part for pair in reversed(node.value) for part in reversed(pair))
        else:
            waiting.extend(reversed(node.value))


def _syntax_finding(source: Source, error: yaml.MarkedYAMLError) -> Finding:
    mark = error.problem_mark or error.context_mark
    index = min(mark.index if mark else 0, len(source.text))
    here = source.span(index, index + 1)
    problem = error.problem or "the text is no YAML"
    character = source.text[index : index + 1]
    if isinstance(error, _TooDeepError):
        return finding("E110", here, deepest=DEEPEST)
    if "single document" in str(error.context) or "<document start>" in problem:
        return finding("E108", here)
    if "tab character" in problem or (character == "\t" and "token" in problem):
        return finding("E107", here)
    if "quoted scalar" in str(error.context) and error.context_mark:
        opened = error.context_mark.index
        return finding("E106.quote", source.span(opened, opened + 1))
    began = source.span(error.context_mark.index, error.context_mark.index + 1) if error.context_mark else here
    for place in (began, here):
        hidden = re.search(_HIDDEN_BREAK, place.excerpt)
        if hidden:
            start = source.index(place.line, hidden.start() + 1)
            return finding("E106.hidden", source.span(start, start + 1), character=f"U+{ord(hidden[0]):04X}")
    wording = _SYNTAX.get(problem, "E106")
    if wording == "E106.indentation" and here.excerpt[: here.column - 1].strip(" -"):
        wording = "E106.after"
    if wording == "E106.key":
        here = began
    related = (Related("it begins here", began),) if wording in _LONG and began != here else ()
    return finding(wording, here, related, problem=problem, character=character)


def _anchors(source: Source) -> list[Finding]:
    found = []
    for event in yaml.parse(source.text, Loader=_Loader):
        anchor = getattr(event, "anchor", None)
        if anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            start = max(0, source.text.find(sign, event.start_mark.index))  # type: ignore[union-attr]
            found.append(finding("E109", source.span(start, start + 1 + len(anchor)), name=sign + anchor))
    return found


def _tags(source: Source, root: Node) -> list[Finding]:
    found = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.tag != _PLAIN_TAGS[type(node)]:
            found.append(finding("E111", span_of(source, node), tag=node.tag.replace("tag:yaml.org,2002:", "!!")))
        if isinstance(node, MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, SequenceNode):
            waiting.extend(node.value)
    return found
