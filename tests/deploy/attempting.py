"""Makes an attempt on the pages, as a row of attempts.toml has it, and looks at the answer."""

import re
from pathlib import Path
from typing import Any

from assets.passwords import read_users
from tests.deploy.asking import Answer, ask, authority, graphql, over_websocket, said, upgrade
from tests.deploy.serving import PLANTED, House

LAUNCH = """
mutation Launch($params: ExecutionParams!) {
  launchRun(executionParams: $params) {
    __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message }
  }
}
"""


BACKFILL = """
mutation Backfill($params: LaunchBackfillParams!) {
  launchPartitionBackfill(backfillParams: $params) {
    __typename ... on LaunchBackfillSuccess { backfillId } ... on PythonError { message }
  }
}
"""


TAGS = "query Tags($id: ID!) { runOrError(runId: $id) { __typename ... on Run { tags { key value } } } }"


TAGS_OF_BACKFILL = """
query Tags($id: String!) {
  partitionBackfillOrError(backfillId: $id) { ... on PartitionBackfill { tags { key value } } }
}
"""


HISTORY = """
{ runsOrError { ... on Runs { results { runId status } } }
  assetsOrError { ... on AssetConnection { nodes { key { path } } } } }
"""


def parameters(tags: dict[str, str]) -> dict[str, Any]:
    return {
        "selector": {
            "repositoryLocationName": "crossfoot",
            "repositoryName": "__repository__",
            "jobName": "karabakh_decide",
        },
        "mode": "default",
        "runConfigData": {
            "ops": {"karabakh_decide_step": {"config": {"action": "accept", "reason": "A test."}}}
        },
        "executionMetadata": {"tags": [{"key": key, "value": value} for key, value in tags.items()]},
    }


def launch(house: House, by: str, tags: dict[str, str] | None = None, **more: Any) -> str:
    """Launch a run and return its id."""
    answer = graphql(
        house, LAUNCH, at="/statistics", by=by, variables={"params": parameters(tags or {})}, **more
    )
    made = said(answer)["data"]["launchRun"]
    assert made["__typename"] == "LaunchRunSuccess", made
    return str(made["run"]["runId"])


def tags_of(house: House, run: str) -> dict[str, str]:
    """Read the tags of a run, as an auditor."""
    answer = said(graphql(house, TAGS, at="/audit", by="ben", variables={"id": run}))
    return {tag["key"]: tag["value"] for tag in answer["data"]["runOrError"]["tags"]}


def attempt(house: House, row: dict[str, Any], run: str) -> Answer:
    """Make the attempt of a row."""
    hashes = read_users(Path(house.machine.users), "auditors")
    where = row.get("where", "pages")
    words = {
        "{run}": run,
        "{here}": authority(house, where),
        "{ben}": hashes["ben"],
        "{ana's}": house.passwords["ana"],
    }

    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: filled(one) for key, one in value.items()}
        if isinstance(value, list):
            return [filled(one) for one in value]
        for word, text in words.items() if isinstance(value, str) else ():
            value = value.replace(word, text)
        return value

    row = filled(row)
    by, headers = row.get("by", ""), row.get("headers", {})
    if "over" in row:
        return Answer(101, over_websocket(house, row["over"], row["query"], by))
    if "websocket" in row:
        return upgrade(house, row["websocket"], where=where, by=by, headers=headers)
    if "many" in row:
        row["json"] = {"query": "{ " + " ".join(f"a{n}: version" for n in range(row["many"])) + " }"}
    if "json" in row:
        at = row["request"].partition(" ")[2].removesuffix("/graphql")
        beside = {key: value for key, value in row["json"].items() if key != "query"}
        return graphql(house, row["json"]["query"], at=at, by=by, beside=beside, headers=headers, where=where)
    if "long_header" in row:
        headers |= {"X-Long": "a" * row["long_header"]}
    body = b"x" * row["size"] if "size" in row else row.get("body", "").encode()
    return ask(house, row["request"], where=where, by=by, headers=headers, body=body)


def faults_of(row: dict[str, Any], answer: Answer) -> list[str]:
    """List how an answer is not the refusal of its row."""
    faults = []
    if answer.status not in row.get("status", [101]):
        faults.append(f"status {answer.status}")
    if "says" in row and not re.search(row["says"], answer.text):
        faults.append(f"without {row['says']!r}")
    faults += [f"with {text!r}" for text in (row.get("without", PLANTED), PLANTED) if text in answer.text]
    return faults
