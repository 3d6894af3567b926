"""The office's declaration, office.toml, and what it says of itself in the other languages."""

import json

from sources.example.generator.territory import COUNTRY, COUNTRY_NAME

_OFFICE = {
    "code": "example",
    "name": f"Central Statistical Office of {COUNTRY_NAME}",
    "title": "Monthly statistical bulletin",
    "subtitle": f"Investment, resettlement, housing and mine clearance in the Republic of {COUNTRY_NAME}",
    "imprint": (
        f"Crossfoot demonstration edition. The Republic of {COUNTRY_NAME} is fictional and all its figures "
        "are synthetic, made by a seeded generator. Not official statistics."
    ),
    "mark": "SYNTHETIC",
    "languages": ["en", "az", "ru"],
    "time_zone": "UTC",
    "contact": "bulletin@cso.example",
    "country": COUNTRY,
    "first_month": "2016-01",
    "default_month": "2025-12",
    "history_months": 25,
    "classification_note": (
        f"Classification of the fictional Republic of {COUNTRY_NAME}: 12 economic regions and 60 districts, "
        "unchanged since 2016. No name refers to a real place."
    ),
    "licence": "Apache-2.0",
}
_OF_LANGUAGES = """
# The same in the other languages. Without a line under [reviewed], such as ru = "Name, 2026-01-31", an
# edition says that its texts were composed by a program and are not yet reviewed.
"""
_WORDS = {
    "az": {
        "name": "Veldorna Mərkəzi Statistika İdarəsi",
        "title": "Aylıq statistik bülleten",
        "subtitle": "Veldorna Respublikasında investisiya, məskunlaşma, mənzillər və minatəmizləmə",
        "imprint": (
            "Crossfoot nümayiş buraxılışı. Veldorna Respublikası xəyalidir və onun bütün göstəriciləri "
            "sintetikdir, başlanğıc ədədi təyin edilmiş proqramla yaradılıb. Rəsmi statistika deyil."
        ),
        "mark": "SİNTETİK MƏLUMATLAR",
        "contact": "bulletin@cso.example",
        "classification_note": (
            "Xəyali Veldorna Respublikasının təsnifatı: 12 iqtisadi rayon və 60 rayon, 2016-cı ildən "
            "dəyişməyib. Heç bir ad real yeri bildirmir."
        ),
    },
    "ru": {
        "name": "Центральное статистическое управление Велдорны",
        "title": "Ежемесячный статистический бюллетень",
        "subtitle": "Инвестиции, расселение, жильё и разминирование в Республике Велдорна",
        "imprint": (
            "Демонстрационный выпуск Crossfoot. Республика Велдорна вымышлена, все её показатели "
            "синтетические и созданы программой с заданным начальным числом. Не является официальной "
            "статистикой."
        ),
        "mark": "СИНТЕТИЧЕСКИЕ ДАННЫЕ",
        "contact": "bulletin@cso.example",
        "classification_note": (
            "Классификация вымышленной Республики Велдорна: 12 экономических районов и 60 районов, без "
            "изменений с 2016 года. Ни одно название не относится к действительному месту."
        ),
    },
}


def office_text() -> str:
    """Write the office's declaration; JSON's strings, numbers and lists are TOML's too."""
    tables = [f"[{lang}]\n{_lines(words)}" for lang, words in _WORDS.items()]
    return _lines(_OFFICE) + _OF_LANGUAGES + "\n".join(tables)


def _lines(facts: dict[str, object] | dict[str, str]) -> str:
    return "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items())
