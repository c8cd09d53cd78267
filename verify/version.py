"""The version, where a cold start can read it without looking through installed metadata."""

from __future__ import annotations

__all__ = ["SCHEMA_VERSION", "VERSION"]

VERSION = "0.1.0"  # the same as in pyproject.toml: a test compares them
SCHEMA_VERSION = "1.1"  # of the JSON report; the schemas' `$id` carry it too
