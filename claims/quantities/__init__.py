"""TEXT -> QUANTITIES: every figure that a newsroom prints, one file for each kind of surface.

Read `extract.py` first: it is the whole flow.
"""

from claims.quantities.extract import extract

__all__ = ["extract"]
