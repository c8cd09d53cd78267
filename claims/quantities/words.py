"""Number words: "two hundred and fifty thousand", "one and a half", "two-thirds", "one in five", "doubled"."""

from __future__ import annotations

from decimal import Decimal

from claims.lexicon import load
from claims.quantities.draft import Draft
from claims.quantities.tokens import Tokens, word_values

__all__ = ["ANCHORS", "CARDINALS", "DENOMINATORS", "MULTIPLES", "ORDINALS", "read_words"]

_LEXICON = load("numerals")


def _table(section: str, *names: str) -> dict[str, Decimal]:
    return {w: Decimal(v) for name in names for w, v in word_values(_LEXICON[section][name]).items()}


_UNITS = _table("cardinals", "units")
_TENS = _table("cardinals", "tens")
CARDINALS = _UNITS | _TENS
ORDINALS = _table("ordinals", "units", "tens", "large")
_ORDINAL_UNITS = _table("ordinals", "units")
DENOMINATORS = _table("denominators", "words")
MULTIPLES = _table("multiples", "up", "down", "bare", "folds")
_UP = frozenset(_table("multiples", "up"))
_DOWN = frozenset(_table("multiples", "down"))
_BARE = frozenset(_table("multiples", "bare"))
_NOT_MULTIPLE = frozenset(_LEXICON["multiples"]["not_before"].split())
_SCALES = {w: Decimal(10) ** int(v) for w, v in word_values(load("scales")["words"]["exponents"]).items()}
_SPOKEN_SCALES = {w: v for w, v in _SCALES.items() if len(w) > 3 and not w.endswith("s")}
_GLYPHS = frozenset(word_values(_LEXICON["glyphs"]["fractions"]))
_ARTICLES = frozenset({"a", "an"})

ANCHORS = (
    frozenset(CARDINALS)
    | frozenset(ORDINALS)
    | frozenset(DENOMINATORS)
    | frozenset(MULTIPLES)
    | _GLYPHS
    | {
        "dozen",
        "million",
        "billion",
        "trillion",
        "thousand",
        "hundred",
        "percentage",
        "point",
        "lakh",
        "crore",
        "hour",
        "year",
        "day",
        "week",
        "month",
        "minute",
        "decade",
        "century",
    }
)


def read_words(tokens: Tokens, i: int, floor: int) -> Draft | None:
    """Read the number words at token i; `floor` is the first token that no earlier figure has taken."""
    word = tokens.low[i]
    if word in _GLYPHS:
        return _glyph(tokens, i)
    if word in CARDINALS:
        return _cardinal(tokens, i)
    if word in MULTIPLES:
        return _multiple(tokens, i)
    if word in ("half", "quarter", "third") or word in DENOMINATORS:
        fraction = _fraction(tokens, i, floor)
        if fraction is not None:
            return fraction
    if word in ORDINALS:
        return _make(tokens, i, i + 1, ORDINALS[word], "ordinal")
    if word in ("dozen", "million", "billion", "trillion", "thousand", "hundred", "lakh", "crore"):
        return _article_scale(tokens, i, floor)
    if word in ("percentage", "point"):
        return _article_point(tokens, i, floor)
    if word in _SPANS:
        return _article_span(tokens, i, floor)
    return None


def _make(tokens: Tokens, first: int, last: int, value: Decimal, form: str) -> Draft:
    style = {"cardinal": "words", "ordinal": "ordinal", "multiple": "words"}.get(form, "fraction")
    draft = Draft(first, last, first, last, value, style=style, form=form)  # type: ignore[arg-type]
    draft.places = max(0, -int(value.as_tuple().exponent)) if form == "cardinal" else 0
    draft.number_start, draft.number_end = tokens.start[first], tokens.end[last - 1]
    draft.trace.append(f"words: {tokens.text[draft.number_start : draft.number_end]!r} is a {form}")
    return draft


def _glyph(tokens: Tokens, i: int) -> Draft:
    top, bottom = _LEXICON_GLYPHS[tokens.low[i]]
    value = Decimal(top) / Decimal(bottom)
    draft = _make(
        tokens, i, i + 1, value.quantize(Decimal("1e-8")) if bottom in (3, 6) else value, "fraction"
    )
    draft.places = 2
    return draft


_LEXICON_GLYPHS = {
    k: tuple(map(int, v.split("/"))) for k, v in word_values(_LEXICON["glyphs"]["fractions"]).items()
}


def _cardinal(tokens: Tokens, i: int) -> Draft | None:
    """Read cardinal words from i on; "one in five" and "two-thirds" begin with them too."""
    value, at = _below_thousand(tokens, i)
    total = Decimal(0)
    last = Decimal(10) ** 18
    while True:
        scale = _SPOKEN_SCALES.get(tokens.word(at))
        if scale is None or not 1000 <= scale < last or not _joined(tokens, at):
            break
        lower = _lower_group(tokens, at + 1, scale)
        if lower is None:
            if scale < 1_000_000 or total:  # "two million" alone: the scale reader takes the million
                value, at = value * scale, at + 1
            break
        total += value * scale
        value, at = lower
        last = scale
    return _tail(tokens, i, at, value + total)


def _lower_group(tokens: Tokens, at: int, scale: Decimal) -> tuple[Decimal, int] | None:
    """Read what follows a scale word: "two thousand | five hundred", "one million | two hundred thousand"."""
    if (
        tokens.word(at) == "and"
        and tokens.word(at + 1) in CARDINALS
        and tokens.word(at + 2) not in _SPOKEN_SCALES
    ):
        at += 1
    if tokens.word(at) not in CARDINALS:
        return None
    value, end = _below_thousand(tokens, at)
    return (value, end) if value < scale else None


def _joined(tokens: Tokens, at: int) -> bool:
    return tokens.word(at - 1) != "," and tokens.gap(at) in (" ", "", "\u00a0", "\n")


def _below_thousand(tokens: Tokens, i: int) -> tuple[Decimal, int]:
    value, at = _below_hundred(tokens, i)
    if tokens.word(at) == "hundred" and value < 100:
        value, at = value * 100, at + 1
        rest = at + 1 if tokens.word(at) == "and" else at
        if tokens.word(rest) in CARDINALS:
            more, end = _below_hundred(tokens, rest)
            if more < 100:
                return value + more, end
    return value, at


def _below_hundred(tokens: Tokens, i: int) -> tuple[Decimal, int]:
    word = tokens.low[i]
    if word in _TENS:
        at = i + 2 if tokens.word(i + 1) == "-" and tokens.glued(i + 1) else i + 1
        unit = _UNITS.get(tokens.word(at))
        if unit is not None and 0 < unit < 10 and (at == i + 2 or tokens.gap(at) == " "):
            return _TENS[word] + unit, at + 1
        return _TENS[word], i + 1
    return CARDINALS[word], i + 1


def _tail(tokens: Tokens, i: int, at: int, value: Decimal) -> Draft | None:
    """Add what follows a whole number in words: "and a half", "-thirds", "in five", "times", "dozen"."""
    w1, w2, w3 = tokens.word(at), tokens.word(at + 1), tokens.word(at + 2)
    if w1 == "and" and (w2 in _ARTICLES or w2 in CARDINALS) and w3 in DENOMINATORS:
        top = Decimal(1) if w2 in _ARTICLES else CARDINALS[w2]
        if w3 not in ("second", "seconds"):
            return _make(tokens, i, at + 3, value + _ratio(top, DENOMINATORS[w3]), "cardinal")
    if w1 == "dozen" and value < 100:
        return _make(tokens, i, at + 1, value * 12, "cardinal")
    hyphen = w1 == "-" and tokens.glued(at)
    name, after = (w2, at + 2) if hyphen else (w1, at + 1)
    if value < 100 and _names_fraction(tokens, name, after, value, hyphen):
        return _fraction_draft(tokens, i, after, value, DENOMINATORS[name])
    if (
        value in _TENS.values()
        and (hyphen or tokens.gap(at) == " ")
        and name in _ORDINAL_UNITS
        and _ORDINAL_UNITS[name] < 10
        and hyphen
    ):
        return _make(tokens, i, after, value + _ORDINAL_UNITS[name], "ordinal")
    return _make(tokens, i, at, value, "cardinal")


def _names_fraction(tokens: Tokens, name: str, after: int, value: Decimal, hyphen: bool) -> bool:
    """Tell whether "two thirds", "one-fifth", "three quarters of" is a fraction and not a time or a rank."""
    if name not in DENOMINATORS or name in ("half", "halves") and value != 1:
        return False
    if (
        name in ("quarter", "quarters")
        and tokens.word(after) not in ("of", "the")
        and not (hyphen and value < 4)
    ):
        return False
    plural = name.endswith("s")
    if (value == 1) == plural:
        return False
    if name == "half" and not hyphen:
        return tokens.word(after) in ("of", "the", "million", "billion")
    return value < DENOMINATORS[name] or name == "half"


def _ratio(top: Decimal, bottom: Decimal) -> Decimal:
    value = top / bottom
    return value if bottom in (2, 4, 5, 8, 10, 16, 20, 100, 1000) else value.quantize(Decimal("1e-8"))


def _fraction_draft(tokens: Tokens, first: int, last: int, top: Decimal, bottom: Decimal) -> Draft:
    draft = _make(tokens, first, last, _ratio(top, bottom), "fraction")
    return draft


def _fraction(tokens: Tokens, i: int, floor: int) -> Draft | None:
    """Read "half", "a third", "a quarter of": the denominators that stand alone or after an article."""
    word = tokens.low[i]
    before = tokens.word(i - 1) if i - 1 >= floor else ""
    after = tokens.word(i + 1)
    if word == "half":
        half_of = tokens.word(i - 2) if tokens.word(i - 1) == "-" else tokens.word(i - 1)
        if half_of in _PERIOD_HALVES or after in (
            "-",
            "time",
            "year",
            "hour",
            "brother",
            "sister",
            "term",
            "century",
            "way",
            "season",
        ):
            first = i - 1 if before in _ARTICLES else i
            if after in ("year", "hour", "century") and before in _ARTICLES:
                return _fraction_draft(tokens, first, i + 1, Decimal(1), Decimal(2))
            return None
        first = i - 1 if before in _ARTICLES else i
        return _fraction_draft(tokens, first, i + 1, Decimal(1), Decimal(2))
    if (
        before not in _ARTICLES
        and word == "quarter"
        and after == "-"
        and tokens.word(i + 2) in ("point", "points")
    ):
        return _fraction_draft(tokens, i, i + 1, Decimal(1), Decimal(4))
    if before not in _ARTICLES:
        return None
    if word == "quarter":
        if after in (
            "of",
            "the",
            "more",
            "less",
            "fewer",
            "point",
            "percentage",
            "percent",
            "per",
            "million",
            "billion",
            "mile",
            "-",
        ) and not (after == "of" and tokens.word(i + 2) == "growth"):
            if after == "-" and tokens.word(i + 2) not in (
                "point",
                "percentage",
                "mile",
                "million",
                "percent",
            ):
                return None
            return _fraction_draft(tokens, i - 1, i + 1, Decimal(1), Decimal(4))
        ends = after in (".", ",", ";", ")", "to", "from", "in", "since", "on")
        return (
            _fraction_draft(tokens, i - 1, i + 1, Decimal(1), Decimal(4))
            if ends and tokens.word(i - 2) in _BEFORE_SHARE
            else None
        )
    if word.endswith("s"):
        return None
    if (
        after
        in (
            "of",
            "the",
            "more",
            "less",
            "fewer",
            "higher",
            "lower",
            "larger",
            "smaller",
            ",",
            ".",
            ";",
            ")",
            "to",
            "from",
            "in",
            "since",
            "on",
            "are",
            "is",
            "were",
            "was",
            "have",
            "had",
            "said",
            "off",
        )
        or tokens.word(i - 2) in _BEFORE_SHARE
    ):
        if word in ("second",) or (
            after in ("in", "on", "is", "was") and tokens.word(i - 2) not in _BEFORE_SHARE
        ):
            return None
        return _fraction_draft(tokens, i - 1, i + 1, Decimal(1), DENOMINATORS[word])
    return None


_PERIOD_HALVES = frozenset(
    "first second latter opening last final early late each either other next previous bottom top better".split()
)
_BEFORE_SHARE = frozenset(
    "by about almost nearly roughly around only than over some under just up down to and or fell rose dropped least lost gained".split()
)


def _article_scale(tokens: Tokens, i: int, floor: int) -> Draft | None:
    """Read "a million", "a dozen", "half a dozen" (the half is read as the multiplier of the scale)."""
    word, before = tokens.low[i], tokens.word(i - 1) if i - 1 >= floor else ""
    if before not in _ARTICLES:
        return None
    if word == "dozen":
        return _make(tokens, i - 1, i + 1, Decimal(12), "cardinal")
    if tokens.word(i + 1) == "-" or tokens.word(i + 1) == "and" and tokens.word(i + 2) == "one":
        return None
    draft = _make(tokens, i - 1, i, Decimal(1), "cardinal")
    draft.trace.append(f"words: article before {word!r}")
    return draft


def _article_point(tokens: Tokens, i: int, floor: int) -> Draft | None:
    """Read "a percentage point" as one of them."""
    before = tokens.word(i - 1) if i - 1 >= floor else ""
    if before in _ARTICLES and tokens.low[i] == "percentage" and tokens.word(i + 1) == "point":
        return _make(tokens, i - 1, i, Decimal(1), "cardinal")
    return None


def _article_span(tokens: Tokens, i: int, floor: int) -> Draft | None:
    """Read "an hour and a half" and the hour of "an hour and 15 minutes"; the unit is left to the unit reader."""
    if i - 1 < floor or tokens.word(i - 1) not in _ARTICLES or tokens.word(i + 1) != "and":
        return None
    after = tokens.word(i + 2)
    if after in _ARTICLES and tokens.word(i + 3) in ("half", "quarter", "third"):
        draft = _make(
            tokens, i - 1, i + 4, 1 + _ratio(Decimal(1), DENOMINATORS[tokens.word(i + 3)]), "cardinal"
        )
        draft.sort, draft.unit = "time", tokens.low[i]
        return draft
    if (after[:1].isdigit() or after in CARDINALS) and tokens.word(i + 3) in _SMALLER_SPANS:
        return _make(tokens, i - 1, i, Decimal(1), "cardinal")
    return None


_SPANS = frozenset({"hour", "year", "day", "week", "month", "minute", "decade", "century"})
_SMALLER_SPANS = frozenset({"minutes", "minute", "seconds", "hours", "days", "months", "weeks"})


def _multiple(tokens: Tokens, i: int) -> Draft | None:
    """Read "doubled", "threefold", "twice": the number of times in one word."""
    word, after = tokens.low[i], tokens.word(i + 1)
    if after == "-" and tokens.word(i + 2) in _NOT_MULTIPLE or after in _NOT_MULTIPLE:
        return None
    if word in _BARE and word not in ("twice", "thrice"):
        before = tokens.word(i - 1)
        if after == "-" or not (
            after
            in (
                "the",
                "that",
                "what",
                "its",
                "their",
                "his",
                "her",
                "those",
                "last",
                "in",
                "by",
                "to",
                "from",
                "a",
                ".",
                ",",
                "since",
                "over",
                "this",
                "as",
            )
            or before in ("to", "than", "almost", "nearly", "about", "will", "would", "could", "may", "might")
        ):
            return None
    if word in ("twice", "thrice") and after in (
        "a",
        "an",
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "before",
        "in",
        "on",
        ",",
        ".",
        "per",
        "this",
        "during",
        "each",
        "every",
        "since",
        "over",
    ):
        return None
    draft = _make(tokens, i, i + 1, MULTIPLES[word], "multiple")
    if word in _UP:
        draft.direction = "up"
    elif word in _DOWN:
        draft.direction = "down"
    if draft.direction:
        draft.direction_span = (tokens.start[i], tokens.end[i])
    return draft
