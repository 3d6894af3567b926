"""Words for the office's codes in the three languages: English, Azerbaijani, Russian."""

from collections.abc import Iterable

_WORDS = {
    "act_type": {
        "decree": ("decree", "fərman", "указ"),
        "law": ("law", "qanun", "закон"),
        "order": ("order", "sərəncam", "распоряжение"),
    },
    "body_role": {
        "administration": ("administration", "idarəetmə", "администрация"),
        "coordination": ("coordination", "əlaqələndirmə", "координация"),
        "planning": ("planning", "planlaşdırma", "планирование"),
        "producer": ("produces figures", "göstəriciləri hazırlayır", "производитель данных"),
    },
    "breakdown": {
        "_T": ("total", "cəmi", "всего"),
        "status=completed": ("reported completed", "tamamlandığı bildirilib", "завершено (по сообщениям)"),
        "status=planned": ("planned", "plan üzrə", "по плану"),
        "status=under_way": ("under way", "icra olunur", "ведутся работы"),
        "type=anti_personnel_mine": (
            *("anti-personnel mines", "piyada əleyhinə minalar"),
            "противопехотные мины",
        ),
        "type=anti_tank_mine": ("anti-tank mines", "tank əleyhinə minalar", "противотанковые мины"),
        "type=uxo": ("unexploded ordnance", "partlamamış hərbi sursat", "неразорвавшиеся боеприпасы"),
    },
    "dimension": {
        "status": ("status", "vəziyyət", "состояние"),
        "type": ("type", "növ", "вид"),
    },
    "disposition": {
        "used": ("used", "istifadə edilib", "использовано"),
    },
    "facet": {
        "anti_personnel_mines": ("anti-personnel mines", "piyada əleyhinə minalar", "противопехотные мины"),
        "anti_tank_mines": ("anti-tank mines", "tank əleyhinə minalar", "противотанковые мины"),
        "families": ("families", "ailələr", "семьи"),
        "hectares": ("hectares", "hektar", "гектары"),
        "level": ("level", "səviyyə", "уровень"),
        "persons": ("persons", "şəxslər", "лица"),
        "settlements": ("settlements", "yaşayış məntəqələri", "населённые пункты"),
        "uxo": ("unexploded ordnance", "partlamamış hərbi sursat", "неразорвавшиеся боеприпасы"),
    },
    "flag": {
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
    },
    "independence": {
        "producer": (
            *("the producer itself", "dərc edən qurum göstəriciləri özü hazırlayır"),
            "издатель сам является производителем данных",
        ),
    },
    "interpretation": {
        "attributed_by_office": (
            *("used for another period by decision of the office", "idarə başqa dövrə aid edib"),
            "отнесено ведомством к другому периоду",
        ),
        "corrected_by_office": (
            *("used with another value by decision of the office", "göstəricini idarə müəyyən edib"),
            "значение определено ведомством",
        ),
    },
    "kind": {
        "observation": ("observation", "müşahidə", "наблюдение"),
        "plan": ("plan", "plan", "план"),
        "target": ("target", "hədəf", "плановый показатель"),
    },
    "level": {
        "country": ("country", "ölkə", "страна"),
        "district": ("district", "rayon", "район"),
        "economic_region": ("economic region", "iqtisadi rayon", "экономический район"),
    },
    "measure": {
        "dwellings": ("Dwellings", "Mənzillər", "Жилища"),
        "fci": (
            "Investment in fixed capital",
            "Əsas kapitala yönəldilmiş investisiya",
            "Инвестиции в основной капитал",
        ),
        "fci_annual": (
            *(
                "Investment in fixed capital, annual survey",
                "Əsas kapitala yönəldilmiş investisiya, illik müayinə",
            ),
            "Инвестиции в основной капитал, годовое обследование",
        ),
        "fci_construction": (
            *("Construction and installation works", "Tikinti-quraşdırma işləri"),
            "Строительно-монтажные работы",
        ),
        "fci_price_index": (
            *(
                "Price index of investment in fixed capital",
                "Əsas kapitala yönəldilmiş investisiyanın qiymət indeksi",
            ),
            "Индекс цен на инвестиции в основной капитал",
        ),
        "mine_cleared_area": (
            *("Area cleared of mines", "Minalardan təmizlənmiş sahə"),
            "Площадь, очищенная от мин",
        ),
        "ordnance_found": (
            "Items of ordnance found",
            "Aşkar edilmiş hərbi sursat",
            "Обнаруженные боеприпасы",
        ),
        "resettled_families": (
            *("Families resettled, running total", "Məskunlaşmış ailələr, yığılmış yekun"),
            "Расселённые семьи, накопленный итог",
        ),
        "resettled_persons": (
            *("Persons resettled, running total", "Məskunlaşmış şəxslər, yığılmış yekun"),
            "Расселённые лица, накопленный итог",
        ),
        "settlements_resettled": (
            *("Settlements to which families were resettled", "Ailələrin məskunlaşdığı yaşayış məntəqələri"),
            "Населённые пункты, в которых расселены семьи",
        ),
        "target_families": (
            *("Families planned to be resettled", "Məskunlaşdırılması planlaşdırılan ailələr"),
            "Семьи, расселение которых запланировано",
        ),
        "target_mine_cleared_area": (
            *("Area planned to be cleared of mines", "Minalardan təmizlənməsi planlaşdırılan sahə"),
            "Площадь, запланированная к очистке от мин",
        ),
        "target_persons": (
            *("Persons planned to be resettled", "Məskunlaşdırılması planlaşdırılan şəxslər"),
            "Лица, расселение которых запланировано",
        ),
        "target_settlements": (
            *("Settlements planned to be resettled", "Məskunlaşması planlaşdırılan yaşayış məntəqələri"),
            "Населённые пункты, запланированные к заселению",
        ),
    },
    "measure_short": {
        "dwellings": ("Dwellings", "Mənzillər", "Жилища"),
        "fci": ("Investment", "İnvestisiya", "Инвестиции"),
        "fci_annual": (
            *("Investment, annual survey", "İnvestisiya, illik müayinə"),
            "Инвестиции, годовое обследование",
        ),
        "fci_construction": (
            "Construction works",
            "Tikinti-quraşdırma işləri",
            "Строительно-монтажные работы",
        ),
        "fci_price_index": ("Prices of investment", "İnvestisiyanın qiymətləri", "Цены на инвестиции"),
        "mine_cleared_area": ("Area cleared", "Minalardan təmizlənmiş sahə", "Площадь, очищенная от мин"),
        "ordnance_found": ("Ordnance found", "Aşkar edilmiş hərbi sursat", "Обнаруженные боеприпасы"),
        "resettled_families": ("Families resettled", "Məskunlaşmış ailələr", "Расселённые семьи"),
        "resettled_persons": ("Persons resettled", "Məskunlaşmış şəxslər", "Расселённые лица"),
        "settlements_resettled": (
            *("Settlements resettled", "Məskunlaşmış yaşayış məntəqələri"),
            "Заселённые населённые пункты",
        ),
        "target_families": ("Families planned", "Plan üzrə ailələr", "Семьи по плану"),
        "target_mine_cleared_area": (
            *("Area planned to be cleared", "Plan üzrə minalardan təmizlənəcək sahə"),
            "Площадь к очистке от мин по плану",
        ),
        "target_persons": ("Persons planned", "Plan üzrə şəxslər", "Лица по плану"),
        "target_settlements": (
            *("Settlements planned", "Plan üzrə yaşayış məntəqələri"),
            "Населённые пункты по плану",
        ),
    },
    "name_status": {
        "official": ("name of the classification", "təsnifatın adı", "название по классификации"),
    },
    "nature": {
        "flow": ("flow", "dövr göstəricisi", "показатель за период"),
        "index": ("index", "indeks", "индекс"),
        "plan": ("plan", "plan", "план"),
        "stock": ("stock at a date", "tarixə göstərici", "показатель на дату"),
    },
    "party": {
        "no": ("not a party", "tərəf deyil", "не сторона"),
    },
    "period_kind": {
        "instant": ("date", "tarix", "дата"),
        "month": ("month", "ay", "месяц"),
        "span": ("span of time", "müddət", "промежуток времени"),
        "unknown": ("period not stated", "dövr göstərilməyib", "период не указан"),
        "year": ("year", "il", "год"),
        "ytd": ("year to date", "ilin əvvəlindən", "с начала года"),
    },
    "price_basis": {
        "nominal": ("nominal", "nominal ifadədə", "в номинальном выражении"),
        "not_stated": ("price basis not stated", "qiymətlərin əsası göstərilməyib", "основа цен не указана"),
        "real": ("real", "real ifadədə", "в реальном выражении"),
    },
    "producer": {
        "EX-CSO": (
            *("Central Statistical Office of Veldorna", "Veldorna Mərkəzi Statistika İdarəsi"),
            "Центральное статистическое управление Велдорны",
        ),
    },
    "published_basis": {
        "stated": ("stated", "göstərilib", "указано"),
    },
    "quantity": {
        "growth": ("growth", "artım", "прирост"),
        "level": ("level", "səviyyə", "уровень"),
        "share": ("share", "pay", "доля"),
    },
    "seen": {
        "held": ("whole text held", "bütöv mətn saxlanılır", "хранится весь текст"),
    },
    "topic": {
        "housing": ("Housing", "Mənzillər", "Жилища"),
        "investment": ("Investment", "İnvestisiya", "Инвестиции"),
        "mine_clearance": ("Mine clearance", "Minatəmizləmə", "Разминирование"),
        "programme": ("Planned figures", "Plan göstəriciləri", "Плановые показатели"),
        "resettlement": ("Resettlement", "Məskunlaşma", "Расселение"),
    },
    "unit": {
        "COUNT": ("number", "say", "число"),
        "DWELLING": ("dwellings", "mənzil", "жилищ"),
        "FAMILY": ("families", "ailə", "семей"),
        "HA": ("hectares", "hektar", "га"),
        "INDEX": ("index, 2016 = 100", "indeks, 2016 = 100", "индекс, 2016 = 100"),
        "PCT": ("%", "%", "%"),
        "PERSON": ("persons", "nəfər", "человек"),
        "SETTLEMENT": ("settlements", "yaşayış məntəqəsi", "населённых пунктов"),
        "VEL": ("velds", "veld", "велды"),
        "VEL_MN": ("million velds", "milyon veld", "млн велдов"),
    },
    "unit_few": {
        "DWELLING": ("dwellings", "mənzil", "жилища"),
        "FAMILY": ("families", "ailə", "семьи"),
        "PERSON": ("persons", "nəfər", "человека"),
        "SETTLEMENT": ("settlements", "yaşayış məntəqəsi", "населённых пункта"),
    },
    "unit_one": {
        "DWELLING": ("dwelling", "mənzil", "жилище"),
        "FAMILY": ("family", "ailə", "семья"),
        "PERSON": ("person", "nəfər", "человек"),
        "SETTLEMENT": ("settlement", "yaşayış məntəqəsi", "населённый пункт"),
    },
}


def label_rows(publishers: Iterable[tuple[str, str, str]]) -> list[tuple[str, ...]]:
    """Return (code list, code, language, text), sorted by key; a publisher's code is its English name."""
    words = {**_WORDS, "publisher": {names[0]: names for names in publishers}}
    return sorted(
        (code_list, code, language, text)
        for code_list, codes in words.items()
        for code, texts in codes.items()
        for language, text in zip(("en", "az", "ru"), texts, strict=True)
    )
