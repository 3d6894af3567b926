"""The words that a file says where no page shows them, by language."""

from pipeline.errors import UsageError

_ENTRY = {
    "en": "Entry {} of the lineage index",
    "az": "Mənşə cədvəli, {} qeydi",
    "ru": "Указатель происхождения, запись {}",
}


def entry(lang: str, number_id: str) -> str:
    """Describe a link to an entry of the lineage index."""
    return _of(_ENTRY, lang).format(number_id)


def _of(table: dict[str, str], lang: str) -> str:
    if lang not in table:
        raise UsageError(
            f"Links have no description in the language {lang!r}; there are: {', '.join(table)}."
        )
    return table[lang]
