"""The styles of a Word document: what the plan's `style` has other than usual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from itatrack.model.fields import fields_of
from itatrack.model.memo import Style

if TYPE_CHECKING:
    from decimal import Decimal

    from docx.document import Document

# The styles that a size of the plan's `style` sets; `Memo Label` is one of letters, the others of paragraphs. Templates
# of earlier versions have the titles `Memo Title`, `Memo Heading` and `Memo Table Heading`.
_SIZES: Final = {
    "title_size": ("Heading 1", "Memo Title"),
    "label_size": ("Memo Label",),
    "text_size": (
        *("Normal", "Heading 2", "Memo Heading", "Memo Table Heading", "Memo Field", "Memo Wide Field", "Memo To"),
        *("Memo Text", "Memo Sign", "Memo Signature", "Memo Opinion", "Memo Page"),
    ),
    "table_size": ("Memo Cell", "Memo Number", "Memo Mark", "Memo Head", "Memo Group", "Memo Item"),
}
# It draws Arabic digits as Thai ones, for programs that have no Thai numerals for pages.
_NUMBER_FONT: Final = "TH SarabunIT๙"
# Fonts whose letters are as large as those of the usual one.
_LIKE_USUAL: Final = frozenset(("THSarabunPSK", "TH Sarabun New", "THSarabunNew"))
# Paragraphs whose line height follows the size of the labels in them.
_FIELDS: Final = ("Memo Field", "Memo Wide Field")
# Paragraphs whose tab stops and indents depend on the width of the page.
_ACROSS: Final = (*_FIELDS, "Memo Opinion", "Memo Sign", "Memo Signature")


def apply_style(document: Document, style: Style, table_size: float, *, is_form: bool) -> None:
    """Set what the plan's `style` has other than usual; all else is as the template has it.

    Args:
        document: the document, filled in.
        style: sizes and margins.
        table_size: the size of letters in all tables, in points.
        is_form: whether it is แบบ บส. ๔, whose title has the size of labels.
    """
    stated = {name: (getattr(style, name), field.default) for name, field in fields_of(Style).items()}
    changed = {name: value for name, (value, usual) in stated.items() if value != usual}
    sizes = {name: float(changed[name]) for name in _SIZES if name in changed}
    if table_size != float(stated["table_size"][1]):
        sizes["table_size"] = table_size
    if is_form and "label_size" in sizes:
        sizes["title_size"] = sizes["label_size"]
    elif is_form:
        sizes.pop("title_size", None)
    _add_mark(document)
    for name, size in sizes.items():
        _resize(document, _SIZES[name], size)
    if "label_size" in sizes:
        _resize_lines(document, _FIELDS, sizes["label_size"] / 20)
    if "font" in changed:
        _set_all(document.styles.element, "w:rFonts", ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"), changed["font"])
        _name_stand_in(document, changed["font"])
    if "indent" in changed and "Memo Text" in document.styles:
        document.styles["Memo Text"].paragraph_format.first_line_indent = Cm(float(changed["indent"]))
    _set_margins(document, changed)


def _name_stand_in(document: Document, font: str) -> None:
    """Let the font that a document embeds stand in for another one of its size, which the plan asks for."""
    if font in _LIKE_USUAL:
        for part in document.part.package.iter_parts():
            if part.partname == "/word/fontTable.xml":
                usual, other = (f'w:font w:name="{name}"'.encode() for name in (fields_of(Style)["font"].default, font))
                part._blob = part.blob.replace(usual, other)  # noqa: SLF001  python-docx has no other way


def _add_mark(document: Document) -> None:
    """Add the style of marks to a document whose template is older than it."""
    if "Memo Mark" not in document.styles and "Memo Cell" in document.styles:
        mark = document.styles.add_style("Memo Mark", WD_STYLE_TYPE.PARAGRAPH)
        mark.base_style = document.styles["Memo Cell"]
        mark.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _resize(document: Document, names: tuple[str, ...], size: float) -> None:
    """Set the size of letters in styles, and that of their lines where these are exact, in the same proportion."""
    known = document.styles
    for style in (known[name] for name in names if name in known):
        before = style.font.size
        style.font.size = Pt(size)
        _set_all(style.element, "w:szCs", ("w:val",), str(round(size * 2)))
        if before and style.name not in _FIELDS and style.type == WD_STYLE_TYPE.PARAGRAPH:
            _resize_lines(document, (style.name,), Pt(size) / before)


def _resize_lines(document: Document, names: tuple[str, ...], factor: float) -> None:
    for style in (document.styles[name] for name in names if name in document.styles):
        spacing = style.paragraph_format
        if spacing.line_spacing_rule == WD_LINE_SPACING.EXACTLY:
            spacing.line_spacing = Pt(round(spacing.line_spacing.pt * factor, 1))


def _set_margins(document: Document, changed: dict[str, Decimal]) -> None:
    first: Any = document.sections[0]
    before = first.page_width - first.left_margin - first.right_margin
    usual = fields_of(Style)["margin_top"].default
    moved = Cm(float(changed.get("margin_top", usual) - usual))
    for section in document.sections:
        for side in ("left", "right", "bottom"):
            if f"margin_{side}" in changed:
                setattr(section, f"{side}_margin", Cm(float(changed[f"margin_{side}"])))
        # The first page begins above the margin, and all others below it, under their number.
        for name in ("top_margin", "header_distance") if moved else ():
            setattr(section, name, max(getattr(section, name) + moved, Cm(0)))
    factor = (first.page_width - first.left_margin - first.right_margin) / before
    if factor != 1:
        for style in (document.styles[name] for name in _ACROSS if name in document.styles):
            for tag, name in (("w:tab", "w:pos"), ("w:ind", "w:left")):
                for element in style.element.iter(qn(tag)):
                    element.set(qn(name), str(round(int(element.get(qn(name))) * factor)))


def _set_all(element: Any, tag: str, names: tuple[str, ...], value: str) -> None:  # noqa: ANN401  lxml's own type
    """Set attributes of every element of a kind, where they are there, but for the font of page numbers."""
    for tagged in element.iter(qn(tag)):
        for name in names:
            if tagged.get(qn(name)) not in {None, _NUMBER_FONT}:
                tagged.set(qn(name), value)
