"""Imports a finished essay from elsewhere as a draft: its words exactly, its notes as footnotes, its sources proposed.

An essay is read into pandoc's document tree (`tree`), whatever its format (`formats`). Steps then work on the tree,
and `draft` writes it in the Markdown that this site is built from. `words` compares both ends, and `report` says the rest.
"""
