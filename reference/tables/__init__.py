"""A reporter's own table as the reference: what a sentence asks of it, recomputed, with the query shown.

`table.py` reads a CSV file, `clause.py` finds what a sentence names in it, `ask.py` turns that into queries,
`query.py` runs them with pandas, `answer.py` compares. Several queries that would do as well: no answer.
"""

from __future__ import annotations

from reference.tables.answer import Answer, answers
from reference.tables.table import Table, read_table

__all__ = ["Answer", "Table", "answers", "read_table"]
