"""The notes of a year as a book: an EPUB, and a PDF that is typeset. Only the command line starts it.

`collecting` makes one book of what was written, as pandoc's document tree; `epub` and `typeset` each make a file of it.
"""
