"""The desk: drafts, findings and ledgers of one office as pages with forms, on this machine alone.

Pages are made on the server and hold no scripts. Nothing here calculates: it calls `pipeline.reading` and
`pipeline.decisions`, as the command line does.
"""
