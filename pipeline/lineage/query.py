"""Reads one query: which source columns each of its columns is made of, and which decide its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from pipeline.errors import CrossfootError

if TYPE_CHECKING:
    from sqlglot import exp
    from sqlglot.optimizer.scope import Scope

Source = tuple[str, str]
"""A column of a table: ('core.total', 'value')."""
Sources = frozenset[Source]
NONE: Sources = frozenset()
_DIALECT = "duckdb"
_DECIDING = ("where", "group", "having", "qualify", "distinct")
"""The clauses of a select whose columns decide which rows there are, beside the conditions of its joins."""


@dataclass(frozen=True)
class Derived:
    """What a query's columns are made of, in their order, and what decides its rows.

    A column's value follows from the sources of the column; that a row is there, and what is summed in it,
    follows from `rows`.
    """

    columns: Mapping[str, Sources]
    rows: Sources

    @property
    def every(self) -> Sources:
        """All that the query depends on."""
        return _union([*self.columns.values(), self.rows])


def read_query(text: str, schema: Mapping[str, Sequence[str]], where: str) -> Derived:
    """Read a query over the tables of `schema`, their columns by 'schema.table'.

    Raises CrossfootError where the query names what no table of the schema has.
    """
    import sqlglot
    from sqlglot.errors import SqlglotError
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import build_scope

    nested: dict[str, object] = {}
    folders: dict[str, dict[str, dict[str, str]]] = {}
    for table, columns in schema.items():
        folder, name = table.split(".")
        folders.setdefault(folder, {})[name] = dict.fromkeys(columns, "varchar")
    nested |= folders
    try:
        parsed = sqlglot.parse_one(text, read=_DIALECT)
        scope = build_scope(qualify(parsed, schema=nested, dialect=_DIALECT, quote_identifiers=False))
    except SqlglotError as error:
        raise CrossfootError(
            f"The columns of {where} cannot be followed: {str(error).splitlines()[0]}. Mend its SQL."
        ) from error
    if scope is None:
        raise CrossfootError(f"{where} is no query. Write one select.")
    return _Reader().read(scope)


class _Reader:
    """Reads scopes, each once."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._known: dict[int, Derived] = {}

    def read(self, scope: "Scope") -> Derived:
        """Return what a query is made of."""
        known = self._known.get(id(scope))
        if known is None:
            known = self._known[id(scope)] = self._read(scope)
        return known

    def _read(self, scope: "Scope") -> Derived:
        """Read a set operation, a list of values or a select."""
        from sqlglot import exp

        if isinstance(scope.expression, exp.SetOperation):
            return self._read_union(scope)
        if not isinstance(scope.expression, exp.Select):
            return Derived({}, self._of(scope, scope.expression))
        columns = {item.alias_or_name: self._of(scope, item) for item in scope.expression.selects}
        deciding = [self._of(scope, part) for part in _parts(scope.expression)]
        # Rows that are made distinct are as many as their columns have different values together.
        deciding += columns.values() if scope.expression.args.get("distinct") else []
        below = [self.read(one).rows for one in _sources(scope) if not isinstance(one, exp.Table)]
        return Derived(columns, _union([*deciding, *below]))

    def _read_union(self, scope: "Scope") -> Derived:
        """Put the columns of both sides together by their places; rows that are made distinct decide too."""
        left, right = (self.read(side) for side in scope.set_operation_scopes)
        pairs = zip(left.columns.items(), right.columns.values(), strict=True)
        columns = {name: own | other for (name, own), other in pairs}
        compared = list(columns.values()) if scope.expression.args.get("distinct") else []
        return Derived(columns, _union([left.rows, right.rows, *compared]))

    def _of(self, scope: "Scope", part: "exp.Expr") -> Sources:
        """Return the sources of all columns of a part of a select, those of queries inside it too."""
        from sqlglot import exp

        found = []
        for node in _walk(part, scope):
            if isinstance(node, exp.Column):
                found.append(self._resolve(scope, node))
            elif isinstance(node, exp.Query):
                inner = [
                    self.read(one).every for one in scope.subquery_scopes if one.expression is node.unnest()
                ]
                found += inner
        return _union(found)

    def _resolve(self, scope: "Scope", column: "exp.Column") -> Sources:
        """Return what a column is made of: of its own query, or of the one around it."""
        from sqlglot import exp

        around: Any = scope
        while around is not None and column.table not in around.sources:
            around = around.parent
        if around is None:
            return NONE
        source = around.sources[column.table]
        if isinstance(source, exp.Table):
            return frozenset([(f"{source.db}.{source.name}", column.name)])
        found = self.read(source)
        return found.columns.get(column.name, found.rows if not found.columns else NONE)


def _walk(part: "exp.Expr", scope: "Scope") -> Iterator["exp.Expr"]:
    """Walk a part of a query, not into the queries inside it."""
    from sqlglot import exp

    return (
        node
        for node in part.walk(prune=lambda node: isinstance(node, exp.Query) and node is not scope.expression)
    )


def _parts(select: "exp.Select") -> Iterator["exp.Expr"]:
    """Yield the parts of a select that decide its rows."""
    yield from (select.args[name] for name in _DECIDING if select.args.get(name))
    yield from (join.args["on"] for join in select.args.get("joins") or () if join.args.get("on"))
    if select.args.get("limit") and select.args.get("order"):
        yield select.args["order"]


def _sources(scope: "Scope") -> Iterator[Any]:
    """Yield the tables and queries that a select reads."""
    yield from (source for _, source in scope.selected_sources.values())


def _union(sets: Sequence[Sources]) -> Sources:
    """Put sets together."""
    return reduce(frozenset.union, sets, NONE)
