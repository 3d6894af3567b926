"""HTML and Markdown: markup is no text, and every place counts characters of the document as given."""

import pytest

from pipeline.reading.text.plain import plain_text
from tests.reading.text.reading import items, read

HTML, MARKDOWN = "text/html; charset=utf-8", "text/markdown"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>In all <b>45</b> families</p>", "In all 45 families"),
        ("a<br>b", "a\nb"),
        ("a<!-- 12 > 3 -->b", "ab"),
        ("<script>var a = 12;</script>b", "b"),
        ("<style>p { width: 12px }</style >b", "b"),
        ("<script src='a.js'/>b", "b"),
        ("<SCRIPT>12</Script>b", "b"),
        ("<script>12", ""),
        ("<!-- 12", ""),
        ('<a title="5 > 3" href=x>b</a>', "b"),
        ("<a title='5 > 3>b", " 3>b"),
        ("2 < 3 and 3 <4", "2 < 3 and 3 <4"),
        ("a <b", "a <b"),
        ("1&nbsp;234&thinsp;567", "1\u00a0234\u00a0567"),
        ("&#50;&#x35; &amp; &unknown; &", "25 & &unknown; &"),
        ("<td>1</td><td>2</td>", "1\n2"),
        ("<?xml version='1.0'?><p>1</p>", "1"),
    ],
)
def test_markup_is_no_text(content: str, text: str) -> None:
    plain = plain_text(content, HTML)
    assert plain.text.strip("\n").replace("\n\n", "\n") == text


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        ("<nav><a>Home</a><a>Page 2</a></nav><p>45 <b>families</b></p>", ["furniture", "observation"]),
        ("<nav><a>Home</a><a>Page 2</a><p>45 <b>families</b> moved</p>", ["furniture", "observation"]),
        ("<menu><a>Home</a><span>Page 2</span></menu>45 families", ["furniture", "observation"]),
    ],
)
def test_links_of_a_menu_stand_apart(content: str, kinds: list[str]) -> None:
    """One that nothing closes ends where prose begins."""
    found = items(content, media_type=HTML)
    assert [item.kind for item in found] == kinds
    assert found[-1].unit == "families"


def test_places_count_characters_of_the_document_with_its_markup() -> None:
    content = "<p>By 19&nbsp;January 2026, <b>2&thinsp;270</b> families had moved to <i>Khojaly town</i>.</p>"
    found = items(content, media_type=HTML)
    assert [item.as_printed for item in found] == ["19", "2026", "2&thinsp;270"]
    assert [content[int(item.start) : int(item.end)] for item in found] == [item.as_printed for item in found]
    assert found[2].value == "2270"


def test_a_number_that_is_an_entity_keeps_its_place() -> None:
    content = "There were &#52;&#53; families in the town."
    (item,) = items(content, media_type=HTML)
    assert (item.as_printed, item.value, item.unit) == ("&#52;&#53;", "45", "families")


def test_attributes_and_addresses_of_links_are_no_text() -> None:
    content = '<a href="/2025/09/14/123" data-id=77>45 families</a> <img width=100>'
    assert [item.as_printed for item in items(content, media_type=HTML)] == ["45"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("# Head\n\n**45** families", "Head\n\n45 families"),
        ("[45 families](https://a.example/12)", "45 families"),
        ("![12](a_13.png) b", "12 b"),
        ("see [a][1]\n\n[1]: https://a.example/12", "see a"),
        ("> quoted `12`", "quoted 12"),
        ("| 1 | 2 |", "1 \n 2"),
        ("~50 is about, ~~51~~ is struck", "~50 is about, 51 is struck"),
        (r"2\*3", "2*3"),
        ("a <b>12</b> <!-- 13 --> c", "a 12  c"),
        ("12<br>13", "12\n13"),
    ],
)
def test_marks_of_markdown_are_no_text(content: str, text: str) -> None:
    assert plain_text(content, MARKDOWN).text.strip() == text


def test_the_same_article_reads_the_same_in_every_form() -> None:
    text = (
        "By 19 January 2026, 881 families had resettled in the town of Khojaly.\n\nBy then 12 houses stood."
    )
    html = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    markdown = "# " + text.replace("881", "**881**")
    fields = [
        [
            (item.value, item.unit, item.measure, item.territory, item.period_end, item.status)
            for item in found
        ]
        for found in (items(text), items(html, media_type=HTML), items(markdown, media_type=MARKDOWN))
    ]
    assert fields[0] == fields[1] == fields[2]
    assert fields[0][2][-1] == "green"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("8\u200b81\u00ad families", "881 families"),
        ("\u202e881\u202c", "881"),
        ("s\u0327ah", "şah"),
        ("I\u0307", "İ"),
        ("a\u0300\u0301", "à\u0301"),
        ("\u0661\uff12", "12"),
        ("1\u202f234", "1\u00a0234"),
        ("a\rb\u2028c", "a\nb\nc"),
        ("a\x00b", "a b"),
        ("\u22125", "−5"),
        ("\ud8005", "\ud8005"),
    ],
)
def test_characters_come_in_one_form(content: str, text: str) -> None:
    plain = plain_text(content, "text/plain")
    assert plain.text == text
    assert len(plain.starts) == len(plain.ends) == len(text)


def test_invisible_characters_within_a_number_stay_in_its_place() -> None:
    (item,) = items("There were 8\u200b81 families.")
    assert (item.as_printed, item.value) == ("8\u200b81", "881")


def test_of_markup_that_never_ends_nothing_is_lost() -> None:
    assert [item.as_printed for item in read("5 <a and 6 families", media_type=HTML).items] == ["5", "6"]
