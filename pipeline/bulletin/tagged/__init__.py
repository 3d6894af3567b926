"""The structure of a tagged PDF, mended on the objects of the engine just before they are written.

The objects are still Python dictionaries here, so nothing is parsed or compressed a second time.
"""
