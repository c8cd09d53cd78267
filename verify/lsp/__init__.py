"""The language server of `figurecheck lsp`: what is found, inside the editor.

`server.py` has the requests: read it first. `places.py` counts as editors count, `hover.py` writes what is shown at a
figure, `actions.py` makes the changes that are offered.
"""
