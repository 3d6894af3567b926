"""Places: names as sources write them, resolved to the territories of an office.

Languages are known here (`words.toml`: level words, endings, letters); territories, their names, their dates
and what may be assumed of a bare name come from the office's reference tables. No form of a name is wrong:
every form leads to the same territory by the same steps, whichever side writes it.
"""
