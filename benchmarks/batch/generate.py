"""Write stories of invented towns, firms and clubs with figures that add up, and with planted errors in some.

    python -m benchmarks.batch.generate --stories 200000 stories.jsonl

The same seed gives the same bytes. Of every hundred stories `--errors` have one wrong figure, whose kind stands in
the record under "planted"; 200,000 stories are about 400 MB.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

__all__ = ["main", "stories"]

TOWNS = (
    "Halden Brennau Tarvos Kelso Marland Orlany Velmora Sanda Corvia Tolmar Ashton Elmere Ravik Dunmore Lissa".split()
)
GOODS = ("containers", "bicycles", "tonnes of steel", "electric buses", "books", "tickets", "heat pumps", "cars")
FIRMS = ("Kestrel", "Sable", "Northway", "Alder & Pine", "Meridian", "Calloway", "Ostrava Tools", "Bluefin")
PAPERS = ("The Daily Ledger", "Harbour Times", "Morning Post-Gazette", "Agency wire")
FILLER = (
    "The mayor thanked the staff and said that much remained to be done before the winter.",
    "Neighbours of the site have asked for a wall against the noise, and for fewer lorries at night.",
    "A spokesman declined to say when the decision would be taken, or by whom.",
    "Union leaders welcomed the result but warned that wages had not kept up with rents.",
    "The opposition said the plan had been announced before and would be announced again.",
    "Analysts had expected a weaker result after a wet spring and a long strike at the ferry line.",
    "Work on the new terminal goes on behind tall fences, out of sight of the street.",
)
Change = tuple[str, str | None]  # the sentence, and the kind of error in it


def _change(chance: random.Random, wrong: bool) -> Change:
    town, goods = chance.choice(TOWNS), chance.choice(GOODS)
    old = chance.randrange(2_000, 90_000)
    percent = round(chance.uniform(1.5, 40), 1)
    new = round(old * (1 + percent / 100))
    told = 100 * (new - old) / old
    if wrong:
        told = told + chance.choice((7, 11, 23))
    return f"Plants in {town} sold {new:,} {goods}, up {told:.1f} percent from {old:,} a year earlier.", "change"


def _fall(chance: random.Random, wrong: bool) -> Change:
    town = chance.choice(TOWNS)
    old = chance.randrange(40, 120) / 10
    new = round(old - chance.randrange(3, 30) / 10, 1)
    told = old - new + (chance.choice((1.7, 2.9)) if wrong else 0)
    text = f"Unemployment in {town} fell from {old:.1f} percent to {new:.1f} percent"
    return f"{text}, a drop of {told:.1f} percentage points.", "points"


def _total(chance: random.Random, wrong: bool) -> Change:
    a, b, c = (chance.randrange(20, 400) for _ in range(3))
    whole = a + b + c + (chance.choice((10, 30, 90)) if wrong else 0)
    return f"{chance.choice(FIRMS)} employs {whole:,} people: {a} fitters, {b} drivers and {c} clerks.", "total"


def _share(chance: random.Random, wrong: bool) -> Change:
    whole = chance.randrange(200, 900) * 10
    percent = chance.randrange(6, 90)
    part = round(whole * percent / 100)
    told = percent + (chance.choice((13, 27)) if wrong and percent < 60 else -5 if wrong else 0)
    return f"Of the {whole:,} homes in {chance.choice(TOWNS)}, {part:,}, or {told} percent, have fibre.", "share"


def _weekday(chance: random.Random, wrong: bool) -> Change:
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(700))
    said = day + timedelta(days=chance.randrange(1, 6) if wrong else 0)
    return f"The hall in {chance.choice(TOWNS)} opens on {said:%A}, {day:%B} {day.day}, {day.year}.", "weekday"


def _money(chance: random.Random, wrong: bool) -> Change:
    old = chance.randrange(100, 900) / 100
    percent = chance.randrange(2, 30)
    new = old * (1 + percent / 100)
    exact = 100 * (round(new, 2) - old) / old + (15 if wrong else 0)
    firm = chance.choice(FIRMS)
    return f"Revenue at {firm} rose {exact:.1f} percent to ${new:.2f} billion from ${old:.2f} billion.", "revenue"


def _plain(chance: random.Random, wrong: bool) -> Change:
    count, years = chance.randrange(12, 480), chance.randrange(3, 40)
    text = f"The club in {chance.choice(TOWNS)} has {count} members and was founded {years} years ago."
    return text, None


TEMPLATES: tuple[Callable[[random.Random, bool], Change], ...] = (
    _change, _fall, _total, _share, _weekday, _money, _plain,
)  # fmt: skip


def stories(count: int, seed: int, errors: float) -> Iterator[str]:
    """Yield `count` lines of JSON."""
    chance = random.Random(seed)
    for n in range(count):
        yield _story(chance, n, chance.random() < errors)


def _story(chance: random.Random, number: int, wrong: bool) -> str:
    day = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
    paragraphs: list[str] = []
    planted: str | None = None
    for _ in range(chance.randrange(5, 12)):
        template = chance.choice(TEMPLATES)
        here = wrong and planted is None and template is not _plain
        sentence, kind = template(chance, here)
        if here:
            planted = kind
        filler = chance.sample(FILLER, chance.randrange(1, 4))
        paragraphs.append(" ".join([sentence, *filler]))
    record = {
        "id": f"story-{number}",
        "source": chance.choice(PAPERS),
        "date": day.isoformat(),
        "headline": f"News from {chance.choice(TOWNS)}",
        "body": "\n\n".join(paragraphs),
        "planted": planted,
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("--stories", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=20250301)
    parser.add_argument("--errors", type=float, default=0.05, help="share of stories with a planted error")
    arguments = parser.parse_args()
    with arguments.target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(stories(arguments.stories, arguments.seed, arguments.errors))
    print(f"{arguments.stories:,} stories, {arguments.target.stat().st_size / 1e6:.1f} MB in {arguments.target}")


if __name__ == "__main__":
    main()
