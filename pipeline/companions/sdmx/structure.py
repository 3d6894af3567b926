"""The structures of a release as SDMX-ML 2.1 and 3.0: code lists, concepts, data structure, dataflow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from pipeline.companions.sdmx.codes import Code, Lists
from pipeline.companions.sdmx.components import CONCEPTS, PARTS, STRUCTURE, VERSION, Part
from pipeline.companions.tables import CELLS
from pipeline.dictionary import column_text

_URN = "urn:sdmx:org.sdmx.infomodel"
_ROLES = {"dimension": "D", "measure": "M", "attribute": "A"}
_KINDS = {
    "text": "String",
    "decimal": "Decimal",
    "integer": "Integer",
    "boolean": "Boolean",
    "day": "GregorianDay",
    "period": "ObservationalTimePeriod",
}
_OFFICE_CODE = "OFFICE_CODE"
"""The annotation of a code whose id is another text than the office's own code."""


_MEASURES = re.compile(r"\s*<str:MeasureRelationship>.*?</str:MeasureRelationship>", re.DOTALL)
"""Says of an attribute which measures it is about: there is but one, and sdmx1 reads no file that says so."""
_LIST_NAMES = {part.code_list: part.name for part in reversed(PARTS)}


@dataclass(frozen=True)
class Sender:
    """Whose structures these are: the agency, the title of its bulletin, the issue, and the as-of day."""

    agency: str
    title: str
    issue: str
    day: date


def structures(sender: Sender, lists: Lists) -> tuple[bytes, bytes]:
    """Return the structures as SDMX-ML 2.1 and 3.0; the same structures give the same bytes."""
    from pysdmx.io.xml.sdmx21.writer.structure import write as write_21
    from pysdmx.io.xml.sdmx30.writer.structure import write as write_30

    made, header = _artefacts(sender, lists), _header(sender)
    older, newer = write_21(made, header=header), write_30(made, header=header)
    return f"{older}\n".encode(), f"{_MEASURES.sub('', str(newer))}\n".encode()


def _header(sender: Sender) -> Any:
    """Make the header, of nothing but the release."""
    from pysdmx.model import Organisation
    from pysdmx.model.message import Header

    return Header(
        id=f"{sender.agency}-{sender.issue}".replace(".", "-"),
        prepared=datetime.combine(sender.day, time(), UTC),
        sender=Organisation(id=sender.agency),
    )


def _artefacts(sender: Sender, lists: Lists) -> Sequence[Any]:
    """Make the artefacts of a release, each with its URN."""
    from pysdmx.model import Components, Concept, ConceptScheme, Dataflow, DataStructureDefinition

    agency = sender.agency
    books = {name: _code_list(agency, name, codes) for name, codes in lists.items()}
    concepts = ConceptScheme(
        id=CONCEPTS,
        name="Concepts",
        agency=agency,
        version=VERSION,
        urn=f"{_URN}.conceptscheme.ConceptScheme={agency}:{CONCEPTS}({VERSION})",
        items=[
            Concept(
                id=part.part_id,
                name=part.name,
                description=column_text(CELLS.table, part.column),
                urn=f"{_URN}.conceptscheme.Concept={agency}:{CONCEPTS}({VERSION}).{part.part_id}",
            )
            for part in PARTS
        ],
    )
    found = DataStructureDefinition(
        id=STRUCTURE,
        name=sender.title,
        agency=agency,
        version=VERSION,
        urn=f"{_URN}.datastructure.DataStructure={agency}:{STRUCTURE}({VERSION})",
        components=Components([_component(agency, part, books) for part in PARTS]),
    )
    flow = Dataflow(
        id=STRUCTURE,
        name=sender.title,
        agency=agency,
        version=VERSION,
        urn=f"{_URN}.datastructure.Dataflow={agency}:{STRUCTURE}({VERSION})",
        structure=found,
    )
    return [*books.values(), concepts, found, flow]


def _code_list(agency: str, name: str, codes: Sequence[Code]) -> Any:
    """Make a code list; a code that is called otherwise in the office says so in an annotation."""
    from pysdmx.model import Annotation, Codelist
    from pysdmx.model import Code as Item

    place = f"{agency}:{name}({VERSION})"
    items = [
        Item(
            id=code.sdmx_id,
            name=code.name,
            urn=f"{_URN}.codelist.Code={place}.{code.sdmx_id}",
            annotations=()
            if code.sdmx_id == code.code
            else (Annotation(id=_OFFICE_CODE, type=_OFFICE_CODE, title=code.code),),
        )
        for code in codes
    ]
    urn = f"{_URN}.codelist.Codelist={place}"
    return Codelist(id=name, name=_LIST_NAMES[name], agency=agency, version=VERSION, urn=urn, items=items)


def _component(agency: str, part: Part, books: dict[str, Any]) -> Any:
    """Make a component of the data structure."""
    from pysdmx.model import Component, DataType, ItemReference, Role

    return Component(
        id=part.part_id,
        required=part.needed,
        role=Role(_ROLES[part.role]),
        concept=ItemReference("Concept", agency, CONCEPTS, VERSION, part.part_id),
        local_codes=books[part.code_list] if part.code_list else None,
        local_dtype=None if part.code_list else DataType(_KINDS[part.kind]),
        attachment_level="O" if part.role == "attribute" else None,
    )
