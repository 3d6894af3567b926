"""Words for the office's codes: English for all, also Azerbaijani and Russian for measures, units, flags."""

_MEASURES = {
    "dwellings": ("Dwellings", "Mənzillər", "Жилища"),
    "fci": (
        *("Investment in fixed capital", "Əsas kapitala investisiyalar", "Инвестиции в основной капитал"),
    ),
    "fci_annual": (
        *("Investment in fixed capital, annual survey", "Əsas kapitala investisiyalar, illik müayinə"),
        "Инвестиции в основной капитал, годовое обследование",
    ),
    "fci_construction": (
        *("Construction and installation works", "Tikinti-quraşdırma işləri", "Строительно-монтажные работы"),
    ),
    "fci_price_index": (
        *("Price index of investment in fixed capital", "Əsas kapitala investisiyaların qiymət indeksi"),
        "Индекс цен на инвестиции в основной капитал",
    ),
    "mine_cleared_area": (
        *("Area cleared of mines", "Minalardan təmizlənmiş sahə", "Площадь, очищенная от мин"),
    ),
    "ordnance_found": ("Items of ordnance found", "Aşkar edilmiş sursat", "Обнаруженные боеприпасы"),
    "resettled_families": (
        *("Families resettled, running total", "Köçürülmüş ailələr, cəmi"),
        "Переселённые семьи, всего к дате",
    ),
    "resettled_persons": (
        *("Persons resettled, running total", "Köçürülmüş şəxslər, cəmi"),
        "Переселённые лица, всего к дате",
    ),
    "settlements_resettled": (
        "Settlements to which families were resettled",
        *("Ailələrin köçürüldüyü yaşayış məntəqələri", "Населённые пункты, куда переселены семьи"),
    ),
    "target_families": (
        *("Families planned to be resettled", "Köçürülməsi planlaşdırılan ailələr"),
        "Семьи, переселение которых запланировано",
    ),
    "target_mine_cleared_area": (
        *("Area planned to be cleared of mines", "Minalardan təmizlənməsi planlaşdırılan sahə"),
        "Площадь, запланированная к очистке от мин",
    ),
    "target_persons": (
        *("Persons planned to be resettled", "Köçürülməsi planlaşdırılan şəxslər"),
        "Лица, переселение которых запланировано",
    ),
    "target_settlements": (
        *("Settlements planned to be resettled", "Köçürülmə planlaşdırılan yaşayış məntəqələri"),
        "Населённые пункты, запланированные к заселению",
    ),
}
_UNITS = {
    "COUNT": ("number", "say", "число"),
    "DWELLING": ("dwellings", "mənzil", "жилищ"),
    "FAMILY": ("families", "ailə", "семей"),
    "HA": ("hectares", "hektar", "га"),
    "INDEX": ("index, 2016 = 100", "indeks, 2016 = 100", "индекс, 2016 = 100"),
    "PCT": ("%", "%", "%"),
    "PERSON": ("persons", "nəfər", "человек"),
    "SETTLEMENT": ("settlements", "yaşayış məntəqəsi", "населённых пунктов"),
    "VEL_MN": ("million velds", "milyon veld", "млн велдов"),
}
_FLAGS = {
    "c": ("confidential", "məxfi", "конфиденциально"),
    "e": ("estimated", "qiymətləndirilmiş", "оценка"),
    "n": (
        *("not confirmed by the producer", "istehsalçı tərəfindən təsdiqlənməyib"),
        "не подтверждено производителем данных",
    ),
    "p": ("provisional", "ilkin", "предварительно"),
    "r": ("revised", "dəqiqləşdirilmiş", "пересмотрено"),
    "u": ("low reliability", "aşağı etibarlılıq", "низкая надёжность"),
    "x": ("not available", "məlumat yoxdur", "нет данных"),
    "z": ("not applicable", "tətbiq olunmur", "неприменимо"),
}
_DECIDED = {
    "attributed_by_office": (
        "used for another period by decision of the office",
        "idarə başqa dövrə aid edib",
        "отнесено ведомством к другому периоду",
    ),
    "corrected_by_office": (
        "used with another value by decision of the office",
        "qiyməti idarə müəyyən edib",
        "значение определено ведомством",
    ),
}
_ENGLISH = {
    "act_type": {"decree": "decree", "law": "law", "order": "order"},
    "body_role": {
        "administration": "administration",
        "coordination": "coordination",
        "planning": "planning",
        "producer": "produces figures",
    },
    "breakdown": {
        "_T": "total",
        "status=completed": "reported completed",
        "status=planned": "planned",
        "status=under_way": "under way",
        "type=anti_personnel_mine": "anti-personnel mines",
        "type=anti_tank_mine": "anti-tank mines",
        "type=uxo": "unexploded ordnance",
    },
    "dimension": {"status": "status", "type": "type"},
    "disposition": {"used": "used"},
    "facet": {
        "anti_personnel_mines": "anti-personnel mines",
        "anti_tank_mines": "anti-tank mines",
        "families": "families",
        "hectares": "hectares",
        "level": "level",
        "persons": "persons",
        "settlements": "settlements",
        "uxo": "unexploded ordnance",
    },
    "independence": {"producer": "the producer itself"},
    "kind": {"observation": "observation", "plan": "plan", "target": "target"},
    "level": {"country": "country", "district": "district", "economic_region": "economic region"},
    "measure_short": {
        "dwellings": "Dwellings",
        "fci": "Investment",
        "fci_annual": "Investment, annual survey",
        "fci_construction": "Construction works",
        "fci_price_index": "Prices of investment",
        "mine_cleared_area": "Area cleared",
        "ordnance_found": "Ordnance found",
        "resettled_families": "Families resettled",
        "resettled_persons": "Persons resettled",
        "settlements_resettled": "Settlements resettled",
        "target_families": "Families planned",
        "target_mine_cleared_area": "Area planned to be cleared",
        "target_persons": "Persons planned",
        "target_settlements": "Settlements planned",
    },
    "name_status": {"official": "name of the classification"},
    "nature": {"flow": "flow", "index": "index", "plan": "plan", "stock": "stock at a date"},
    "party": {"no": "not a party"},
    "period_kind": {
        "instant": "date",
        "month": "month",
        "span": "span of time",
        "unknown": "period not stated",
        "year": "year",
        "ytd": "year to date",
    },
    "price_basis": {"nominal": "nominal", "not_stated": "price basis not stated", "real": "real"},
    "producer": {"EX-CSO": "Central Statistical Office of Veldorna"},
    "published_basis": {"stated": "stated"},
    "quantity": {"growth": "growth", "level": "level", "share": "share"},
    "seen": {"held": "whole text held"},
    "topic": {
        "housing": "Housing",
        "investment": "Investment",
        "mine_clearance": "Mine clearance",
        "programme": "Planned figures",
        "resettlement": "Resettlement",
    },
}


def label_rows() -> list[tuple[str, ...]]:
    """Return (code list, code, language, text), sorted by key."""
    rows = [
        (code_list, code, "en", text) for code_list, texts in _ENGLISH.items() for code, text in texts.items()
    ]
    lists = {"measure": _MEASURES, "unit": _UNITS, "flag": _FLAGS, "interpretation": _DECIDED}
    for code_list, codes in lists.items():
        for code, texts in codes.items():
            languages = zip(("en", "az", "ru"), texts, strict=True)
            rows += [(code_list, code, language, text) for language, text in languages]
    return sorted(rows)
