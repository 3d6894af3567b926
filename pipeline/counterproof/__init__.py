"""The counter-proof: reads the files of a finished release and shows that each number is bound to its cell.

It knows nothing of how pages are made: it imports no other part of the pipeline but the sentences of errors.
"""
