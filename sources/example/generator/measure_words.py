"""Words that stand for the office's measures, in its language."""

MEASURE_WORD = ("lang", "words", "unit", "aspect", "measure_code", "breakdown", "kind")
_MINES = "clear*|demin* mine*|demin*|ordnance"
_MOVED = "resettl*|return*|moved"
_FOUND = "found|neutrali*"
_UNITS = ("families", "persons", "settlements")
_OBSERVED = (
    ("families", "resettled_families"),
    ("persons", "resettled_persons"),
    ("settlements", "settlements_resettled"),
)


def measure_words() -> list[tuple[str, ...]]:
    """List the rows of the table, sorted."""
    return sorted([*_housing(), *_investment(), *_mines(), *_resettlement()])


def _housing() -> list[tuple[str, ...]]:
    """Dwellings by how far they are; the unit says enough."""
    return [
        ("", "", "dwellings", "done", "dwellings", "status=completed", "observation"),
        ("", "", "dwellings", "planned|due", "dwellings", "status=planned", "plan"),
        ("", "", "dwellings", "under_way", "dwellings", "status=under_way", "observation"),
    ]


def _investment() -> list[tuple[str, ...]]:
    """Investment and its construction works: amounts and changes."""
    words = (("invest*", "fci"), ("construction", "fci_construction"))
    return [("en", word, unit, "", code, "_T", "") for word, code in words for unit in ("velds", "percent")]


def _mines() -> list[tuple[str, ...]]:
    """Area cleared and to be cleared, and what was found."""
    return [
        ("en", _MINES, "hectares", "done", "mine_cleared_area", "_T", "observation"),
        ("en", _MINES, "hectares", "planned|due", "target_mine_cleared_area", "_T", "target"),
        ("en", f"{_FOUND} anti-personnel", "mines", "done", *_ordnance("anti_personnel_mine")),
        ("en", f"{_FOUND} anti-tank", "mines", "done", *_ordnance("anti_tank_mine")),
        ("en", _FOUND, "munitions", "done", *_ordnance("uxo")),
    ]


def _ordnance(kind: str) -> tuple[str, ...]:
    return "ordnance_found", f"type={kind}", "observation"


def _resettlement() -> list[tuple[str, ...]]:
    """Families, persons and settlements resettled, and planned to be."""
    done = [("en", _MOVED, unit, "done", code, "_T", "observation") for unit, code in _OBSERVED]
    targets = [("en", _MOVED, unit, "planned|due", f"target_{unit}", "_T", "target") for unit in _UNITS]
    return done + targets
