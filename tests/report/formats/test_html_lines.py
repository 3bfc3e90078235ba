"""Where the lines of a web page may end."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from itatrack.report.formats.html_lines import with_line_ends

SOUP = st.lists(
    st.sampled_from(
        [
            *(
                "คณะทำงาน",
                "งบประมาณ",
                " ",
                "\n",
                "ณ",
                "ๆ",
                "&amp;",
                "&",
                "<",
                "https://a.go.th/aaaaaaaaaaaaaaaaaaaaaaa",
            ),
            *("<b>", "</b>", "<p>", "</p>", "<td>", "</td>", '<a title="ก > ข">', "</a>", "<!-- คณะทำงาน งาน -->"),
        ]
    ),
    max_size=20,
).map("".join)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>คณะทำงานงบประมาณ จังหวัด</p>", "<p>คณะทำงาน<wbr>งบประมาณ <wbr>จังหวัด</p>"),
        ("<p>ณ ๓๑ มีนาคม ๒๕๖๔</p>", "<p>ณ ๓๑ มีนาคม <wbr>๒๕๖๔</p>"),
        ("<p>พ.ศ. <b>๒๕๖๔</b></p>", "<p>พ.ศ. <b>๒๕๖๔</b></p>"),
        ("<p>หน่วย<i>งาน</i>ดี</p>", "<p>หน่วย<i>งาน<wbr></i>ดี</p>"),
        ("<p>งาน</p>การ", "<p>งาน</p>การ"),
        ("<p>งาน<br>การ</p>", "<p>งาน<br>การ</p>"),
        ("<p>ก &lt;b&gt; ข</p>", "<p>ก <wbr>&lt;b&gt; <wbr>ข</p>"),
        ("<td>องค์การบริหารส่วนตำบล</td>", "<td>องค์การบริหาร<wbr>ส่วนตำบล</td>"),
        ("<p>องค์การบริหารส่วนตำบล</p>", "<p>องค์การบริหารส่วนตำบล</p>"),
        (
            "<td>https://a.go.th/?a=1&amp;b=22222222222</td>",
            '<td><span class="long">https://a.go.th/?a=1&amp;b=22222222222</span></td>',
        ),
        ("<title>คณะทำงาน ก</title>", "<title>คณะทำงาน ก</title>"),
        ("<style>p > b { content: 'ก ข' }</style>", "<style>p > b { content: 'ก ข' }</style>"),
        ("<!DOCTYPE html>\n<!-- ก ข -->", "<!DOCTYPE html>\n<!-- ก ข -->"),
        ('<p title="ก > ข ค">ง</p>', '<p title="ก > ข ค">ง</p>'),
    ],
)
def test_line_ends(page: str, expected: str) -> None:
    """Lines end between words, across the tags inside a line too; other texts of a page stay as they are."""
    assert with_line_ends(page) == expected


@given(SOUP)
def test_only_marks_are_added(page: str) -> None:
    """Without the marks the page is what it was, so that its text is copied and searched as if they were not there."""
    marked = with_line_ends(page)
    assert len(marked) >= len(page)
    assert unescape(re.sub(r'<wbr>|<span class="long">|</span>', "", marked)) == unescape(page)
