"""The check of words over the files of a release: every kind of file, the place, and what stops it."""

import io
import json
from collections.abc import Callable

import pytest
import xlsxwriter

from pipeline.errors import StopRuleError
from pipeline.neutrality.check import check_words, require_neutral

PAGE = """<html lang="{lang}"><head><title>{title}</title></head><body><section id="s-a">{body}</section>
</body></html>"""


def _page(body: str, title: str = "Bulletin", lang: str = "en") -> bytes:
    return PAGE.format(body=body, title=title, lang=lang).encode()


def _workbook(text: str) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet("Cells").write(0, 0, text)
    return stream.getvalue()


def _named(sheet: str) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        book.add_worksheet(sheet).write(0, 0, 1)
    return stream.getvalue()


WORD = "liberated"
FILES: dict[str, tuple[str, Callable[[str], bytes], str]] = {
    "text": ("bulletin.en.html", lambda word: _page(f"<p>An area\n<b>{word}</b></p>"), "s-a, <p>, line 1"),
    "inside a word": (
        "bulletin.en.html",
        lambda word: _page(f"<td>{word[:4]}<i>{word[4:]}</i></td>"),
        "s-a, <td>, line 1",
    ),
    "loose text": (
        "bulletin.en.html",
        lambda word: _page(f"<div>{word}<p>a</p></div>"),
        "s-a, <div>, line 1",
    ),
    "title": ("bulletin.en.html", lambda word: _page("", word), "head, <title>, line 1"),
    "attribute": (
        "bulletin.en.html",
        lambda word: _page(f'<p aria-label="{word}">a</p>'),
        "s-a, <p>, line 1, aria-label",
    ),
    "anchor": ("bulletin.en.html", lambda word: _page(f'<p id="{word}">a</p>'), f"{WORD}, <p>, line 1, id"),
    "chart": (
        "bulletin.en.html",
        lambda word: _page(f"<svg><text>{word}</text></svg>"),
        "s-a, <text>, line 1",
    ),
    "field": ("cells.csv", lambda word: f"cell_id,unit\na.{word}.b,HA\n".encode(), "line 2, cell_id"),
    "head": ("cells.csv", lambda word: f"cell_id,{word}_ha\n".encode(), "head"),
    "json": ("package.json", lambda word: json.dumps({"a": [{"b": word}]}).encode(), "/a/0/b"),
    "json name": ("package.json", lambda word: json.dumps({word: 1}).encode(), f"/{WORD}"),
    "xml": ("structure.xml", lambda word: f"<a>\n<b name='{word}'/></a>".encode(), "line 2"),
    "workbook": ("bulletin.en.xlsx", _workbook, "xl/sharedStrings.xml, line 2"),
    "plain text": ("notes.txt", lambda word: f"one\n{word}\n".encode(), "line 2"),
}


@pytest.mark.parametrize("case", FILES)
def test_a_word_is_found_in_every_kind_of_file_with_its_place(case: str) -> None:
    name, write, place = FILES[case]
    assert check_words({name: write("reported")}) == []
    (found,) = check_words({name: write(WORD)})
    assert (found.file, found.place, found.hit.word, found.hit.kind) == (name, place, WORD, "contested")


def test_the_name_of_a_file_is_read_too() -> None:
    assert [one.place for one in check_words({"liberated2020/cells.csv": b"a\n"})] == ["name"]


def test_the_name_of_a_sheet_is_read() -> None:
    found = check_words({"bulletin.en.xlsx": _named(WORD)})
    assert {one.place.partition(",")[0] for one in found} == {"docProps/app.xml", "xl/workbook.xml"}


def test_fonts_styles_and_scripts_say_nothing() -> None:
    files = {
        "fonts/notes.txt": b"liberated",
        "page.css": b".liberated {}",
        "bulletin.en.html": _page("<style>.freed {}</style><script>var freed = 1</script>"),
    }
    assert check_words(files) == []


def test_a_page_is_read_in_its_language_and_data_in_all() -> None:
    text = "işğal, оккупация"
    assert [one.hit.lang for one in check_words({"bulletin.en.html": _page(f"<p>{text}</p>")})] == ["ru"]
    assert [one.hit.lang for one in check_words({"bulletin.az.html": _page(f"<p>{text}</p>")})] == [
        "az",
        "ru",
    ]
    assert [one.hit.lang for one in check_words({"cells.csv": f"a\n{text}\n".encode()})] == ["az", "ru"]
    assert check_words({"bulletin.ru.html": _page("<p>only wrong</p>", lang="ru")}) == []


def test_what_stands_as_its_owner_writes_it_may_stand_at_its_place() -> None:
    body = "<section id='s-basis'><table><tr><td>Act on the liberated areas</td></tr></table></section>"
    quoted = {"s-basis, *": ["Act on the liberated areas"], "*": ["Daily.am (freed lands)"]}
    files = {"bulletin.en.html": _page(f"{body}<p>As Daily.am (freed lands) reports.</p>")}
    assert len(check_words(files)) == 2
    assert check_words(files, quoted) == []
    again = {"bulletin.en.html": _page("<p>By the Act on the liberated areas.</p>")}
    assert [one.place for one in check_words(again, quoted)] == ["s-a, <p>, line 1"]


def test_outcomes_of_rules_may_stand_in_their_column_and_nowhere_else() -> None:
    assert check_words({"findings.csv": b"rule_id,outcome\nparent,fail\n"}) == []
    assert len(check_words({"findings.csv": b"rule_id,sentence\nparent,fail\n"})) == 1
    assert len(check_words({"cells.csv": b"rule_id,outcome\nparent,fail\n"})) == 1
    head = _page("<table><tr><th>Failed</th></tr></table>")
    assert check_words({"methodology/fci.html": head}) == []
    assert len(check_words({"bulletin.en.html": head})) == 1


def test_who_decided_and_why_stand_as_they_were_written_and_nothing_beside_them() -> None:
    row = b"who,reason,new_value\nA. Only,Typed wrongly: an error due to haste.,227\n"
    assert check_words({"decisions.csv": row}) == []
    elsewhere = {
        "decisions.csv": b"who,reason,new_value\nA.,Typed.,wrongly\n",
        "evidence/reference/not_measured.csv": b"what,reason\nHeat,Measured wrongly\n",
        "bulletin.en.html": _page("<p>Typed wrongly: an error due to haste.</p>"),
    }
    assert {one.file for one in check_words(elsewhere)} == set(elsewhere)


def test_a_release_that_takes_a_side_is_stopped_with_the_places() -> None:
    require_neutral({"bulletin.en.html": _page("<p>Reported as resettled.</p>")})
    files = {"bulletin.en.html": _page("<p>Families returned, sadly late.</p>")}
    with pytest.raises(StopRuleError) as stopped:
        require_neutral(files)
    assert str(stopped.value) == (
        "2 places of the release hold words that take a side or say more than is known (1 of contested, 1 of "
        "verdict):\n"
        "- bulletin.en.html, s-a, <p>, line 1: 'returned' (contested) in 'Families returned, sadly late.'\n"
        "- bulletin.en.html, s-a, <p>, line 1: 'sadly' (verdict) in 'Families returned, sadly late.'\n"
        "Say it in the words of the bulletin's vocabulary; a term that must stand is an exception with its "
        "reason in pipeline/neutrality/words.toml."
    )


def test_many_places_are_counted_and_the_first_are_told() -> None:
    files = {"cells.csv": ("cell_id\n" + "freed\n" * 25).encode()}
    with pytest.raises(StopRuleError, match=r"^25 places[\s\S]*- and 15 more\n"):
        require_neutral(files)
