"""Twenty years of weekly notes that nobody wrote: as large and as varied as real ones, and the same each time.

`project.write` makes a project of ours, `plain.write` the same notes as plain text for a stock Material site.
"""
