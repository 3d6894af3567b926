"""The sections of a bulletin, one module each: a page and its material in, a section or None out.

A section without any figure is None: a bulletin has no empty section. Sentences are made of fixed,
neutral parts; every number in them goes through the page's binder.
"""
