"""The writing desk's Python: the page /write/ runs it in Pyodide, with the modules of press and reflect that it imports.

Nothing that is imported here may need a build: no MkDocs, no pandoc, no file of the project. What the desk knows
of the site comes as a `shelf`, which press.shelving puts into the site.
"""
