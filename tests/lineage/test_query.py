"""One query: what its columns are made of, and what decides its rows."""

import pytest

from pipeline.errors import CrossfootError
from pipeline.lineage.query import read_query

SCHEMA = {"core.t": ["x", "y", "z"], "core.u": ["p", "q"], "core.v": ["k", "w"]}


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("select t.x + t.y as n from core.t as t", {"n": "t.x t.y"}, ""),
        ("select x from core.t where z = 1", {"x": "t.x"}, "t.z"),
        ("select * from core.u", {"p": "u.p", "q": "u.q"}, ""),
        ("select 1 as one from core.u", {"one": ""}, ""),
        ("select x, sum(y) as s from core.t group by x", {"x": "t.x", "s": "t.y"}, "t.x"),
        ("select distinct p, q from core.u", {"p": "u.p", "q": "u.q"}, "u.p u.q"),
        ("select x, row_number() over (order by y) as n from core.t", {"x": "t.x", "n": "t.y"}, ""),
        ("select t.x from core.t as t inner join core.u as u on t.y = u.p", {"x": "t.x"}, "t.y u.p"),
        ("select x from core.t union all select p from core.u", {"x": "t.x u.p"}, ""),
        ("select x from core.t union select p from core.u", {"x": "t.x u.p"}, "t.x u.p"),
        (
            "with a as (select x, y from core.t where z = 1) select a.x as n from a where a.y > 0",
            {"n": "t.x"},
            "t.z t.y",
        ),
        (
            "select t.x from core.t as t where not exists (select 1 from core.v as v where v.k = t.y)",
            {"x": "t.x"},
            "v.k t.y",
        ),
        (
            "select exists(select 1 from core.v as v where v.k = t.y) as e from core.t as t",
            {"e": "v.k t.y"},
            "",
        ),
        ("select x from core.t where y in (select v.k from core.v as v)", {"x": "t.x"}, "t.y v.k"),
        (
            "select x from core.t qualify row_number() over (partition by y order by z) = 1",
            {"x": "t.x"},
            "t.y t.z",
        ),
        ("select x from core.t order by y limit 1", {"x": "t.x"}, "t.y"),
        ("select x from core.t order by y", {"x": "t.x"}, ""),
        ("select n.a as a from (values (1), (2)) as n(a)", {"a": ""}, ""),
    ],
)
def test_columns_and_rows(text: str, columns: dict[str, str], rows: str) -> None:
    found = read_query(text, SCHEMA, "t.sql")
    named = {name: {f"core.{one}" for one in told.split()} for name, told in columns.items()}
    assert {name: {".".join(one) for one in made} for name, made in found.columns.items()} == named
    assert {".".join(one) for one in found.rows} == {f"core.{one}" for one in rows.split()}


@pytest.mark.parametrize("text", ["select nothing from core.t", "select (", "drop table core.t"])
def test_what_cannot_be_followed_is_a_sentence(text: str) -> None:
    with pytest.raises(CrossfootError, match=r"core/t\.sql"):
        read_query(text, SCHEMA, "core/t.sql")
