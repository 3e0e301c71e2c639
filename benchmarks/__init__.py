"""Measures what the site promises, against what it would be otherwise; `make bench` runs it.

Each module measures one thing and returns rows for the one table that `__main__` prints.
"""
