"""The territories of the fictional republic: invented names, none of them a real place."""

from dataclasses import dataclass

COUNTRY = "EX"
COUNTRY_NAME = "Veldorna"

_REGIONS = {
    "Kalvodel": "Alvolesk Azdosor Beltedor Bromumel Brusamet",
    "Ostemesk": "Dolvemir Dornesim Drermet Drurolan Dultarek Edruvard",
    "Tresimel": "Egnasel Emolona Ervuneld Eskolm",
    "Brognena": "Feltugel Filtomor Flantavo Flimora Foleld Furvesk Gidradin",
    "Glusavo": "Glentavo Gloldir Gredaniv",
    "Radosolm": "Grestim Grurnin Idusesk Iltast Irnivolm",
    "Vruvurel": "Kazdurin Kevorund Kilvonan Kostumiv Kredrin Ledasir Levolm Lontanek",
    "Edrovund": "Lurnos Mesuvent Modavesk Namalesk",
    "Skormolm": "Nermast Nilarast Odralek Ognerim Orvolir",
    "Tamurist": "Pastusiv Pedenolm Rezdolm Rilvard Saskolm Sermodel",
    "Nulvarir": "Skevent Stulvan Talovin",
    "Izdalona": "Tildimet Trestos Uskast Vezdeld",
}
_TILES = (".abc", "defg", "hijk", "..l.")
"""The tile map of the regions: a row a text, a letter for each region in the order above."""
_CYRILLIC = dict(zip("abdefgiklmnoprstuvz", "абдефгиклмнопрстувз", strict=True))


@dataclass(frozen=True)
class Territory:
    """One territory of the classification."""

    territory_id: str
    level: str
    parent_id: str
    name: str


def territories() -> list[Territory]:
    """Return the country, its regions and their districts, parents first."""
    regions = [
        Territory(f"EX-R{number:02}", "economic_region", COUNTRY, name)
        for number, name in enumerate(_REGIONS, start=1)
    ]
    districts = [
        Territory(f"EX-D{region.territory_id[4:]}{number:02}", "district", region.territory_id, name)
        for region in regions
        for number, name in enumerate(_REGIONS[region.name].split(), start=1)
    ]
    return [Territory(COUNTRY, "country", "", COUNTRY_NAME), *regions, *districts]


def tile_rows() -> list[tuple[str, ...]]:
    """Return the place of each region's tile, counted from 1."""
    places = {
        letter: (column, row)
        for row, text in enumerate(_TILES, start=1)
        for column, letter in enumerate(text, start=1)
    }
    regions = children(COUNTRY)
    return [(name, *map(str, places[letter])) for name, letter in zip(regions, "abcdefghijkl", strict=True)]


def children(parent_id: str) -> list[str]:
    """Return the identifiers of the territories directly under one."""
    return [t.territory_id for t in territories() if t.parent_id == parent_id]


def region_of(district_id: str) -> str:
    """Return the region that a district's identifier names."""
    return f"EX-R{district_id[4:6]}"


def in_azerbaijani(name: str) -> str:
    """Write an invented name as Azerbaijani has it: a large i keeps its dot."""
    return name.replace("I", "İ")


def in_cyrillic(name: str) -> str:
    """Transliterate an invented name letter by letter."""
    letters = "".join(_CYRILLIC[letter] for letter in name.lower())
    return ("Э" + letters[1:] if letters.startswith("е") else letters).capitalize()
