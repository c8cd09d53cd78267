"""A percentage that cannot be: a fall of more than all, a share of more than the whole.

## What it checks
A fall of over 100 percent in something that cannot go below zero; over 100 percent of a stated number of
people; a turnout, a jobless rate or a literacy rate over 100; "45 of the 40 members". Where the counts
stand beside, the right figure is computed.

## Example
> Overnight stays on the island dropped 130 percent in June, the tourist board said.

## Not flagged
> Operating profit dropped 130 percent and turned into a loss. Exports rose 130 percent. The plant worked
> at 104 percent of its capacity.

## Rounding
The printed percentage must be above 100 for every honest reading, and the computed one rounds to the
printed places."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from claims.model import Hedge, Kind, Quantity
from claims.patterns import found_by, regex
from verify.directions import direction_of
from verify.finding import Evidence, Finding, Severity, Suggestion
from verify.house_style import format_like
from verify.rules.lines import HEDGE, WORD, Line, figure
from verify.rules.measures import alike, is_count, plain, shown
from verify.rules.negative import MAY_BE_NEGATIVE
from verify.rules.percent.people import is_people
from verify.rules.rule import Context, Rule
from verify.rules.wording.direction_mismatch import change_pairs

__all__ = ["RULE", "check"]

_HUNDRED = Decimal(100)
_FALL = regex(
    rf"\b(?P<word>{WORD})(?: \w+ly| in \w+)?(?: by| of)?(?: an?| a full| some)? ?{HEDGE}{figure('n')}"
    r"(?! (?:of|above|below)\b)"
)
_CUT_BY = regex(
    r"\b(?P<word>cut|cuts|cutting|reduced|reduces|lowered|slashed"
    rf"|halved)(?: {WORD}){{1,5}} by {HEDGE}{figure('n')}"
)
_LOST = regex(rf"\b(?P<word>lost|loses|lose) {HEDGE}{figure('n')} of (?:its|their|the|his|her) ")
_LESS = regex(rf"{figure('n')} (?P<word>lower|fewer|less|smaller|decline|drop|fall|decrease" r"|reduction)\b(?! of)")
_OF_N = regex(
    rf"{figure('n')} of (?P<the>the |its |all |all the |their "
    rf"|our )?(?:{WORD} )?{figure('whole')} ?(?P<noun>(?:{WORD} ?){{0,4}})"
)
_OF_PEOPLE = regex(rf"{figure('n')} of (?:the |its |all |all the |their " rf"|our )?(?P<noun>(?:{WORD} ?){{1,3}})")
_RATE = regex(
    r"\b(?:turnout|literacy rate|jobless rate|unemployment rate|unemployment"
    r"|share of the votes?|attendance rate|vacancy rate|approval rating)"
    rf"(?: (?:in|of|at|among) (?:the )?{WORD}){{0,2}}(?: (?:of|was|is|reached|hit"
    rf"|stood at|rose to|fell to|climbed to|at|to))? {HEDGE}{figure('n')}"
)
_SHARE_OF = regex(
    rf"\b(?:share|proportion|percentage) of (?P<who>(?:{WORD} ){{1,6}}?)(?:of|was|is"
    r"|rose to|fell to|reached|stood at|hit)"
    rf" {HEDGE}{figure('n')}"
)
_K_AMONG_N = regex(rf"{figure('k')} {WORD} among (?:the|its|their) {figure('n')}(?P<tail>.?)")
_K_OF_N = regex(
    rf"(?<![#@] )(?<!-){figure('k')} (?:out )?of (?:the|its|their|his|her|our|these"
    rf"|those) {figure('n')}(?P<tail>.?)"
)
_OWNING = regex(rf" (?:{WORD} )?[a-z-]+(?:'s|s') ")  # "640 of the two firms' 21,300 jobs"
_BEFORE_THAT = regex(r" (?:before|previous|preceding|earlier|ago|to )")
_MEASURED_AGAINST = regex(
    r"\b(?:target|targets|planned|plan|goal|quota|capacity|places|seats|level"
    r"|average|norm|expected|gdp|budget|forecast|beds|eligible|coverage)\b"
)
_DENIED = regex(r"\b(?:cannot|can't|impossible|if|never)\b")
_NOT_SO = regex(r"(?:\bnot\b|\bno\b|n't\b)[^.;]{0,60}$")  # "not 130 percent", but "130 percent are not insured"


def check(context: Context) -> Iterator[Finding]:
    for line in context.lines:
        if not line.figures or _DENIED.search(line.shape):
            continue
        if any(_above(q) for q in line.figures):
            yield from (f for f in _falls(line) if not _denied(context, f))
            yield from (f for f in _shares(line) if not _denied(context, f))
        yield from (f for f in _parts(line) if not _denied(context, f))


def _denied(context: Context, finding: Finding) -> bool:
    """Tell whether the sentence denies the figure before it comes to it."""
    start = context.document.sentence_at(finding.start).start
    return _NOT_SO.search(context.document.text[start : finding.start].lower()) is not None


def _above(q: Quantity | None) -> bool:
    if q is None or q.unit != "percent" or q.hedge in (Hedge.AT_MOST, Hedge.LESS_THAN):
        return False
    lower = plain(q).lower
    return lower is not None and lower > _HUNDRED


def _falls(line: Line) -> Iterator[Finding]:
    for match in (match for pattern in (_FALL, _CUT_BY, _LOST, _LESS) for match in pattern.finditer(line.shape)):
        q, word = line.figure(match, "n"), match.group("word")
        falls = word in ("lower", "fewer", "less", "smaller", "down") or direction_of(word, "verbs", "nouns") < 0
        if q is None or not _above(q) or not falls or q.direction == "up" or MAY_BE_NEGATIVE.search(line.shape):
            continue
        pair = _levels(line, q)
        if pair is not None and pair[1].value and pair[0].value is not None:
            new, old = pair
            change = (_HUNDRED * abs((new.value or Decimal(0)) - old.value) / old.value) if old.value else Decimal(0)
            worked = f"{new.surface} against {old.surface} is {shown(change)} percent less"
            yield _finding(
                q, f"Nothing can fall by {q.surface}: 100 percent is all of it; {worked}.", change, (new, old)
            )
        else:
            yield _finding(
                q,
                f"Nothing that cannot be negative falls by {q.surface}: 100 percent is all of it.",
                None,
                (),
            )


def _levels(line: Line, rate: Quantity) -> tuple[Quantity, Quantity] | None:
    for _, new, old in change_pairs(line):
        if (
            rate.id not in (new.id, old.id)
            and new.value is not None
            and old.value is not None
            and new.value < old.value
        ):
            return new, old
    levels = [q for q in line.figures if q.id != rate.id and q.kind in (Kind.LEVEL, Kind.COUNT) and q.value]
    if len(levels) == 2 and alike(*levels):
        low, high = sorted(levels, key=lambda q: q.value or Decimal(0))
        return low, high
    return None


def _shares(line: Line) -> Iterator[Finding]:
    for match in _OF_N.finditer(line.shape):
        q, whole = line.figure(match, "n"), line.figure(match, "whole")
        if q is None or whole is None or not _above(q) or not is_count(whole) or not whole.value:
            continue
        part = _part_beside(line, q, whole)
        people = is_people(match.group("noun").split() + whole.noun.lower().split())
        if part is not None:
            share = _HUNDRED * (part.value or Decimal(0)) / whole.value
            message = (
                f"A share of {whole.surface} is 100 percent at most: {part.surface} of "
                f"{whole.surface} is {shown(share)} percent."
            )
            yield _finding(q, message, share, (part, whole))
        elif people and not _MEASURED_AGAINST.search(line.shape):
            yield _finding(q, f"{q.surface} of {whole.surface} is more than all of them.", None, (whole,))
    for match in _OF_PEOPLE.finditer(line.shape):
        q = line.figure(match, "n")
        if (
            q is not None
            and _above(q)
            and is_people(match.group("noun").split()[:3])
            and not _MEASURED_AGAINST.search(line.shape)
        ):
            yield _finding(q, f"{q.surface} of a group is more than all of it.", None, ())
    for match in (*_RATE.finditer(line.shape), *_SHARE_OF.finditer(line.shape)):
        q = line.figure(match, "n")
        if found_by(match, _SHARE_OF) and not is_people(match.group("who").split()[:2]):
            continue
        if q is not None and _above(q):
            yield _finding(q, f"Such a rate cannot exceed 100 percent, and {q.surface} does.", None, ())


def _part_beside(line: Line, share: Quantity, whole: Quantity) -> Quantity | None:
    """Return the one other count of the line that can be the part."""
    counts = [
        q for q in line.figures
        if q.id not in (share.id, whole.id) and is_count(q) and q.kind is Kind.COUNT and q.value is not None
        and whole.value is not None and 0 < q.value <= whole.value
    ]  # fmt: skip
    return counts[0] if len(counts) == 1 else None


def _parts(line: Line) -> Iterator[Finding]:
    for match in (*_K_OF_N.finditer(line.shape), *_K_AMONG_N.finditer(line.shape)):
        k, n = line.figure(match, "k"), line.figure(match, "n")
        if (
            k is None
            or n is None
            or match.group("tail") not in (" ", ",", ".", "")
            or not is_count(k)
            or not is_count(n)
        ):
            continue
        if (
            Kind.COUNT not in (k.kind, n.kind)
            or k.value is None
            or n.value is None
            or n.style == "fraction"
            or k.style == "fraction"
        ):
            continue
        smallest, largest = plain(k).lower, plain(n).upper
        if smallest is None or largest is None or smallest <= largest:
            continue
        if k.scale > n.scale and _BEFORE_THAT.match(line.shape, match.end("n") + 1):
            continue  # "72.5 billion of the 12 before that": months
        if found_by(match, _K_OF_N) and (k.noun or _OWNING.match(line.shape, match.end("n") + 1)):
            continue
        yield _finding(k, f"{k.surface} of {n.surface} is more than all of them.", None, (n,))


def _finding(q: Quantity, message: str, right: Decimal | None, others: tuple[Quantity, ...]) -> Finding:
    fixes: tuple[Suggestion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    if right is not None:
        rounded = right.quantize(Decimal(1).scaleb(-q.places))
        fixes = (
            Suggestion(start=q.start, end=q.end, replacement=format_like(q, rounded), why="computed from the counts"),
        )
        evidence = (
            Evidence(
                kind="arithmetic",
                text=f"{' and '.join(o.surface for o in others)}: {shown(right, 2)} percent",
            ),
        )
    elif q.unit == "percent" and q.value is not None and q.value > _HUNDRED and q.style == "digits":
        shifted = (format_like(q, value) for value in (q.value / 10, q.value / 100) if 1 <= value <= _HUNDRED)
        why = "if the decimal point is out of place"
        fixes = tuple(Suggestion(start=q.start, end=q.end, replacement=text, why=why, likely=False) for text in shifted)
    return Finding(
        rule=RULE.name,
        code=RULE.code,
        severity=Severity.ERROR if right is not None else Severity.WARNING,
        diagnosis=("impossible",),
        start=q.start,
        end=q.end,
        message=message,
        quantities=(q.id, *(o.id for o in others)),
        suggestions=fixes,
        evidence=evidence,
    )


RULE = Rule(
    code="PCT201",
    name="impossible-percentage",
    family="percent",
    since="0.1.0",
    severity=Severity.ERROR,
    check=check,
    diagnoses=("impossible",),
)
