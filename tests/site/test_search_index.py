"""The search index: each id in its shard, every place of a number, nothing beyond ASCII."""

import json
import re
from typing import Any

import pytest

from pipeline.errors import BadInputError
from pipeline.office import Office
from pipeline.site import shards
from pipeline.site.issues import read_issues
from pipeline.site.numbers import Number, numbers_of
from pipeline.site.shards import index_files, series_of, shard_of
from tests.site.conftest import FILES, NUMBERS, PAGE, WriteRelease


def parsed(script: bytes) -> list[Any]:
    """Read back the values that a script hands over."""
    text = re.fullmatch(r"\w+\((.*)\);\n", script.decode("ascii"), re.DOTALL)
    assert text
    return list(json.loads(f"[{text[1]}]"))


@pytest.mark.parametrize(("key", "value"), [("", 0x811C9DC5), ("a", 0xE40C292C), ("foobar", 0xBF9CF968)])
def test_the_hash_is_the_published_one(key: str, value: int) -> None:
    assert shard_of(key, 2**32) == value


def test_each_number_of_a_page_is_listed_once(small_office: Office, release: WriteRelease) -> None:
    twice = (
        NUMBERS
        + NUMBERS.splitlines()[1]
        + "\n"
        + "2026-01.1,en,gone0000,fci.C.2026-01,value,text,methodology/x,,,,1,0\n"
    )
    release("2026-01", {**FILES, "published_number.csv": twice})
    (issue,) = read_issues(small_office)
    assert [(one.number_id, one.page) for one in numbers_of(issue)] == [
        ("aaaaaaa1", "bulletin.en.html"),
        ("aaaaaaa1", "methodology/fci.html"),
    ]


def test_numbers_of_a_territory_lead_to_its_own_page(small_office: Office, release: WriteRelease) -> None:
    own = NUMBERS.replace("fci.C", "fci.R1").replace(",en,", ",ru,")
    release("2026-01", {**FILES, "R1/bulletin.ru.html": PAGE, "R1/published_number.csv": own})
    (issue,) = read_issues(small_office)
    assert ("fci.R1.2026-01", "R1/bulletin.ru.html") in {(one.cell_id, one.page) for one in numbers_of(issue)}


def test_a_list_of_all_issues_names_the_territory_in_a_column(
    small_office: Office, release: WriteRelease
) -> None:
    head = "territory,lang,number_id,cell_id,facet,section,printed\n"
    rows = (
        "R1,en,bbbbbbb1,fci.R1.2026-01,value,investment,1\n"
        ",en,aaaaaaa1,fci.C.2026-01,value,investment,2\n"
        ",en,aaaaaaa1,fci.C.2026-01,value,methodology/fci,2\n"
    )
    release("2026-01", {**FILES, "R1/bulletin.en.html": PAGE, "published_number.csv": head + rows})
    (issue,) = read_issues(small_office)
    assert {(one.number_id, one.page) for one in numbers_of(issue)} == {
        ("bbbbbbb1", "R1/bulletin.en.html"),
        ("aaaaaaa1", "bulletin.en.html"),
        ("aaaaaaa1", "methodology/fci.html"),
    }


def test_a_list_without_its_columns_is_named(small_office: Office, release: WriteRelease) -> None:
    release("2026-01", {**FILES, "published_number.csv": "number_id\nx\n"})
    (issue,) = read_issues(small_office)
    with pytest.raises(BadInputError, match=r"published_number\.csv lacks the columns cell_id, facet"):
        numbers_of(issue)


def test_every_id_is_found_where_the_page_looks(
    small_office: Office, release: WriteRelease, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "PLACES_A_SHARD", 3)
    release("2026-01")
    (issue,) = read_issues(small_office)
    numbers = [
        Number(
            f"id{at:06}",
            "bulletin.en.html",
            f"fci.C{at % 7}.2026-01.part=\u0259{at}</script>",
            "value",
            f"{at}",
        )
        for at in range(40)
    ]
    files = index_files([(issue, numbers)])
    (head,) = parsed(files["search/index.js"])
    assert head["pages"] == [[0, "bulletin.en.html"]]
    assert head["issues"] == ["2026-01.1"]
    assert head["shards"]["n"] == 14
    for number in numbers:
        name = f"n{shard_of(number.number_id, head['shards']['n'])}"
        assert parsed(files[f"search/{name}.js"])[1][number.number_id] == number.cell_id
        series = series_of(number.cell_id)
        found = parsed(files[f"search/c{shard_of(series, head['shards']['c'])}.js"])[1]
        assert found[series][number.cell_id][number.number_id] == ["value", [0, number.printed]]


def test_the_number_of_shards_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST_SHARDS", 5)
    per = shards.PLACES_A_SHARD
    assert [shards._count(n) for n in (0, per, per + 1, per * 5, per * 50)] == [1, 1, 2, 5, 5]
