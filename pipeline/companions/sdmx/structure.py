"""The structures of a release as SDMX-ML 2.1 and 3.0: code lists, concepts, data structure, dataflow.

pysdmx writes one name of each, in English; the names in other languages are put beside it afterwards.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from pipeline.companions.sdmx.codes import Code, Lists
from pipeline.companions.sdmx.components import CONCEPTS, PARTS, STRUCTURE, VERSION, Part
from pipeline.companions.tables import CELLS
from pipeline.dictionary import column_text, concept_text

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
_LIST_PARTS = {part.code_list: part for part in reversed(PARTS)}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Sender:
    """Whose structures these are: the agency, the title of its bulletin, the issue, and the as-of day."""

    agency: str
    title: str
    issue: str
    day: date
    told: tuple[tuple[str, str], ...] = ()
    """The title in other languages than English, by language."""


def structures(sender: Sender, lists: Lists) -> tuple[bytes, bytes]:
    """Return the structures as SDMX-ML 2.1 and 3.0; the same structures give the same bytes.

    Code lists, codes, concepts and the title have their names in English and in each language of `told`.
    """
    from pysdmx.io.xml.sdmx21.writer.structure import write as write_21
    from pysdmx.io.xml.sdmx30.writer.structure import write as write_30

    made, header = _artefacts(sender, lists), _header(sender)
    older, newer = str(write_21(made, header=header)), str(write_30(made, header=header))
    told = _told(sender, lists)
    return with_names(older, told), with_names(_MEASURES.sub("", newer), told)


def with_names(structure: str, told: Mapping[str, Sequence[tuple[str, str]]]) -> bytes:
    """Put names in other languages after the English one; `told` has (language, name) by the end of a URN."""
    from lxml import etree

    tree = etree.fromstring(structure.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for item in tree.iter("{*}*"):
        english = item.find("{*}Name")
        others = told.get(item.get("urn", "").partition("=")[2], ()) if english is not None else ()
        for lang, name in reversed(others):
            other = etree.Element(english.tag, {_LANG: lang})
            other.text, other.tail = name, english.tail
            english.tail = None
            english.addnext(other)
            english.tail = item.text
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _told(sender: Sender, lists: Lists) -> dict[str, Sequence[tuple[str, str]]]:
    """Return the names in other languages by the end of the URN of what they name."""
    languages = [lang for lang, _ in sender.told]
    place = f"{sender.agency}:{{}}({VERSION})".format
    found: dict[str, Sequence[tuple[str, str]]] = {place(STRUCTURE): sender.told}
    found[place(CONCEPTS)] = _of_part(CONCEPTS, languages)
    found |= {f"{place(CONCEPTS)}.{part.part_id}": _of_part(part.part_id, languages) for part in PARTS}
    for name, codes in lists.items():
        found[place(name)] = _of_part(_LIST_PARTS[name].part_id, languages)
        found |= {f"{place(name)}.{code.sdmx_id}": code.told for code in codes}
    return found


def _of_part(part_id: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """Return the names of a component in languages that have a word for it."""
    named = [(lang, concept_text(part_id, lang)) for lang in languages]
    return [(lang, text) for lang, text in named if text]


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
    return Codelist(
        id=name, name=_LIST_PARTS[name].name, agency=agency, version=VERSION, urn=urn, items=items
    )


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
