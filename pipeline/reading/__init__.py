"""From a file that was dropped in to a draft delivery: every number understood, asked about or set aside.

`text` reads documents, `tables` reads workbooks and data files; both give items of a `draft`. Nothing here
knows a country: words, places and measures come from the office's reference tables.
"""
