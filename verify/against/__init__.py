"""A story beside what it was written from: its press release, interview notes, table.

`read_source` reads a file into statements (`stated.py`), `trace` looks for every figure of the story in them
(`trace.py`): found, derived from them (`derived.py`), standing there differently, or missing.
"""

from __future__ import annotations

from verify.against.stated import Place, SourceText, Stated, read_source, source_of_text, stated
from verify.against.trace import Trace, trace

__all__ = ["Place", "SourceText", "Stated", "Trace", "read_source", "source_of_text", "stated", "trace"]
