"""Where a release came from, as W3C PROV in its JSON form: entities, activities and agents, without a clock.

Ref.: PROV-DM, W3C Recommendation of 30 April 2013; The PROV-JSON Serialization, W3C Member Submission of
24 April 2013.
"""

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from pipeline.sealed.roots import is_data

_STEPS = ("intake", "edit", "indicators", "bulletin")
PREFIX = {
    "release": "urn:crossfoot:release:",
    "delivery": "urn:crossfoot:delivery:",
    "step": "urn:crossfoot:step:",
    "part": "urn:crossfoot:part:",
    "agent": "urn:crossfoot:agent:",
    "cf": "urn:crossfoot:term:",
}
ALL = "part:release"
"""The release as a collection of its files."""
_PLAIN = "/-_.~"


def provenance(made_with: Mapping[str, Any], office: str, hashes: Mapping[str, str]) -> bytes:
    """Write what a release was derived from, by which steps and by whom.

    `made_with` is the part of the manifest that decides its bytes, `office` the office's name in words, and
    `hashes` are those of the files that the release hands out.
    """
    inputs = {
        _name("delivery", f"{delivery}/{name}"): digest
        for delivery, files in sorted(made_with.get("deliveries", {}).items())
        for name, digest in sorted(files.items())
    }
    stages = {_name("part", name): digest for name, digest in sorted(made_with.get("inputs", {}).items())}
    code = {
        _name("part", f"code/{name}"): digest for name, digest in sorted(made_with.get("code", {}).items())
    }
    outputs = {_name("release", path): digest for path, digest in sorted(hashes.items())}
    data = [name for path, name in zip(sorted(hashes), outputs, strict=True) if is_data(path)]
    agents = ("agent:office", "agent:crossfoot")
    steps = [_name("step", name) for name in _STEPS]
    used = [(steps[0], name) for name in inputs]
    used += [(steps[-1], name) for name in (*stages, *code)]
    document = {
        "prefix": PREFIX,
        "entity": {name: {"cf:digest": digest} for name, digest in {**inputs, **stages, **code}.items()}
        | {name: {"cf:sha256": digest} for name, digest in outputs.items()}
        | {ALL: {"prov:type": _qualified("prov:Collection"), "cf:id": made_with.get("release_id", "")}},
        "activity": {name: {"cf:asOf": made_with.get("as_of", "")} for name in steps},
        "agent": {
            agents[0]: {"prov:type": _qualified("prov:Organization"), "prov:label": office},
            agents[1]: {"prov:type": _qualified("prov:SoftwareAgent"), "prov:label": "Crossfoot"},
        },
        "used": _numbered("u", [{"prov:activity": step, "prov:entity": name} for step, name in used]),
        "wasInformedBy": _numbered(
            "i",
            [{"prov:informed": later, "prov:informant": earlier} for earlier, later in pairwise(steps)],
        ),
        "wasGeneratedBy": _numbered(
            "g", [{"prov:entity": name, "prov:activity": steps[-1]} for name in outputs]
        ),
        "wasDerivedFrom": _numbered(
            "d",
            [
                {"prov:generatedEntity": name, "prov:usedEntity": _name("part", "indicators")}
                for name in data
                if _name("part", "indicators") in stages
            ],
        ),
        "wasAssociatedWith": _numbered(
            "a", [{"prov:activity": step, "prov:agent": agents[1]} for step in steps]
        ),
        "wasAttributedTo": {"t1": {"prov:entity": ALL, "prov:agent": agents[0]}},
        "actedOnBehalfOf": {"b1": {"prov:delegate": agents[1], "prov:responsible": agents[0]}},
        "hadMember": _numbered("m", [{"prov:collection": ALL, "prov:entity": name} for name in outputs]),
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _name(prefix: str, local: str) -> str:
    """Return a qualified name; what such a name may not hold is escaped."""
    return f"{prefix}:{quote(local, safe=_PLAIN)}"


def _qualified(name: str) -> dict[str, str]:
    """Return a value that is a qualified name."""
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _numbered(letter: str, rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Give relations identifiers of the document's own."""
    return {f"_:{letter}{at}": row for at, row in enumerate(rows, 1)}
