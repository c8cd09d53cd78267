"""A headline, deck or key point whose figure or direction the story does not bear out.

## What it checks
Every figure above the story must have a counterpart in it, rounded, truncated or derived (a share, a
growth rate, a sum of the story's own figures). Where it has none, and the story plainly gives another
value for the same thing (the same noun, or the same digits with another scale word, or two digits
swapped), the headline is flagged. A percentage in a headline is recomputed where the story gives only the
two levels, and "up" over a story of "lower" is flagged.

## Example
> Ferry line to drop 240 sailings
>
> The ferry line will drop 420 sailings this winter, a tenth of its 4,200, it said on Monday.

## Not flagged
> Ferry line to drop a tenth of sailings
>
> The ferry line will drop 420 sailings this winter of its 4,200, it said on Monday.

## Rounding
A headline may round or truncate further than the story: only its own printed places count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.interval import Interval
from claims.model import Kind, Quantity
from claims.patterns import regex
from verify.directions import cased, opposite
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.house_style import format_like
from verify.rules.lines import HEDGE, WORD, Line, figure
from verify.rules.measures import agree, alike, is_count, place_of, plain, shown, slip
from verify.rules.percent.quantifiers import fraction_near
from verify.rules.repetition.headline_words import contrary_words, heads_and_body, shares_words
from verify.rules.repetition.references import same_noun
from verify.rules.rule import Context, Rule
from verify.rules.wording.direction_mismatch import change_pairs

__all__ = ["RULE", "check"]

_HUNDRED = Decimal(100)
_SKIPPED = (Kind.RANK, Kind.ORDINAL_EDITION, Kind.AGE, Kind.MULTIPLE)
_PART_OF_WHOLE = regex(rf"{figure('part')} (?:{WORD} )?of (?:the |its |their |all )?{figure('whole')}")
_MOST_FIGURES = 40  # of the body, for what can be derived from pairs of them


def check(context: Context) -> Iterator[Finding]:
    heads, body = heads_and_body(context)
    if not heads or not body:
        return
    figures = [q for line in body for q in line.figures if q.value is not None][:_MOST_FIGURES]
    for head in heads:
        for q in head.figures:
            finding = _figure(q, head, body, figures)
            if finding is not None:
                yield finding
        for start, end, replacement, said in contrary_words(context, head, body):
            yield _finding(
                start,
                end,
                f'The headline says "{context.document.text[start:end]}", the story "{said}".',
                replacement,
                (),
            )


def _figure(q: Quantity, head: Line, body: list[Line], figures: list[Quantity]) -> Finding | None:
    if q.kind is Kind.MULTIPLE:
        return _multiple(q, body, figures)
    if q.value is None or q.kind in _SKIPPED or not q.is_claim or q.style == "ordinal" or not figures:
        return None
    if is_count(q) and q.scale != 1 and any(o.value == q.value for o in figures):
        return None  # "72-million jackpot": the story says of what
    comparable = [o for o in figures if alike(o, q) and o.kind not in _SKIPPED]
    if turned := _turned(q, head, comparable, body):
        return turned
    if any(_rounds_to(q, o) for o in comparable) or _derivable(q, figures):
        return None
    if q.unit == "percent":
        return _percentage(q, head, body, comparable) or _restated(q, head, body, comparable)
    return _restated(q, head, body, comparable)


def _turned(q: Quantity, head: Line, comparable: list[Quantity], body: list[Line]) -> Finding | None:
    """The story has the same change the other way: "drop 12 percent" over "12 percent higher"."""
    same = [o for o in comparable if agree(q, o) and o.direction is not None]
    if q.kind is not Kind.GROWTH_RATE or q.direction is None or q.direction_span is None or not same:
        return None
    line = next(line for line in body if same[0] in line.figures)
    if any(o.direction == q.direction for o in same) or not shares_words(head, line, 2):
        return None
    start, end = q.direction_span
    way = "up" if same[0].direction == "up" else "down"
    message = f"{q.surface} is told as a move {q.direction} in the headline and {way} in the story."
    fix = opposite(head_text, "verbs", "adverbs", "nouns") if (head_text := _printed(head, start, end)) else None
    return _finding(start, end, message, fix, (q.id, same[0].id))


def _printed(head: Line, start: int, end: int) -> str:
    """Return the word of a line at a place of the text, lower case."""
    offset = next((shape + start - text for shape, text in reversed(head.pieces) if text <= start), 0)
    return head.shape[offset : offset + end - start]


def _rounds_to(q: Quantity, other: Quantity) -> bool:
    """A headline may print fewer places than the story, and hedge."""
    if agree(q, other) or (q.hedge is not other.hedge and q.lenient.meets(other.lenient)):
        return True
    place = Decimal(1).scaleb(place_of(q))  # 500 for 512, and for 548
    above = (other.value or Decimal(0)) - (q.value or Decimal(0))
    return is_count(q) and -place / 2 <= above < place


def _derivable(q: Quantity, figures: list[Quantity]) -> bool:
    """A share, a growth rate, a sum or a difference of two figures of the story gives the headline's."""
    for n, a in enumerate(figures):
        for b in figures[n + 1 :]:
            x, y = plain(a), plain(b)
            if not alike(a, b):
                product = (x * y).scaled(Decimal("0.01")) if "percent" in (a.unit, b.unit) else None
                if product is not None and q.unit != "percent" and q.lenient.meets(product):
                    return True
                continue
            if alike(q, a) and (q.lenient.meets(x + y) or q.lenient.meets(x - y) or q.lenient.meets(y - x)):
                return True
            rate = q.unit == "percent" and (a.unit != "percent" or q.kind is Kind.GROWTH_RATE)
            if rate and any(q.lenient.meets(each) for each in _rates(q, x, y)):
                return True
    return False


def _rates(q: Quantity, x: Interval, y: Interval) -> Iterator[Interval]:
    """Yield what two figures give in percent: a change the headline's way, or any change or share."""
    hundred = Interval.point(_HUNDRED)
    ratios = [(a / b).scaled(_HUNDRED) for a, b in ((x, y), (y, x))]
    if q.kind is Kind.GROWTH_RATE and q.direction is not None:
        yield from ((r - hundred if q.direction == "up" else hundred - r) for r in ratios)
        return
    for ratio in ratios:
        yield from (ratio, ratio - hundred, hundred - ratio)


def _multiple(q: Quantity, body: list[Line], figures: list[Quantity]) -> Finding | None:
    """ "doubles" in the headline, where the story's one change between two levels is another multiple."""
    pairs = {(new.id, old.id): (new, old) for line in body for _, new, old in change_pairs(line)}
    if q.kind is not Kind.MULTIPLE or len(pairs) != 1 or any(o.kind is Kind.MULTIPLE for o in figures):
        return None
    new, old = next(iter(pairs.values()))
    ratio = plain(new) / plain(old)
    if not q.value or q.value < 1 or not new.value or not old.value or q.lenient.meets(ratio) or new.value < old.value:
        return None
    times = new.value / old.value
    message = (
        f"The headline says {q.surface}; {old.surface} to {new.surface} in the story is "
        f"{shown(times, 2)} times as much."
    )
    fix = f"rises {shown((times - 1) * _HUNDRED, 0)} percent" if q.surface.endswith("s") else None
    return _finding(q.start, q.end, message, fix, (q.id, new.id, old.id), ratio)


def _percentage(q: Quantity, head: Line, body: list[Line], comparable: list[Quantity]) -> Finding | None:
    """A growth rate in the headline, where the story has one change between two levels and no percentage."""
    if comparable:
        return None
    if q.kind is Kind.SHARE or q.direction is None:
        return _share(q, body)
    pairs = {(new.id, old.id): (new, old) for line in body for _, new, old in change_pairs(line)}
    if len(pairs) != 1:
        return None
    new, old = next(iter(pairs.values()))
    if not new.value or not old.value:
        return None
    change = _HUNDRED * abs(new.value - old.value) / old.value
    computed = ((plain(new) / plain(old)) - Interval.point(1)).scaled(_HUNDRED)
    fix = format_like(q, change.quantize(Decimal(1).scaleb(-q.places)))
    message = f"The headline says {q.surface}; {old.surface} to {new.surface} in the story is {shown(change)} percent."
    return _finding(q.start, q.end, message, fix, (q.id, new.id, old.id), computed)


def _share(q: Quantity, body: list[Line]) -> Finding | None:
    """A share in the headline, where the story has one part of one whole in counts and no percentage."""
    pairs = [(line, match) for line in body for match in _PART_OF_WHOLE.finditer(line.shape)]
    if len(pairs) != 1 or q.kind is not Kind.SHARE:
        return None
    line, match = pairs[0]
    part, whole = line.figure(match, "part"), line.figure(match, "whole")
    if part is None or whole is None or not (is_count(part) and is_count(whole)) or not part.value or not whole.value:
        return None
    computed = (plain(part) / plain(whole)).scaled(_HUNDRED)
    if part.value >= whole.value or q.lenient.meets(computed):
        return None
    share = _HUNDRED * part.value / whole.value
    words = fraction_near(share) if q.style == "fraction" else None
    fix = words or format_like(q, share.quantize(Decimal(1).scaleb(-q.places)))
    message = (
        f"The headline says {q.surface}; {part.surface} of {whole.surface} in the story is {shown(share)} percent."
    )
    return _finding(q.start, q.end, message, cased(fix, q.surface), (q.id, part.id, whole.id), computed)


def _restated(q: Quantity, head: Line, body: list[Line], comparable: list[Quantity]) -> Finding | None:
    """The story's own value for the same thing, where it is plain which one that is."""
    near = [o for o in comparable if slip(q, o) is not None]
    alone = [o for o in comparable if is_count(q) and _counts_the_same(q, o)]
    if near and (not is_count(q) or not q.noun or near[0] in alone or not near[0].noun):
        other = near[0]
    elif alone and len({o.value for o in alone}) == 1:
        other = alone[0]
    elif (told := _same_place(q, head, body, comparable)) is not None:
        other = told
    elif len({o.value for o in comparable}) == 1 and not is_count(q) and q.unit != "percent":
        other = comparable[0]
    else:
        return None
    line = next(line for line in body if other in line.figures)
    if slip(q, other) is None and not shares_words(head, line, 1 if q.unit == "percent" else 2):
        return None
    value = other.value if other.value is not None else Decimal(0)
    message = f"The headline says {q.surface}, the story {other.surface}."
    return _finding(q.start, q.end, message, _headline_style(q, other, value), (q.id, other.id))


def _same_place(q: Quantity, head: Line, body: list[Line], comparable: list[Quantity]) -> Quantity | None:
    """The figure of the lead in the headline's place: after "to", the only change that way, or the only count."""
    lead = [o for o in comparable if o in body[0].figures]
    after_to = [o for o in lead if _follows_to(body[0], o)]
    if _follows_to(head, q) and len(after_to) == 1:
        return after_to[0]
    rates = [o for o in comparable if o.kind is Kind.GROWTH_RATE and o.direction == q.direction]
    if q.kind is Kind.GROWTH_RATE and len(comparable) == 1 and rates and not _follows_to(head, q):
        return rates[0]
    if is_count(q) and len(lead) == 1 and len(comparable) == 1 and shares_words(head, body[0], 3):
        return lead[0]
    return None


def _follows_to(line: Line, q: Quantity) -> bool:
    mark = f"#{line.figures.index(q)}#"
    return re.search(rf"\bto {HEDGE}$", line.shape[: line.shape.index(mark)]) is not None


def _counts_the_same(q: Quantity, other: Quantity) -> bool:
    return bool(q.noun and other.noun) and same_noun(q.noun.split()[-1], [other.noun.split()[-1]])


def _headline_style(q: Quantity, other: Quantity, value: Decimal) -> str:
    """Print the story's value the headline's way; where only the scale word differs, change that alone."""
    if slip(q, other) == "scale" and value:
        rescaled = (q.value or Decimal(0)) / q.scale * other.scale
        if rescaled and abs(rescaled - value) <= other.scale:
            return format_like(q, rescaled)
    return format_like(q, value)


def _finding(
    start: int,
    end: int,
    message: str,
    fix: str | None,
    ids: tuple[str, ...],
    computed: Interval | None = None,
) -> Finding:
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=("headline",),
        start=start,
        end=end,
        message=message,
        quantities=ids,
        computed=computed,
        suggestions=()
        if fix is None
        else (Suggestion(start=start, end=end, replacement=fix, why="as the story has it"),),
        evidence=(Evidence(kind="arithmetic", text=message),) if computed is not None else (),
    )


RULE = Rule(
    code="REP302",
    name="headline-mismatch",
    family="repetition",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("headline",),
)
