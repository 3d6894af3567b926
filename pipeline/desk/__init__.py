"""The desk: drafts, findings and ledgers of one office as pages with forms, and its issues to be read.

It answers on this machine alone. Its pages are made on the server and hold no scripts; those of a release
have theirs, and reach nothing but the files beside them. Nothing here calculates: it calls `pipeline.reading`
and `pipeline.decisions`, as the command line does.
"""
