"""Regular expressions that are compiled when they are first used.

There are more than a thousand in the packages, and one story needs a part of them: compiling them all takes longer than
everything else in a cold start. A pattern of a module is written `_YEAR = regex(r"\\b\\d{4}\\b")`, and is used as if
`re.compile` had made it.
"""

from __future__ import annotations

import re
from functools import cached_property
from operator import attrgetter
from typing import cast

__all__ = ["LazyPattern", "found_by", "regex"]


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used as the compiled `pattern`; a wrong pattern is told when it is first used."""
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))


def found_by(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Tell whether it is this one of several patterns that matched (`match.re` is never a lazy one)."""
    return match.re.pattern == pattern.pattern


class LazyPattern:
    """Looks like `re.Pattern`, except to `isinstance` and to the functions of `re`.

    What is first asked for, such as `search`, is kept in the object: from then on it is the method of the compiled
    pattern itself that is called.
    """

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __repr__(self) -> str:
        return f"regex({self.pattern!r}, {self._flags})"

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    search = cached_property(attrgetter("compiled.search"))
    match = cached_property(attrgetter("compiled.match"))
    fullmatch = cached_property(attrgetter("compiled.fullmatch"))
    finditer = cached_property(attrgetter("compiled.finditer"))
    findall = cached_property(attrgetter("compiled.findall"))
    split = cached_property(attrgetter("compiled.split"))
    sub = cached_property(attrgetter("compiled.sub"))
    subn = cached_property(attrgetter("compiled.subn"))
    flags = cached_property(attrgetter("compiled.flags"))
    groups = cached_property(attrgetter("compiled.groups"))
    groupindex = cached_property(attrgetter("compiled.groupindex"))
