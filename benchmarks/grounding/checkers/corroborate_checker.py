"""corroborate: a report that is not ok is a flag."""

from __future__ import annotations

from importlib.metadata import version

import corroborate

VERSION = version("corroborate")


def check(text: str, reference: str) -> str:
    return "p" if corroborate.check_answer("", [reference], text).ok() else "F"
