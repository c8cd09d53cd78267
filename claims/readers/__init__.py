"""Texts and files as documents."""

from __future__ import annotations

from claims.readers.blocks import blank_comments
from claims.readers.files import MAX_BYTES, decode, read_file
from claims.readers.text import read_text

__all__ = ["MAX_BYTES", "blank_comments", "decode", "read_file", "read_text"]
