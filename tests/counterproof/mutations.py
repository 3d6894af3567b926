"""Ways to make one page or table of a release say something else, each at a place that chance chooses.

A mutation takes the small release and a source of chance, and returns the files as changed.
"""

import csv
import io
import re
from collections.abc import Callable
from random import Random

from tests.counterproof.small_release import changed, small_release

Files = dict[str, bytes]
Mutation = Callable[[Random], Files]
PAGE, PRINTED, CELLS = "bulletin.en.html", "published_number.csv", "cells.csv"
_BODY = re.compile(r"(?<=<body)[\s\S]*")
_LINK = re.compile(r'(<a(?: class="n")? href="#n-)(\w+)(">)([^<]*)(</a>)')
_MARKED = re.compile(r'(data-n=")(\w+)(")')
_DRAWN = re.compile(r'(fill="#1d2a33">)([^<]*\d[^<]*)(</text>)')
_ROW = re.compile(r'<tr id="n-\w+"[^>]*>.*?</tr>\n')
_CELL = re.compile(r"(<td[^>]*>)([^<]*)(</td>)")
_TEXTS = re.compile(r"(<(?:p|li|h1|h2|h3|th|td|dt|dd|text|title)(?: [^>]*)?>)([^<]+)(?=<)")
_PADS = "\u2007\u2009\u200a"
TYPED = ("7", "1\u202f234", "3.5", "0", "+12", "\u0664", "\u00bd", "1e3", "2\u00b2", "10\u202f000", "\u2163")
"""Numbers typed by hand: plain, parted, signed, of other scripts, a fraction, raised, Roman."""


def other_digit(text: str, chance: Random) -> str:
    """Change one digit of a number, never into a longer or an equal one."""
    at = chance.choice([n for n, letter in enumerate(text) if letter.isdigit()])
    return text[:at] + chance.choice([d for d in "0123456789" if d != text[at]]) + text[at + 1 :]


def _links(html: str, *, numeric: bool = True) -> list[re.Match[str]]:
    """List the links to numbers, those of rows of long tables apart."""
    found = [link for link in _LINK.finditer(html) if any(map(str.isdigit, link[4])) is numeric]
    assert found
    return found


def _replace(html: str, found: re.Match[str], new: str) -> str:
    return html[: found.start()] + new + html[found.end() :]


def _on_link(change: Callable[[re.Match[str], Random], str], *, numeric: bool = True) -> Mutation:
    """Make a mutation that rewrites one link."""

    def mutate(chance: Random) -> Files:
        def edit(html: str) -> str:
            found = chance.choice(_links(html, numeric=numeric))
            return _replace(html, found, change(found, chance))

        return changed(PAGE, edit)

    return mutate


def _known(chance: Random, besides: str) -> str:
    """Choose the id of another number of the page."""
    html = small_release()[PAGE].decode()
    return chance.choice(sorted({link[2] for link in _LINK.finditer(html)} - {besides}))


def a_digit(found: re.Match[str], chance: Random) -> str:
    return f"{found[1]}{found[2]}{found[3]}{other_digit(found[4], chance)}{found[5]}"


def a_target(found: re.Match[str], chance: Random) -> str:
    return f"{found[1]}{_known(chance, found[2])}{found[3]}{found[4]}{found[5]}"


def no_link(found: re.Match[str], _: Random) -> str:
    return found[4]


def a_sign_before(found: re.Match[str], chance: Random) -> str:
    return chance.choice("+-\u2212\u00b1~<>") + found[0]


def a_digit_behind(found: re.Match[str], chance: Random) -> str:
    return found[0] + chance.choice(("0", ".5", "00", "\u202f000"))


def a_number_behind(found: re.Match[str], chance: Random) -> str:
    return f"{found[0]} {chance.choice(TYPED)}"


def other_separators(found: re.Match[str], chance: Random) -> str:
    text = found[4].rstrip(_PADS)
    if "\u202f" in text:
        text = text.replace("\u202f", chance.choice((",", ".", " ", "\u00a0", "", "'")))
    else:
        text = text.replace(".", ",") if "." in text else f"{text}."
    return f"{found[1]}{found[2]}{found[3]}{text}{found[5]}"


def no_sign(found: re.Match[str], _: Random) -> str:
    text = found[4].lstrip("+\u2212")
    return f"{found[1]}{found[2]}{found[3]}{text if text != found[4] else chr(0x2212) + text}{found[5]}"


def swapped_links(chance: Random) -> Files:
    """Exchange the targets of two numbers."""

    def edit(html: str) -> str:
        links = _links(html)
        one = chance.choice(links)
        other = chance.choice([link for link in links if link[2] != one[2]])
        for found, target in sorted(((one, other[2]), (other, one[2])), key=lambda pair: -pair[0].start()):
            html = _replace(html, found, f"{found[1]}{target}{found[3]}{found[4]}{found[5]}")
        return html

    return changed(PAGE, edit)


def swapped_numbers(chance: Random) -> Files:
    """Exchange two numbers with their links: each leads to its cell, and stands at the other's place."""

    def edit(html: str) -> str:
        body = html.index("<section")
        links = [link for link in _links(html) if link.start() > body]
        one = chance.choice(links)
        other = chance.choice([link for link in links if link[2] != one[2]])
        for found, new in sorted(((one, other[0]), (other, one[0])), key=lambda pair: -pair[0].start()):
            html = _replace(html, found, new)
        return html

    return changed(PAGE, edit)


def typed(chance: Random) -> Files:
    """Type a number by hand into a sentence, a heading, a cell, a drawing or an alternative text."""

    def edit(html: str) -> str:
        start = html.index("<body")
        found = chance.choice([one for one in _TEXTS.finditer(html) if one.start() > start])
        number = chance.choice(TYPED)
        said = f"{found[2]} {number}" if chance.random() < 0.5 else f"{number} {found[2]}"
        return _replace(html, found, found[1] + said)

    return changed(PAGE, edit)


def an_attribute(chance: Random) -> Files:
    """Give an element an attribute that is shown or read out, with a number."""

    def edit(html: str) -> str:
        start = html.index("<main")
        found = chance.choice(list(re.finditer(r"<(?:p|td|a|li|figure|table)(?=[ >])", html[start:])))
        name = chance.choice(("title", "aria-label", "alt", "aria-description"))
        at = start + found.end()
        return f'{html[:at]} {name}="{chance.choice(TYPED)}"{html[at:]}'

    return changed(PAGE, edit)


def a_drawn_digit(chance: Random) -> Files:
    """Change a digit that is drawn in a chart."""

    def edit(html: str) -> str:
        found = chance.choice(list(_DRAWN.finditer(html)))
        return _replace(html, found, found[1] + other_digit(found[2], chance) + found[3])

    return changed(PAGE, edit)


def swapped_drawings(chance: Random) -> Files:
    """Exchange two numbers that are drawn in a chart."""

    def edit(html: str) -> str:
        drawn = list(_DRAWN.finditer(html))
        one = chance.choice(drawn)
        other = chance.choice([found for found in drawn if found[2] != one[2]])
        for found, text in sorted(((one, other[2]), (other, one[2])), key=lambda pair: -pair[0].start()):
            html = _replace(html, found, found[1] + text + found[3])
        return html

    return changed(PAGE, edit)


def a_told_digit(chance: Random) -> Files:
    """Change a digit of a chart's alternative text."""
    return changed(
        PAGE,
        lambda html: re.sub(
            r"(?<=the largest is )[^<]*(?=\.</title>)", lambda found: other_digit(found[0], chance), html
        ),
    )


def a_mark(chance: Random) -> Files:
    """Let a cell of a long table name another number."""

    def edit(html: str) -> str:
        found = chance.choice(list(_MARKED.finditer(html)))
        return _replace(html, found, found[1] + _known(chance, found[2]) + found[3])

    return changed(PAGE, edit)


def a_long_digit(chance: Random) -> Files:
    """Change a digit of a cell of a long table."""

    def edit(html: str) -> str:
        found = chance.choice(list(re.finditer(r'(data-n="\w+">)([^<]*)', html)))
        return _replace(html, found, found[1] + other_digit(found[2], chance))

    return changed(PAGE, edit)


def an_entry(chance: Random) -> Files:
    """Leave an entry of the lineage index out, or repeat it."""

    def edit(html: str) -> str:
        found = chance.choice(list(_ROW.finditer(html)))
        return _replace(html, found, "" if chance.random() < 0.5 else found[0] * 2)

    return changed(PAGE, edit)


def an_entry_digit(chance: Random) -> Files:
    """Change a digit of an entry's number, cell or place; lines of files are known by their form alone."""

    def edit(html: str) -> str:
        row = chance.choice(list(_ROW.finditer(html)))
        cells = [cell for cell in _CELL.finditer(row[0]) if any(map(str.isdigit, cell[2]))]
        cells = [cell for cell in cells if "register.csv" not in cell[2]]
        cell = chance.choice(cells)
        return _replace(html, row, _replace(row[0], cell, cell[1] + other_digit(cell[2], chance) + cell[3]))

    return changed(PAGE, edit)


def a_row(chance: Random) -> Files:
    """Leave a row of a table out."""

    def edit(html: str) -> str:
        end = html.index('id="lineage"')
        found = chance.choice(
            [
                row
                for row in re.finditer(r"<tr[^>]*><th scope=\"row\".*?</tr>\n", html)
                if row.end() < end and "[n]</th>" not in row[0]
            ]
        )
        return _replace(html, found, "")

    return changed(PAGE, edit)


def a_sentence(chance: Random) -> Files:
    """Leave out a sentence that holds a number."""

    def edit(html: str) -> str:
        said = [item for item in re.findall(r"<li>.*?</li>", html) if "#n-" in item]
        return html.replace(chance.choice(said), "", 1)

    return changed(PAGE, edit)


def _table(name: str, change: Callable[[list[dict[str, str]], Random], list[dict[str, str]]]) -> Mutation:
    """Make a mutation of a table of the release."""

    def mutate(chance: Random) -> Files:
        files = small_release()
        rows = list(csv.DictReader(io.StringIO(files[name].decode(), newline="")))
        columns = list(rows[0])
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows, chance))
        after = stream.getvalue().encode()
        assert after != files[name], "the mutation left the table as it was"
        return {**files, name: after}

    return mutate


def _of_printed(column: str, change: Callable[[str, Random], str]) -> Mutation:
    def edit(rows: list[dict[str, str]], chance: Random) -> list[dict[str, str]]:
        row = chance.choice([one for one in rows if one[column]])
        row[column] = change(row[column], chance)
        return rows

    return _table(PRINTED, edit)


def _row_out(rows: list[dict[str, str]], chance: Random) -> list[dict[str, str]]:
    del rows[chance.randrange(len(rows))]
    return rows


def _row_twice(rows: list[dict[str, str]], chance: Random) -> list[dict[str, str]]:
    return [*rows, chance.choice(rows)]


def _value(rows: list[dict[str, str]], chance: Random) -> list[dict[str, str]]:
    """Move a value by one unit of the last place that is printed anywhere; a smaller move prints the same."""
    row = chance.choice(rows)
    whole, _, part = row["value"].partition(".")
    moved = int(whole) + chance.choice((-1, 1)) * chance.randint(1, 9)
    row["value"] = f"{moved}.{part}" if part else str(moved)
    return rows


def _cell_out(rows: list[dict[str, str]], chance: Random) -> list[dict[str, str]]:
    return _row_out(rows, chance)


def _facet(text: str, chance: Random) -> str:
    return chance.choice(
        [name for name in ("value", "lo", "hi", "age", "revision", "half_width") if name != text]
    )


MUTATIONS: dict[str, Mutation] = {
    "a digit of a linked number": _on_link(a_digit),
    "a number bound to another cell": _on_link(a_target),
    "a link taken out": _on_link(no_link),
    "a sign set before a number": _on_link(a_sign_before),
    "a digit set behind a number": _on_link(a_digit_behind),
    "a number typed behind a number": _on_link(a_number_behind),
    "other separators": _on_link(other_separators),
    "another sign": _on_link(no_sign),
    "the link of a row to another number": _on_link(a_target, numeric=False),
    "the link of a row taken out": _on_link(no_link, numeric=False),
    "two links exchanged": swapped_links,
    "two numbers exchanged with their links": swapped_numbers,
    "a number typed by hand": typed,
    "a number in an attribute": an_attribute,
    "a digit drawn in a chart": a_drawn_digit,
    "two numbers of a chart exchanged": swapped_drawings,
    "a digit of an alternative text": a_told_digit,
    "the number that a cell of a long table names": a_mark,
    "a digit of a long table": a_long_digit,
    "an entry of the index left out or repeated": an_entry,
    "a digit of an entry of the index": an_entry_digit,
    "a row of a table left out": a_row,
    "a sentence left out": a_sentence,
    "published_number: printed": _of_printed("printed", other_digit),
    "published_number: cell": _of_printed("cell_id", lambda text, chance: text + chance.choice("x1")),
    "published_number: facet": _of_printed("facet", _facet),
    "published_number: number": _of_printed("number_id", lambda text, _: text[::-1] + "z"),
    "published_number: decimals": _of_printed("places", lambda text, _: str(int(text) + 1)),
    "published_number: row": _of_printed("row", lambda text, _: str(int(text) + 1)),
    "published_number: column": _of_printed("col", lambda text, _: str(int(text) + 1)),
    "published_number: table": _of_printed("table_or_figure", lambda text, _: f"{text}0"),
    "published_number: a row left out": _table(PRINTED, _row_out),
    "published_number: a row twice": _table(PRINTED, _row_twice),
    "cells: a value": _table(CELLS, _value),
    "cells: a cell left out": _table(CELLS, _cell_out),
}
"""Every way, by what it does."""
