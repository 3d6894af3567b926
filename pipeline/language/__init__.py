"""Sentences in the languages of an office: a grammar for each, and catalogues of what may be said."""
