"""The web page and the HTTP API of `figurecheck serve`.

`app.py` has the routes: read it first. Checks run in processes of their own (`pool.py`, `work.py`), requests are held
to limits before that (`guard.py`), and every error is a problem document (`problems.py`).
"""
