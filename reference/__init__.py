"""Figures of record: datasets, their compiled store, matching and comparing."""

from reference.build import open_store, store_from_rows
from reference.compare import compare
from reference.comparison import Comparison
from reference.store import Store

__all__ = ["Comparison", "Store", "compare", "open_store", "store_from_rows"]
