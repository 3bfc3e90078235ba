"""What a Word template may hold: tags that Word shows as they are, and nothing that reaches out of the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from itatrack.findings.message import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterator

# A tag as Jinja has it, or else its beginning alone: none begins within another.
_INSIDE: Final = r"((?:(?!\{[{%#]).)*?)"
_TAG: Final = re.compile(rf"\{{\{{{_INSIDE}\}}\}}|\{{%{_INSIDE}%\}}|\{{#{_INSIDE}#\}}|\{{[{{%#]", re.DOTALL)
# A tag of a whole paragraph, row or cell: the library puts the tag in its place, and nothing else of it is left.
_WHOLE: Final = {"p": "w:p", "tr": "w:tr", "tc": "w:tc"}
# What Word does by itself when a document is opened: only numbers of pages and what the document itself says.
_FIELDS: Final = frozenset(
    """PAGE NUMPAGES SECTION SECTIONPAGES HYPERLINK REF PAGEREF STYLEREF SEQ TOC SYMBOL LISTNUM
    TITLE SUBJECT AUTHOR DOCPROPERTY FORMTEXT FORMCHECKBOX FORMDROPDOWN""".split()  # noqa: SIM905  lines are shorter so
)
# The addresses of a link that opens nothing but a page or a letter.
_ADDRESS: Final = "(?i)(?:https?://|mailto:|#)"
# Such a link, or one within the document, as a field has it.
_LINK: Final = rf'(?i)\s*HYPERLINK\s+(?:\\l\s|"?{_ADDRESS.removeprefix("(?i)")})'
# What fetches or runs something, and needs no relation for it: data of letters, parts of other files, scripts.
_ELEMENTS: Final = (
    "mailMerge",
    "attachedTemplate",
    "altChunk",
    "subDoc",
    "object",
    "control",
    "frameset",
    "scriptAnchor",
)
# An embedded font, whose type has "openxmlformats" in its name and which is none.
_FONT: Final = ".obfuscatedFont"
# What the drawings of older Word are fetched from.
_SOURCES: Final = frozenset(("src", "href"))
# The relations of an ordinary document, by the end of their type; macros, embedded objects, attached templates and
# other documents are none.
_RELATIONS: Final = frozenset(
    """officeDocument core-properties extended-properties custom-properties thumbnail styles stylesWithEffects settings
    webSettings fontTable font theme numbering header footer footnotes endnotes comments commentsExtended commentsIds
    commentsExtensible people image hyperlink customXml customXmlProps glossaryDocument""".split()  # noqa: SIM905
)


class Flaw(NamedTuple):
    """What is wrong in a Word template, and the text of the paragraph where it stands."""

    problem: Message
    paragraph: str = ""
    line: int = 1
    word: str = ""


def flaw_in(tree: Any) -> Flaw | None:  # noqa: ANN401  lxml's own type
    """Return the first tag of a part that would take text of the document away with it, or None.

    A tag that is never closed reaches to the end of the next one, over paragraphs and all.
    """
    for line, paragraph in enumerate(tree.iter(qn("w:p")), 1):
        text = _text(paragraph)
        if "{" not in text:
            continue
        for tag in _TAG.finditer(text):
            inside = next((group for group in tag.groups() if group is not None), None)
            if inside is None:
                return Flaw(message("the tag `{tag}` is not closed in its paragraph", tag=tag[0]), text, line, tag[0])
            kind = inside.partition(" ")[0]
            if kind in _WHOLE:
                whole = paragraph if kind == "p" else next(paragraph.iterancestors(qn(_WHOLE[kind])), paragraph)
                if "".join(_texts(whole)).strip() != tag[0].strip():
                    problem = message("`{tag}` must be alone: the other text there would not be printed", tag=tag[0])
                    return Flaw(problem, text, line, tag[0])
    return None


def reaching_out(package: Any) -> Flaw | None:  # noqa: ANN401  python-docx' own type
    """Return what in a document would fetch or run something when it is opened, or None."""
    sources = [package, *package.parts]
    for relation in (relation for source in sources for relation in source.rels.values()):
        kind = relation.reltype.rpartition("/")[2]
        if kind not in _RELATIONS or (relation.is_external and kind != "hyperlink"):
            return Flaw(message("it contains or links what a memo must not have: {kind}", kind=kind))
        if relation.is_external and not re.match(_ADDRESS, relation.target_ref):
            return Flaw(message("it contains or links what a memo must not have: {kind}", kind=relation.target_ref))
    for part in package.parts:
        if "xml" in part.content_type.lower() and not part.content_type.endswith(_FONT):
            tree = part.element if hasattr(part, "element") else parse_xml(part.blob)
            source = _source(tree)
            if source:
                return Flaw(message("it contains or links what a memo must not have: {kind}", kind=source))
            for field in _fields(tree):
                name = (field.split() or [""])[0].upper()
                if name not in _FIELDS or (name == "HYPERLINK" and not re.match(_LINK, field)):
                    return Flaw(message("it contains a field that a memo must not have: {field}", field=field.strip()))
    return None


def _source(tree: Any) -> str | None:  # noqa: ANN401  lxml's own type
    """Return the name of the first element or the address that would fetch or run something, or None."""
    for node in tree.iter(*(f"{{*}}{name}" for name in _ELEMENTS)):
        return str(node.tag.rpartition("}")[2])
    for node in tree.iter("{urn:schemas-microsoft-com:vml}*"):
        for name, value in node.items():
            if name.rpartition("}")[2] in _SOURCES:
                return str(value)
    return None


def _fields(tree: Any) -> Iterator[str]:  # noqa: ANN401  lxml's own type
    """Yield the instruction of each field, also where Word keeps it in pieces."""
    for simple in tree.iter(qn("w:fldSimple")):
        yield simple.get(qn("w:instr"), "")
    depth: list[str] = []
    for node in tree.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:delInstrText")):
        kind = node.get(qn("w:fldCharType"))
        if kind == "begin":
            depth.append("")
        elif kind is None:
            depth = [*depth[:-1], (depth[-1] if depth else "") + (node.text or "")]
        elif depth and kind == "separate":
            yield depth[-1]
            depth[-1] = ""
        elif depth:
            instruction = depth.pop()
            if instruction.strip():
                yield instruction
    yield from depth


def _text(paragraph: Any) -> str:  # noqa: ANN401  lxml's own type
    """Return a paragraph's text without that of the paragraphs in it, which text boxes have."""
    own = (node for node in paragraph.iter(qn("w:t")) if next(node.iterancestors(qn("w:p"))) is paragraph)
    return "".join(node.text or "" for node in own)


def _texts(tree: Any) -> Iterator[str]:  # noqa: ANN401  lxml's own type
    return (node.text or "" for node in tree.iter(qn("w:t")))
