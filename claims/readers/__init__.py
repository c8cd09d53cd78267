"""Texts and files as documents."""

from __future__ import annotations

from claims.readers.blocks import blank_comments
from claims.readers.files import MAX_BYTES, MAX_INPUT, decode, encode_like, file_bytes, read_bytes, read_file, reread
from claims.readers.formats import SUFFIXES
from claims.readers.text import read_text

__all__ = [
    "MAX_BYTES",
    "MAX_INPUT",
    "SUFFIXES",
    "blank_comments",
    "decode",
    "encode_like",
    "file_bytes",
    "read_bytes",
    "read_file",
    "read_text",
    "reread",
]
