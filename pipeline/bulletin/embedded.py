"""What travels inside the PDF: the data of its tables and charts, and the evidence of its numbers."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pipeline.bulletin.certificate import declared
from pipeline.bulletin.material import Material
from pipeline.bulletin.pdf import Attached
from pipeline.numbers_file import NUMBERS_FILE

EVIDENCE = "evidence.json"
CELLS = "cells.csv"
_FACTS = ("release_id", "office", "month", "as_of", "inputs", "deliveries")
_DESCRIPTION = {
    CELLS: {
        "en": "The cells of all tables and charts, with their exact values",
        "az": "Bütün cədvəl və qrafiklərin xanaları, dəqiq göstəriciləri ilə",
        "ru": "Ячейки всех таблиц и графиков с точными значениями",
    },
    NUMBERS_FILE: {
        "en": "Each printed number, the cell it was printed from, and where it stands",
        "az": "Çap olunmuş hər ədəd, onun xanası və yeri",
        "ru": "Каждое напечатанное число, его ячейка и место",
    },
    EVIDENCE: {
        "en": "What the bulletin was made from: the day of knowledge, hashes of inputs, code lists and data",
        "az": "Bülletenin nədən hazırlandığı: məlumat günü, giriş, kod siyahısı və verilənlərin heşləri",
        "ru": "Из чего составлен бюллетень: день знания, хеши входных данных, списков кодов и данных",
    },
}


def embedded(material: Material, made_with: Mapping[str, Any], data: Mapping[str, bytes]) -> list[Attached]:
    """Choose what is embedded, in the order of names: cells as data, the rest as a supplement.

    `made_with` is the beginning of the manifest; `data` are the data files of the release by name.
    """
    contents = {
        CELLS: (data[CELLS], "Data"),
        EVIDENCE: (evidence(material, made_with, data), "Supplement"),
        NUMBERS_FILE: (data[NUMBERS_FILE], "Supplement"),
    }
    return [
        Attached(name, content, relationship, _DESCRIPTION[name].get(material.lang, _DESCRIPTION[name]["en"]))
        for name, (content, relationship) in sorted(contents.items())
    ]


def evidence(material: Material, made_with: Mapping[str, Any], data: Mapping[str, bytes]) -> bytes:
    """Write what a loose copy of the file needs to be traced without its folder, as JSON.

    The manifest beside the file holds these facts too, with the hash of the file itself.
    """
    files = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(data.items())
    }
    facts = {name: made_with[name] for name in _FACTS}
    facts |= {"code_lists": declared(material.office), "data": files, "bindings": NUMBERS_FILE}
    return (json.dumps(facts, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()
