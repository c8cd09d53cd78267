"""No pattern backtracks: every compiled pattern of the packages is tried on strings made against it.

The strings repeat the words of the pattern itself and the usual suspects, with an end that makes a match fail late.
Work inside a pattern cannot be counted, so the processor time of the pattern alone is taken: the bound lies far above
the noise of a clock, and far below what backtracking takes.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from contextlib import suppress
from types import ModuleType

import pytest

import claims
import reference
import verify
from claims.errors import MissingExtraError
from claims.patterns import LazyPattern, found_by, regex
from claims.readers import read_text
from verify.pipeline import check_document
from verify.rules.dates.span_wordings import wordings

SIGNS = ("in <y0> ", "{0} ", "a in <y0>, ", "{0} after a ", "opened a in <y0> and ", "has a <y0> {0} ")  # of a timeline
SIZE = 400  # characters: a fifth of the longest piece that the reader hands on as a sentence
SLOW = 0.1  # seconds; a search that starts anew at every letter takes a twentieth of it
PIECES = (
    "1", "a", " ", "A", "1,", "1 ", "a ", "A ", "a-", "A.", "(", "-", ",", "\n", "|", "the ", "of ", "a, ", "1 to ",
    "1, 2 and ", "é", "the 1 ", "up 1 ", "May 1 ", "1 of the ", "from 1 to ",
)  # fmt: skip


def modules() -> Iterator[ModuleType]:
    for package in (claims, reference, verify):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name not in ("verify.__main__",):
                with suppress(MissingExtraError):
                    yield importlib.import_module(found.name)


def patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern that a module holds by a name, in a container or in a cache, by the name it has."""
    found: dict[str, re.Pattern[str]] = {}
    for module in modules():
        for name, value in vars(module).items():
            for n, pattern in enumerate(held(value)):
                if isinstance(pattern.pattern, str):
                    found.setdefault(pattern.pattern + str(pattern.flags), pattern)
                    NAMES.setdefault(pattern, f"{module.__name__}.{name}" + (f"[{n}]" if n else ""))
    for n, wording in enumerate((*wordings("between"), *wordings("ago"), *wordings("ahead"))):  # read on first use
        found.setdefault(wording.pattern.pattern, wording.pattern)
        NAMES.setdefault(wording.pattern, f"verify.rules.dates.span_wordings.wordings[{n}]")
    return {NAMES[pattern]: pattern for pattern in found.values()}


NAMES: dict[re.Pattern[str], str] = {}


def held(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, LazyPattern):
        yield value.compiled
    elif isinstance(value, dict) and depth:
        yield from (p for each in [*value.keys(), *value.values()] for p in held(each, depth - 1))
    elif isinstance(value, list | tuple | set | frozenset) and depth:
        yield from (p for each in value for p in held(each, depth - 1))
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type) and depth:
        yield from (p for name in value.__dataclass_fields__ for p in held(getattr(value, name), depth - 1))


PATTERNS = patterns()


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 1200


def test_a_pattern_is_compiled_at_its_first_use() -> None:
    lazy = regex(r"(?P<word>b)\w*", re.IGNORECASE)
    assert "compiled" not in vars(lazy)
    match = lazy.search("a BC d")
    assert match is not None
    assert match["word"] == "B"
    assert lazy.search == lazy.search == vars(lazy)["compiled"].search  # nothing lies between from then on


def test_a_lazy_pattern_answers_as_a_compiled_one() -> None:
    lazy, plain = regex("[a-c]", re.IGNORECASE), re.compile("[a-c]", re.IGNORECASE)
    text = "xAybz"
    for name in ("search", "match", "fullmatch"):
        assert str(getattr(lazy, name)(text, 1, 2)) == str(getattr(plain, name)(text, 1, 2)), name
    for name in ("findall", "split"):
        assert getattr(lazy, name)(text) == getattr(plain, name)(text), name
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert (lazy.sub("-", text), lazy.subn("-", text)) == (plain.sub("-", text), plain.subn("-", text))
    assert (lazy.pattern, lazy.flags, lazy.groups) == (plain.pattern, plain.flags, plain.groups)
    assert lazy.groupindex == plain.groupindex


def test_which_pattern_has_matched() -> None:
    first, second = regex("a"), regex("[a]")
    match = first.match("a")
    assert match is not None
    assert found_by(match, first)
    assert not found_by(match, second)


def literals(pattern: re.Pattern[str]) -> list[str]:
    """Words that a pattern itself has: it gets furthest on these."""
    words = re.findall(r"[A-Za-z]{2,}(?: [a-z]{2,})*", re.sub(r"\\.|\(\?[P:=!<][^)>]*>?", " ", pattern.pattern))
    return [f"{word} " for word in list(dict.fromkeys(words))[:6]]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Return what one failed or finished search, and one at the end of the text, take."""
    began = time.process_time()
    pattern.search(text)
    pattern.match(text)
    return time.process_time() - began


def hostile(pattern: re.Pattern[str]) -> Iterator[str]:
    own = [*literals(pattern), *(SIGNS if "<y" in pattern.pattern or "<[y" in pattern.pattern else ())]
    for piece in (*PIECES, *own, *(f"{word}1 " for word in own[:2])):
        yield piece * (SIZE // len(piece)) + "!"


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_backtracks(name: str) -> None:
    pattern = PATTERNS[name]
    for text in hostile(pattern):
        taken = min(seconds(pattern, text) for _ in range(3)) if seconds(pattern, text) > SLOW else 0.0
        assert taken < SLOW, f"{pattern.pattern!r} takes {taken:.1f} s for {text[:40]!r} × {len(text)}"


@pytest.mark.parametrize("piece", ["x", "1,", " ", "\n", "(", "$", "-", "A.", "“", "|", "<!--", ";"])
def test_text_without_an_end_is_read_in_time(piece: str) -> None:
    """What is searched from end to end, before there are sentences, must be linear: seconds, not minutes, for 10 KB."""
    began = time.process_time()
    document = read_text("It rose 5 percent. " + piece * (10_000 // len(piece)))
    check_document(document, store=None)
    assert time.process_time() - began < 20
