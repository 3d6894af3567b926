"""From a table's file to items: open it safely, see its layout, read its cells, ask what is not clear.

`opening` turns any file into grids of cells with their places; `drafting` sees tables in a grid; `reading`
makes items of them. `limits` says how much is read and `sniff` what is read.
"""
