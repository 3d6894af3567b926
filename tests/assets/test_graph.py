"""The graph as text: what a reviewer sees change. CROSSFOOT_WRITE_GRAPH=1 writes it anew."""

import os
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from assets.definitions import build_defs
from assets.edit import TABLES
from pipeline.decisions.review_rules import REVIEW_RULES
from pipeline.edit import TABLES as LEFT_BY_EDIT
from pipeline.office import load_office, office_codes
from pipeline.project import Project
from pipeline.rules.declared import load_rules

SNAPSHOT = Path(__file__).parent / "graph.txt"


def _describe(graph: Any) -> str:
    """Write the graph: groups in the order of the page, then assets with inputs and checks."""
    lines: list[str] = []
    nodes = sorted(graph.asset_nodes, key=lambda node: (node.group_name, node.key.to_user_string()))
    for group in sorted({node.group_name for node in nodes}):
        lines.append(group)
        for node in (node for node in nodes if node.group_name == group):
            kind = "monthly" if node.is_partitioned else "whole"
            lines.append(f"  {node.key.to_user_string()} ({kind})")
            lines += [f"    from {key.to_user_string()}" for key in sorted(node.parent_keys)]
            lines += [f"    check {key.name}" for key in sorted(node.check_keys, key=lambda key: key.name)]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def graph() -> Any:
    return build_defs().resolve_asset_graph()


def test_graph_is_the_reviewed_one(graph: Any) -> None:
    found = _describe(graph)
    if os.environ.get("CROSSFOOT_WRITE_GRAPH"):
        SNAPSHOT.write_text(found, encoding="utf-8")
    assert found == SNAPSHOT.read_text(encoding="utf-8")


def test_every_office_has_its_jobs_and_nothing_else(project: Project) -> None:
    found = build_defs(project).resolve_all_job_defs()
    names = sorted(job.name for job in found if not job.name.startswith("__"))
    jobs = ("decide", "month", "preview", "release", "take_in", "triangle")
    assert names == sorted(f"{code}_{what}" for code in office_codes(project) for what in jobs)


def test_months_run_to_the_newest_delivery_whatever_the_clock_says(project: Project) -> None:
    graph = build_defs(project, ["karabakh"]).resolve_asset_graph()
    months = graph.get(dg.AssetKey(["karabakh", "core", "latest"])).partitions_def.get_partition_keys()
    office = load_office(project, "karabakh")
    assert months[0] == office.first_month.key
    assert months[-1] == office.newest_received().strftime("%Y-%m")
    assert len(months) == len(set(months))


def test_every_rule_is_a_blocking_check(graph: Any, project: Project) -> None:
    for code in office_codes(project):
        declared = {rule.rule_id for rule in (*load_rules(load_office(project, code)), *REVIEW_RULES)}
        node = graph.get(dg.AssetKey([code, "core", "finding"]))
        assert {key.name for key in node.check_keys} == declared
        assert all(graph.get_check_spec(key).blocking for key in node.check_keys)


def test_every_table_of_a_month_is_an_asset() -> None:
    assert set(TABLES) == set(LEFT_BY_EDIT)


def test_an_indicator_is_described(graph: Any) -> None:
    node = graph.get(dg.AssetKey(["karabakh", "indicators", "fci"]))
    columns = {column.name: column for column in node.metadata["dagster/column_schema"].columns}
    assert columns["value"].description
    assert columns["value"].type == "DECIMAL(38,10)"
    assert node.description.startswith("Investment in fixed capital.")
    assert node.owners == ["team:methods"]
    assert node.kinds == {"duckdb", "polars", "sql"}
    assert len(node.code_version) == 64
