"""The oracle of what is written: PyYAML's own loader in pure Python, which knows nothing of this tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from itatrack.yamltext.document import Document
from itatrack.yamltext.nodes import MappingNode, Node, ScalarNode

if TYPE_CHECKING:
    from itatrack.yamltext.edit.emitter import Data


def is_same_data(text: str, data: Data) -> bool:
    """Check whether a text holds some data, to the tool itself and to a reader that is not its own."""
    try:
        plain = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  makes nothing but texts, lists and dicts
    except yaml.YAMLError:
        return False
    document = Document.read("", text.encode())
    return (plain or {}) == data and not document.findings and (data_of(document.root) or {}) == data


def data_of(node: Node | None) -> Data | None:
    """Return the data of a node of the tool's own reader."""
    if node is None or isinstance(node, ScalarNode):
        return None if node is None else str(node.value)
    if isinstance(node, MappingNode):
        return {str(key.value): _part(value) for key, value in node.value}
    return [_part(item) for item in node.value]


def _part(node: Node) -> Data:
    data = data_of(node)
    return "" if data is None else data
