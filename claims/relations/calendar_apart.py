"""What so much a month comes to in a year, told in the next sentence: "… €1,394 a month. Over a year the bill comes
to €16,728"; "Her pension is 1,250 francs a month. That makes 15,000 francs a year".
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import UNRIVALLED, Certainty, Kind, Relation, Term
from claims.patterns import regex
from claims.quantities.nouns import PER_TIMES
from claims.quantities.units import convert_factor
from claims.relations.ratio_told import CALENDARS, rounded
from claims.relations.scene import Scene, Slot
from claims.relations.told_frames import after, before, plain, said
from claims.relations.told_wording import ABOUT, phrases

__all__ = ["propose"]

_SUBJECT, _COMES = (phrases("year", n, lexicon="worked_out") for n in ("subject", "comes"))
_SPAN = r"(?P<span>year|month|week|day|season)"
_OPENS = regex(
    rf"^\W*(?:over|in|for|across)\s(?:an?|the|one|the course of an?)\s(?:full\s|whole\s|single\s)?{_SPAN},?\s"
    rf"(?:{_SUBJECT})\s(?:thus\s|therefore\s|already\s)?(?:{_COMES})\s{ABOUT}$"
)
_CLOSES = regex(rf"^\W*(?:{_SUBJECT})\s(?:thus\s|therefore\s|already\s)?(?:{_COMES})\s{ABOUT}$")
_A_YEAR = regex(rf"^(?:\s[\w'’-]+)?\s(?:an?|per|each|every|over an?|in an?|over the)\s(?:full\s|whole\s)?{_SPAN}\b")
_TOLD_BY = regex(r"^(?:\s[\w'’-]+)?\s(?:an?|per|each|every)\s(?P<word>day|week|month|night|hour)\b")
_ELSE = regex(
    r"\b(?:plus|including|with|without|on top|besides|after|before|more|less|extra|increase|rise"
    r"|saving|savings|gain|fewer|"
    r"instead|compared|against|once|tax|discount|average|weekdays?|working)\b"
)
_EXTRA, _ROOM = (13, 14), 0.1  # salaries a year, in some countries
_ENDS = regex(r"^[^.,;:]{0,30}(?:[.,;]|$)")


def propose(scene: Scene) -> Iterator[Relation]:
    """Yield totals of a longer time after the only rate of a shorter one that the sentence before tells."""
    for whole in scene.slots:
        if whole.q.kind not in (Kind.LEVEL, Kind.COUNT) or not plain(whole) or whole.q.unit == "percent":
            continue
        told = said(scene, whole)
        opens, closes = _OPENS.match(told), _CLOSES.match(told)
        year = _A_YEAR.match(after(scene, whole)) if closes is not None else None
        span = opens["span"] if opens is not None else year["span"] if year is not None else whole.q.per
        if (opens is None and closes is None) or span not in PER_TIMES or _ELSE.search(told + whole.right[:40]):
            continue
        rates = [s for s in before(scene, whole, 1) if _unit(s) == _unit(whole) or s.q.unit == whole.q.unit]
        if len(rates) == 1 and not _ELSE.search(rates[0].right[:40]):
            yield from _readings(whole, rates[0], span)


def _unit(slot: Slot) -> str:
    return slot.q.unit.split(" per ")[0]


def _per(rate: Slot) -> str:
    told = _TOLD_BY.match(rate.right)
    return rate.q.per if rate.q.per in PER_TIMES else told["word"] if told is not None else ""


def _readings(whole: Slot, rate: Slot, span: str) -> Iterator[Relation]:
    per = _per(rate)
    exact = convert_factor(span, per) if per and per != span else None
    lengths = CALENDARS.get((span, per), (int(exact),) if exact is not None and exact == int(exact) else ())
    made = float(whole.q.value or 0) / float(rate.q.value or 1)
    if (span, per) == ("year", "month") and any(abs(made - months) < _ROOM for months in _EXTRA):
        return
    for n, number in enumerate(lengths):
        if number < 2:
            return
        firm = n == 0 and (len(lengths) == 1 or not 0.95 * min(lengths) <= made <= 1.05 * max(lengths))
        yield Relation(
            kind="ratio_of",
            equation=f"whole == each * {number}",
            roles={"whole": (Term(quantity=rounded(whole.q)),), "each": (Term(quantity=rate.q),)},
            certainty=Certainty.LIKELY if n < 2 else Certainty.POSSIBLE,
            reading=f"so much a {per}, and what that is a {span}",
            group=f"calendar:{whole.q.id}",
            rank=n,
            tags=frozenset({UNRIVALLED}) if firm else frozenset(),
        )
