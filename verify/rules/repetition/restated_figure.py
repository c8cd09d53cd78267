"""A figure that comes back later in the story as another one.

## What it checks
A sentence that plainly refers back ("the 64 buried houses", "the €4.3 billion purchase", "the whole of
the loan"), a person with two ages, and the same indicator of the same area and period given twice. Most
restatements are left alone: a finding needs the same noun and a slip that explains the difference (digits
swapped, another scale word, -teen for -ty), or a noun that can only mean the sum stated before.

## Example
> Flooding cut off 38 farms in the valley on Monday. Supplies had reached most of the 83 farms by noon.

## Not flagged
> Flooding cut off 38 farms in the valley on Monday. Supplies had reached the 21 farms nearest the road by
> noon. The other 17 farms must wait.

## Rounding
Two figures that meet under rounding are the same figure. A figure that is a sum or a difference of
earlier ones is a new one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.model import Kind, Quantity
from claims.patterns import regex
from verify.finding import Finding, Severity, Suggestion
from verify.house_style import format_like
from verify.rules.lines import WORD, Line, figure
from verify.rules.measures import agree, alike, apart, is_count, is_money, slip
from verify.rules.repetition.references import deal_words, same_noun, stem
from verify.rules.rule import Context, Rule

__all__ = ["RULE", "check"]

_DEFINITE = regex(
    r"\b(?:the|this|that|its|their|these|those) (?:whole |full |entire |total "
    rf"|same )?{figure('n')}(?P<np>(?:[ -]{WORD}){{1,3}})"
)
_AGE = regex(
    r"(?P<name>\b[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}), (?:aged? |an? )?"
    r"(?P<age>[1-9]\d?)(?=-year-old|[,.;]| and\b| who\b)"
)
_AGED = regex(r", (?:aged? |an? )?[1-9]\d?(?=-year-old|[,.;]| and\b| who\b)")  # found faster than the name before it
_NEW_THING = regex(r"^,? (?:of|in|at|for|near|on|from|to) ")
_OTHER = regex(r"\b(?:another|second|other|separate|previous|earlier|former|last year|remaining|new)\b")
_SUMS_UP_TO = 24
_SHORT = 3  # letters
_MEMORY = 300  # figures
_LONG = 3  # letters of a scale word that is written out


def check(context: Context) -> Iterator[Finding]:
    yield from _definite(context)
    yield from _ages(context)
    yield from _same_cell(context)


def _definite(context: Context) -> Iterator[Finding]:
    lines = context.lines
    earlier: list[tuple[Quantity, Line]] = []
    for line in lines:
        if not line.figures:
            continue
        for match in _DEFINITE.finditer(line.shape):
            q = line.figure(match, "n")
            if q is None or q.value is None or _OTHER.search(line.shape[match.start() : match.end() + 12]):
                continue
            rivals = [(o, at) for o, at in earlier[-_MEMORY:] if alike(o, q) and o.kind is not Kind.MULTIPLE]
            rivals = [(o, at) for o, at in rivals if not _of_another_place(context, o, q)]
            if not rivals or any(agree(o, q) for o, _ in rivals) or _derived(q, [o for o, _ in earlier]):
                continue
            source = _source(q, match, line, rivals)
            if source is not None:
                yield _finding(q, source)
        earlier.extend((q, line) for q in line.figures)


def _of_another_place(context: Context, earlier: Quantity, q: Quantity) -> bool:
    """Tell whether the two figures are of different places: "the 5,500 homes in Ash … the 5,050 homes in Elm"."""
    areas = [binding.area if (binding := context.bindings.get(x.id)) else None for x in (earlier, q)]
    one, other = areas
    return one is not None and other is not None and not other.inferred and one.name != other.name


def _source(q: Quantity, match: re.Match[str], line: Line, rivals: list[tuple[Quantity, Line]]) -> Quantity | None:
    """Return the earlier figure that the definite phrase refers back to."""
    words = match.group("np").replace("-", " ").split()
    rest = line.shape[match.end() :]
    if is_count(q):
        same = [o for o, _ in rivals if o.noun and same_noun(o.noun.lower().split()[-1], words)]
        near = [o for o in same if slip(o, q) is not None]
        return near[-1] if len(same) == len(near) and near else None
    for word in words:
        verbs = deal_words(word)
        told = [o for o, at in rivals if verbs & set(re.findall(WORD, at.shape))]
        if verbs and is_money(q) and told:
            near = [o for o in told if slip(o, q) is not None]
            if near:
                return near[-1]
            lone = len(rivals) == 1 and not _NEW_THING.match(rest) and not re.search(r"@\d+@", line.shape)
            return told[0] if lone else None
        if q.unit not in ("", "percent") and len(word) > _SHORT:
            named = [o for o, at in rivals if _names(at, word) and slip(o, q) is not None]
            if named:
                return named[-1]
    return None


def _names(line: Line, word: str) -> bool:
    return stem(word) in {stem(w) for w in re.findall(WORD, line.shape)}


def _derived(q: Quantity, earlier: list[Quantity]) -> bool:
    """Tell whether the figure is the sum or the difference of two earlier ones."""
    values = [o.value for o in earlier[-_SUMS_UP_TO:] if o.value is not None and alike(o, q)]
    return any(a + b == q.value or a - b == q.value for a in values for b in values if a is not b)


def _ages(context: Context) -> Iterator[Finding]:
    """A person with two ages; family members are told apart by their first names."""
    text = context.document.text
    told: dict[str, tuple[str, str]] = {}
    full_names: dict[str, set[str]] = {}
    aged = list(_AGE.finditer(text)) if _AGED.search(text) else []
    for match in aged:
        name = match.group("name")
        surname = name.split()[-1]
        if " " in name:
            full_names.setdefault(surname, set()).add(name)
    for match in aged:
        name, age = match.group("name"), match.group("age")
        surname = name.split()[-1]
        family = full_names.get(surname, set())
        known = told.get(surname)
        if len(family) != 1 or len(surname) < 3 or known is None:
            told.setdefault(surname, (name, age))
            continue
        if known[1] == age or (" " in name and name != known[0]) or _at_another_time(context, match.start()):
            continue
        start, end = match.span("age")
        yield _two(
            start,
            end,
            f"{known[0]} is {known[1]} earlier in the story and {age} here.",
            known[1],
            "the age given first",
        )


def _at_another_time(context: Context, at: int) -> bool:
    sentence = context.document.sentence_at(at)
    return any(sentence.start <= m.start < sentence.end and m.absolute for m in context.mentions)


def _same_cell(context: Context) -> Iterator[Finding]:
    """The same indicator, area and period with two figures that are a slip of one another."""
    cells: dict[tuple[str, str, str, str], Quantity] = {}
    for q in context.quantities:
        binding = context.bindings.get(q.id)
        if binding is None or binding.indicator is None or q.kind not in (Kind.LEVEL, Kind.COUNT) or q.period is None:
            continue
        at_head = context.document.block_of(context.document.sentence_at(q.start)).kind != "paragraph"
        guessed = {"indicator", "period"} & set(binding.inferred)
        if at_head or guessed or q.value is None or len(binding.indicator.normal.split()) < 2:
            continue
        area = "" if binding.area is None else binding.area.name
        key = (binding.indicator.normal, area, q.period, q.unit)
        first = cells.setdefault(key, q)
        if first is q or not apart(first, q) or slip(first, q) is None:
            continue
        if context.document.sentence_at(first.start).index != context.document.sentence_at(q.start).index:
            yield _finding(q, first)


def _finding(q: Quantity, source: Quantity) -> Finding:
    named = slip(source, q)
    why = {
        "digit-typo": " (two digits have changed places)",
        "scale": " (another scale word)",
        "teen-ty": " (-teen and -ty)",
    }
    message = f"{q.surface} refers back to a figure that was {source.surface}{why.get(named or '', '')}."
    if source.value is None:
        return _two(q.start, q.end, message, None, "", (source.id, q.id))
    slugs = ("restated",) if named is None else ("restated", str(named))
    return _two(q.start, q.end, message, _like(q, source), "the figure given first", (source.id, q.id), slugs)


def _like(q: Quantity, source: Quantity) -> str:
    """Print the source's value the later figure's way; where only the scale word differs, change that."""
    value = source.value if source.value is not None else Decimal(0)
    same_style = (len(q.scale_text) > _LONG) == (len(source.scale_text) > _LONG)
    if (
        q.scale_text
        and source.scale_text
        and same_style
        and q.value is not None
        and q.value / q.scale == value / source.scale
    ):
        return q.surface.replace(q.scale_text, source.scale_text)
    return format_like(q, value)


def _two(
    start: int,
    end: int,
    message: str,
    replacement: str | None,
    why: str,
    quantities: tuple[str, ...] = (),
    diagnosis: tuple[str, ...] = ("restated",),
) -> Finding:
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.WARNING,
        diagnosis=diagnosis,
        start=start,
        end=end,
        message=message,
        quantities=quantities,
        suggestions=()
        if replacement is None
        else (Suggestion(start=start, end=end, replacement=replacement, why=why),),
    )


RULE = Rule(
    code="REP301",
    name="restated-figure",
    family="repetition",
    since="0.1.0",
    severity=Severity.WARNING,
    check=check,
    diagnoses=("restated", "scale", "digit-typo", "teen-ty"),
)
