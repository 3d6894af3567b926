"""The office's reference tables."""

from sources.example.generator.delivered import expected_rows
from sources.example.generator.labels import label_rows
from sources.example.generator.lines import OFFICE_SOURCE, csv_text
from sources.example.generator.measure_words import MEASURE_WORD, measure_words
from sources.example.generator.release_days import access_rows, calendar_rows
from sources.example.generator.territory import (
    COUNTRY,
    COUNTRY_NAME,
    children,
    in_azerbaijani,
    in_cyrillic,
    territories,
    tile_rows,
)

_SOURCE = (
    *("source_id", "publisher", "producer_code", "release_group", "language", "address", "method_stated"),
    *("independence", "party", "states_revision", "seen", "published_from", "published_to"),
    *("published_basis", "retrieved_on"),
)
_TERRITORY = (
    *("territory_id", "level", "parent_id", "valid_from", "valid_to", "name_az", "name_en", "name_ru"),
    *("name_status", "variants"),
)
_CONCEPT = ("layout", "label_as_written", "measure_code", "breakdown", "kind", "disposition", "reason")
_MEASURES = (
    ("dwellings", "housing", "DWELLING", "stock", "", "true"),
    ("fci", "investment", "VEL_MN", "flow", "", "true"),
    ("fci_annual", "investment", "VEL_MN", "flow", "", "true"),
    ("fci_construction", "investment", "VEL_MN", "flow", "fci", "true"),
    ("fci_price_index", "investment", "INDEX", "index", "", "false"),
    ("mine_cleared_area", "mine_clearance", "HA", "flow", "", "true"),
    ("ordnance_found", "mine_clearance", "COUNT", "flow", "", "true"),
    ("resettled_families", "resettlement", "FAMILY", "stock", "", "true"),
    ("resettled_persons", "resettlement", "PERSON", "stock", "", "true"),
    ("settlements_resettled", "resettlement", "SETTLEMENT", "stock", "", "true"),
    ("target_families", "programme", "FAMILY", "plan", "", "true"),
    ("target_mine_cleared_area", "programme", "HA", "plan", "", "true"),
    ("target_persons", "programme", "PERSON", "plan", "", "true"),
    ("target_settlements", "programme", "SETTLEMENT", "plan", "", "true"),
)
_UNITS = (
    ("COUNT", "0", "count"),
    ("DWELLING", "0", "dwelling"),
    ("FAMILY", "0", "family"),
    ("HA", "1", "area"),
    ("INDEX", "1", "index"),
    ("PCT", "1", "ratio"),
    ("PERSON", "0", "person"),
    ("SETTLEMENT", "0", "settlement"),
    ("VEL_MN", "1", "money_vel"),
)
_UNIT_NAMES = (
    ("%", "PCT", "1"),
    ("dwellings", "DWELLING", "1"),
    ("families", "FAMILY", "1"),
    ("hectares", "HA", "1"),
    ("index points", "INDEX", "1"),
    ("items", "COUNT", "1"),
    ("million velds", "VEL_MN", "1"),
    ("mines", "COUNT", "1"),
    ("munitions", "COUNT", "1"),
    ("percent", "PCT", "1"),
    ("persons", "PERSON", "1"),
    ("settlements", "SETTLEMENT", "1"),
    ("velds", "VEL_MN", "0.000001"),
)
_CONCEPTS = (
    ("demining", "month/anti_personnel_mines", "ordnance_found", "type=anti_personnel_mine", "observation"),
    ("demining", "month/anti_tank_mines", "ordnance_found", "type=anti_tank_mine", "observation"),
    ("demining", "month/hectares", "mine_cleared_area", "_T", "observation"),
    ("demining", "month/uxo", "ordnance_found", "type=uxo", "observation"),
    ("demining", "target/hectares", "target_mine_cleared_area", "_T", "target"),
    ("investment", "annual survey/total", "fci_annual", "_T", "observation"),
    ("investment", "construction/total", "fci_construction", "_T", "observation"),
    ("investment", "investment/total", "fci", "_T", "observation"),
    ("investment", "price index/total", "fci_price_index", "_T", "observation"),
    ("resettlement", "cumulative_total/families", "resettled_families", "_T", "observation"),
    ("resettlement", "cumulative_total/persons", "resettled_persons", "_T", "observation"),
    ("resettlement", "cumulative_total/settlements", "settlements_resettled", "_T", "observation"),
    ("resettlement", "plan/families", "target_families", "_T", "plan"),
    ("resettlement", "plan/persons", "target_persons", "_T", "plan"),
    ("resettlement", "plan/settlements", "target_settlements", "_T", "plan"),
    ("works", "dwellings/completed/dwellings", "dwellings", "status=completed", "observation"),
    ("works", "dwellings/planned/dwellings", "dwellings", "status=planned", "plan"),
    ("works", "dwellings/under_way/dwellings", "dwellings", "status=under_way", "observation"),
)


def _publishers() -> dict[str, tuple[str, str, str]]:
    """Name the publisher of each source in English, Azerbaijani and Russian."""
    names = {t.territory_id: t.name for t in territories()}
    found = {
        OFFICE_SOURCE: (
            f"Central Statistical Office of {COUNTRY_NAME}",
            f"{COUNTRY_NAME} Mərkəzi Statistika İdarəsi",
            "Центральное статистическое управление Велдорны",
        )
    }
    for region in children(COUNTRY):
        found[f"{region}-DIR"] = (
            f"Directorate of Statistics, {names[region]} region",
            f"Statistika idarəsi, {in_azerbaijani(names[region])} iqtisadi rayonu",
            f"Управление статистики, экономический район {in_cyrillic(names[region])}",
        )
    return found


def _source_rows() -> list[tuple[str, ...]]:
    return [
        (
            *(source, names[0], OFFICE_SOURCE, source, "en", f"https://cso.example/{source.lower()}"),
            *("yes", "producer", "no", "yes", "held", "", "", "stated", "2026-03-31"),
        )
        for source, names in _publishers().items()
    ]


def _territory_rows() -> list[tuple[str, ...]]:
    return sorted(
        (
            *(t.territory_id, t.level, t.parent_id, "", "", in_azerbaijani(t.name), t.name),
            *(in_cyrillic(t.name), "official", ""),
        )
        for t in territories()
    )


def _declared() -> dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Return what planned figures rest on, policies of revisions and flows, calendars and early access."""
    act, phase, due = "EX-ACT-1", "EX-PHASE-1", "2027-12-31"
    title = "Programme of resettlement and housing 2023-2027"
    called = (
        "2023–2027-ci illər üzrə məskunlaşma və mənzil proqramı",
        *(title, "Программа расселения и жилья на 2023–2027 годы"),
    )
    office = (
        f"{COUNTRY_NAME} Mərkəzi Statistika İdarəsi",
        f"Central Statistical Office of {COUNTRY_NAME}",
        "Центральное статистическое управление Велдорны",
    )
    council = ("Məskunlaşma Şurası", "Council for Resettlement", "Совет по расселению")
    names = ("name_az", "name_en", "name_ru")
    return {
        "body": (
            ("body_id", *names, "role", "administration", "source_id"),
            [
                ("EX-COUNCIL", *council, "coordination", "yes", OFFICE_SOURCE),
                (OFFICE_SOURCE, *office, "producer", "yes", OFFICE_SOURCE),
            ],
        ),
        "legal_act": (
            (
                *("legal_act_id", "act_type", "dated_on", "year_inferred", "number", "title_az"),
                *("title_en", "title_ru", "title_status", "source_id"),
            ),
            [(act, "decree", "2022-11-15", "false", "1", "", title, "", "official", OFFICE_SOURCE)],
        ),
        "programme_phase": (
            ("phase_id", *names, "starts_on", "ends_on", "parts", "legal_act_id", "source_id"),
            [(phase, *called, "2023-01-01", due, "", act, OFFICE_SOURCE)],
        ),
        "revision_policy": (
            ("measure_code", "routine_months", "cycle_months", "size_pct"),
            [(code, "3", "9", "10") for code in ("fci", "fci_construction")],
        ),
        "flow_policy": (
            ("measure_code", "territory_id", "policy"),
            [("fci_construction", "EX-R05", "within_release")],
        ),
        "delivery_calendar": (
            (
                *("expected_id", "who_az", "who_en", "who_ru", "measure_code", "territory_id", "rhythm"),
                *("due_days", "valid_from", "valid_to"),
            ),
            expected_rows(),
        ),
        "pre_release_access": (
            (
                *("role_id", "role_az", "role_en", "role_ru"),
                *("reason_az", "reason_en", "reason_ru", "hours_before"),
            ),
            access_rows(),
        ),
        "release_calendar": (("month", "day", "hour", "zone", "status"), calendar_rows()),
        "tile": (("territory_id", "column_no", "row_no"), tile_rows()),
        "target_basis": (
            ("measure_code", "legal_act_id", "phase_id", "due_on"),
            [(code, act, phase, due) for code, *_ in _MEASURES if code.startswith("target_")],
        ),
    }


def reference_files() -> dict[str, str]:
    """Return the text of each reference table by file name; those without rows have their header."""
    tables: dict[str, tuple[tuple[str, ...], list[tuple[str, ...]]]] = {
        "source": (_SOURCE, _source_rows()),
        "territory": (_TERRITORY, _territory_rows()),
        "territory_member": (("group_id", "member_id", "valid_from", "valid_to"), []),
        "territory_name": (
            ("name_as_written", "layout", "territory_id", "inferred"),
            sorted((t.name, "", t.territory_id, "") for t in territories()),
        ),
        "measure": (("measure_code", "topic", "unit_code", "nature", "part_of", "additive"), list(_MEASURES)),
        "unit": (("unit_code", "decimals", "dimension"), list(_UNITS)),
        "unit_name": (("unit_as_written", "unit_code", "factor"), list(_UNIT_NAMES)),
        "concept": (_CONCEPT, [(*concept, "used", "") for concept in _CONCEPTS]),
        "measure_word": (MEASURE_WORD, measure_words()),
        **_declared(),
        "label": (("code_list", "code", "lang", "text"), label_rows(_publishers().values())),
    }
    return {f"{name}.csv": csv_text(header, rows) for name, (header, rows) in tables.items()}
