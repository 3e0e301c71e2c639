"""Defines, checks and reflects on exercises, at build time and in the reader's browser.

Imported by `press` when the site is built and by the page's worker in Pyodide. Imports only the
standard library, itself and the wheels that its own pyproject names; never a file, a clock or chance.
"""
