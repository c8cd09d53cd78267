"""Conversions in brackets made with true rates, and with one slip: false alarms and slips found.

    python benchmarks/reference/conversions.py --stories 2000

Amounts are converted at the rate of a day up to a month before the story, or at the mean of the last month, and
rounded as stories round; every seventh story is of a country whose own dollars are printed as "$".
"""

from __future__ import annotations

import argparse
import random
from datetime import date, timedelta
from decimal import Decimal

from claims.readers import read_text
from reference.rates import Rates, RateTable, ecb_rates
from verify.pipeline import check_document

FORMS = {
    "USD": ("US${}", "${}", "{} US dollars"), "EUR": ("€{}", "{} euros"), "GBP": ("£{}",), "JPY": ("{} yen",),
    "CNY": ("{} yuan", "RMB {}"), "CAD": ("C${}",), "AUD": ("A${}",), "CHF": ("{} Swiss francs",),
    "INR": ("₹{}", "{} rupees"), "KRW": ("{} won",), "SEK": ("{} Swedish kronor",), "MXN": ("{} Mexican pesos",),
}  # fmt: skip
FRAMES = (
    "The group sold its mill for {} ({}).",
    "Building the bridge will cost {} (about {}), the council said.",
    "Revenue rose to {} ({}) in the quarter.",
    "The fine of {}, or {}, was paid on Tuesday.",
)
SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
SLIPS = ("turned", "ten", "tenth", "thousand")


def amount(value: Decimal, digits: int) -> str:
    """Print an amount with so many significant digits, in words of scale above a million."""
    factor, word = next(((f, f" {w}") for f, w in SCALES if value >= f), (Decimal(1), ""))
    shown = value / factor
    rounded = round(shown, digits - 1 - shown.adjusted())
    return f"{rounded:,f}" + word


def rate_of(bank: RateTable, base: str, quote: str, day: date, rng: random.Random) -> Decimal | None:
    if rng.random() < 0.2:
        last = (day.replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
        rate = bank.mean(base, quote, last)
    else:
        rate = bank.on(base, quote, day - timedelta(days=rng.choice((0, 0, 0, 1, 1, 2, 5, 14, 30))))
    return rate.value if rate else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=20240601)
    given = parser.parse_args()
    bank = ecb_rates()
    if bank is None:
        raise SystemExit("this needs the extra “rates”")
    rates, rng = Rates(), random.Random(given.seed)
    alarms, made, supported = 0, 0, 0
    tried, found = dict.fromkeys(SLIPS, 0), dict.fromkeys(SLIPS, 0)
    while made < given.stories:
        day = date(2006, 1, 1) + timedelta(days=rng.randrange(7400))
        base, quote = rng.sample(sorted(FORMS), 2)
        local = made % 7 == 0  # an Australian or Canadian story, with its own dollars
        if local:
            base = rng.choice(("AUD", "CAD"))
            quote = rng.choice(("GBP", "EUR", "JPY"))
        rate = rate_of(bank, base, quote, day, rng)
        if rate is None:
            continue
        value = Decimal(rng.randrange(11, 999)).scaleb(rng.randrange(4, 10))
        first = amount(value, rng.choice((2, 3)))
        frame = rng.choice(FRAMES)
        written = f"${first}" if local else rng.choice(FORMS[base]).format(first)
        form, digits = rng.choice(FORMS[quote]), rng.choice((2, 2, 3))

        def judge(converted: Decimal) -> tuple[bool, list[str]]:
            story = frame.format(written, form.format(amount(converted, digits)))  # noqa: B023
            report = check_document(read_text(story, published=day), store=None, rates=rates)  # noqa: B023
            alarmed = any(f.rule == "exchange-rate-mismatch" for f in report.findings)
            if alarmed and converted == value * rate:  # noqa: B023
                print(f"false alarm, {day}: {story}")  # noqa: B023
            return alarmed, [s.name for s in report.sources]

        alarmed, sources = judge(value * rate)
        made += 1
        alarms += alarmed
        supported += bool(sources) and not alarmed
        if not local:
            slip = SLIPS[made % len(SLIPS)]
            wrong = {
                "turned": value / rate,
                "ten": value * rate * 10,
                "tenth": value * rate / 10,
                "thousand": value * rate * 1000,
            }
            tried[slip] += 1
            found[slip] += judge(wrong[slip])[0]
    print(f"{made} true conversions: {alarms} false alarms, {supported} supported")
    for slip in SLIPS:
        print(f"{slip}: {found[slip]} of {tried[slip]} found")


if __name__ == "__main__":
    main()
