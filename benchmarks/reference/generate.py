"""Make claims over the tables in the hand-written wordings: true ones, and the same with one slip.

A claim knows its series, its area and what slipped, so that a checker can be scored without reading its mind.
The same seed gives the same claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

from amounts import Amounts
from drafts import Draft, UnfitError, table
from facts import Facts
from orders import Orders
from printing import style

__all__ = ["Claim", "claims"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence and what is known of it."""

    id: str
    half: str
    kind: str
    topic: str
    text: str
    date: str
    start: int  # the figure or wording that is judged
    end: int
    slip: str  # empty: true
    diagnoses: frozenset[str]  # names of the slip that are right
    series: frozenset[str]  # any of these may judge it
    areas: frozenset[str]


def claims(facts: Facts, half: str, count: int, seed: int) -> Iterator[Claim]:
    """Yield `count` true claims and `count` with one slip, in the wordings of one half."""
    rng = Random(f"{half}-{seed}")
    wordings = [w for w in table("wordings.csv") if w["half"] == half]
    by_kind: dict[str, list[dict[str, str]]] = {}
    for wording in wordings:
        by_kind.setdefault(wording["kind"], []).append(wording)
    turn = [w for kind in by_kind.values() for w in kind]
    maker = _Maker(facts, rng)
    for wrong in (False, True):
        made, at = 0, 0
        while made < count:
            wording = turn[at % len(turn)]
            at += 1
            for _ in range(60):
                try:
                    claim = maker.claim(wording, wrong=wrong)
                except UnfitError:
                    continue
                made += 1
                yield replace(claim, id=f"{half}-{'slip' if wrong else 'true'}-{made}")
                break
            if at > 40 * count:
                raise RuntimeError("the tables do not fill the wordings")


class _Maker(Amounts, Orders):
    def __init__(self, facts: Facts, rng: Random) -> None:
        super().__init__(facts, rng)
        self.kinds: Mapping[str, Callable[..., Draft]] = {
            "level": self._level,
            "growth": self._growth,
            "span": self._span,
            "difference": self._difference,
            "points": self._points,
            "share": self._share,
            "per_head": self._per_head,
            "multiple": self._multiple,
            "multiple_time": self._multiple_time,
            "rank": self._rank,
            "rank_group": self._rank,
            "rank_published": self._rank_published,
            "rank_bottom": self._rank_bottom,
            "rank_move": self._rank_move,
            "rank_move_published": self._rank_move_published,
            "record_high": self._record_high,
            "record_first": self._record_first,
            "streak": self._streak,
            "average": self._average,
            "from_to": self._from_to,
        }

    def claim(self, wording: dict[str, str], *, wrong: bool) -> Claim:
        topic = self.topics[wording["topic"]]
        series = topic.series[0]
        area, year = self._place(wording, topic, series)
        day = self._day(year)
        look = style(self.rng)
        draft = self.kinds[wording["kind"]](wording, topic, area, year, day, look)
        if "{Adj}" in wording["text"] and not self.areas.get(area, {}).get("of"):
            raise UnfitError
        slip, names, slots, way = "", frozenset[str](), draft.slots, draft.way
        if wrong:
            if not draft.slips:
                raise UnfitError
            sort = self.rng.choice(sorted({s[0] for s in draft.slips}))
            slip, names, changed, way = self.rng.choice([s for s in draft.slips if s[0] == sort])
            slots = {**slots, **changed}
        text, start, end = self._filled(wording["text"], slots, way or draft.way, draft.peak, area, year, day)
        return Claim(
            id="",
            half=wording["half"],
            kind=wording["kind"],
            topic=wording["topic"],
            text=text,
            date=day.isoformat(),
            start=start,
            end=end,
            slip=slip,
            diagnoses=names,
            series=frozenset({*topic.series, *draft.series}),
            areas=frozenset({area, *draft.areas}),
        )
