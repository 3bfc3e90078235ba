"""Compose YAML into located nodes, every value as text, guarded against what can exhaust the machine."""

from __future__ import annotations

import gc
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml

from itatrack.findings.catalogue import finding
from itatrack.findings.finding import MOST
from itatrack.yamltext.guards import anchors, directive, tags
from itatrack.yamltext.nodes import PLAIN_TAGS
from itatrack.yamltext.syntax import syntax_finding

if TYPE_CHECKING:
    from itatrack.findings.finding import Finding
    from itatrack.yamltext.nodes import Node
    from itatrack.yamltext.source import Source

DEEPEST = 64

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _TooDeepError(yaml.MarkedYAMLError):
    """Raised while composing, before a deep file can exhaust the interpreter's stack."""


class _Loader(_BaseLoader):  # type: ignore[misc]  # the C class has no types
    """Composes without reading any meaning into plain scalars: every value stays text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  PyYAML's own name and form

    def __init__(self, text: str) -> None:
        super().__init__(text)
        above: list[Node | None] = []

        def descend(parent: Node | None, index: object) -> None:
            del index
            above.append(parent)
            if len(above) > DEEPEST and parent is not None:
                raise _TooDeepError(problem_mark=parent.start_mark)

        # PyYAML's own three look for resolvers by path and by value, of which there are none: a third of the time.
        # As methods, these would take a tenth more.
        self.descend_resolver = descend
        self.ascend_resolver = above.pop

    @staticmethod
    def resolve(kind: type[Node], value: object, implicit: object) -> str:
        del value, implicit
        return PLAIN_TAGS[kind]


def compose(source: Source) -> tuple[Node | None, list[Finding]]:
    """Compose a source into its root node, which is None for an empty file.

    Returns:
        The root node, and findings of family E1: the first syntax error, a second document, nesting over 64
        levels, a directive, and every anchor, alias and tag. Only with anchors and tags alone there is a root
        node besides: their values are there all the same.
    """
    line = directive(source)
    if line:
        return None, [finding("E111.directive", line, directive=line.excerpt)]
    loader = _Loader(source.text)
    was_enabled = gc.isenabled()
    gc.disable()  # three to four times faster on large files
    try:
        root = loader.get_single_node()
    except _TooDeepError as error:
        start = error.problem_mark.index if error.problem_mark else 0
        return None, [finding("E110", source.span(start, start + 1), deepest=DEEPEST)]
    except yaml.MarkedYAMLError as error:
        return None, [syntax_finding(source, error)]
    finally:
        loader.dispose()
        if was_enabled:
            gc.enable()
    found, has_alias = anchors(source)
    if has_alias:
        return None, found  # a node may stand in many places, even inside itself
    if root is not None and "!" in source.text:
        found += islice(tags(source, root), MOST)
    return root, found
