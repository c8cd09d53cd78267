"""The endings of the files that are read, where a check can look them up without loading the readers."""

from __future__ import annotations

__all__ = ["COMPILED", "DOCUMENTS", "SUFFIXES", "TABLES"]

TABLES = (".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xlsm")
DOCUMENTS = (".json", ".xml")
SUFFIXES = (*TABLES, *DOCUMENTS, ".zip")
COMPILED = (".sqlite", ".db")
