"""Feed the reader of quantities with broken, random and mutated text; no input may raise or give a false place.

    python benchmarks/fuzz_extraction.py [--inputs 100000] [--seed 20240601]

Every third input is a sentence of the corpus with characters dropped, doubled, swapped or replaced; every third a
row of pieces that make up figures; every third is random Unicode. The same seed gives the same inputs. The exit
status is 1 where an input failed; it is printed as a Python literal, to be put into a test.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from claims.model import Quantity
from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import read_text

_CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus" / "quantities"
_MARK = re.compile(r"\[([^\]]*)\]")
PIECES = """
$ € £ US$ Rs Rmb C$ 1 5 10 19 1,234 1.5 2024 2018-19 3.4 6,5000 1..2 .5 ½ ¼ 1/2 0 00 007 1e5 % ‰ percent per cent
percentage point points basis bps pp - – — − + ( ) [ ] , . ; : / ' ’ " “ million bn m k lakh crore hundred thousand
dozen half a an the third two-thirds twenty-two one in five out of doubled threefold twice times x to from by and or
between 10,000 residents day year month rose fell up down more than less about at least most nearly over under 21st
first second XXI No. # table FTSE S&P 500 Article aged old people jobs km/h °C degrees square metres kg tonne barrel
head each every lower higher was were is minus plus May March Q3 3-1 12:30 a.m. http://a.b/1 x@y.zz #5 @6 _ ~ < > |
points index magnitude share rate growth \n \n\n \t
""".split(" ")
_SIGNS = "0123456789.,-–−$€£%()/:'’ \u00a0\u2009\n²½İßﬁ٣𝟗\u0000\u200b\ud7ff😀"


def corpus_sentences() -> list[str]:
    """Return the sentences of the corpus of quantities, without its marks."""
    lines = (line for path in sorted(_CORPUS.glob("*.md")) for line in path.read_text(encoding="utf-8").splitlines())
    return [_MARK.sub(r"\1", line[2:].rpartition(" => ")[0]) for line in lines if line.startswith("- ")]


def _mutated(chance: random.Random, text: str) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(letters) + 1)
        way = chance.randrange(4)
        if way == 0:
            letters.insert(at, chance.choice(_SIGNS))
        elif way == 1:
            letters[at : at + chance.randint(1, 4)] = []
        elif way == 2:
            letters[at:at] = letters[max(0, at - chance.randint(1, 9)) : at]
        else:
            letters[at : at + 1] = chance.choice(_SIGNS)
    return "".join(letters)


def inputs(seed: int) -> Iterator[str]:
    """Yield texts without end, the same ones for the same seed."""
    chance = random.Random(seed)
    sentences = corpus_sentences()
    while True:
        yield _mutated(chance, chance.choice(sentences))
        yield "".join(chance.choice(PIECES) + chance.choice(("", " ", " ", " ")) for _ in range(chance.randint(1, 30)))
        yield "".join(
            chr(chance.choice((chance.randrange(32, 127), chance.randrange(0xA0, 0x2FFF), chance.randrange(0xD800))))
            for _ in range(chance.randint(0, 80))
        )


def check(text: str) -> int:
    """Read a text and return how many figures it holds; raises AssertionError on a false place."""
    document = read_text(text)
    quantities = extract(document, find_mentions(document))
    check_places(document.text, quantities)
    return len(quantities)


def check_places(text: str, quantities: Sequence[Quantity]) -> None:
    """Check that every figure stands where it says and that none overlap; raises AssertionError."""
    at = 0
    for quantity in quantities:
        assert text[quantity.start : quantity.end] == quantity.surface, "surface is not at its place"
        assert at <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end, "places overlap"
        assert quantity.is_claim == (quantity.skipped is None), "a claim with a reason to skip it"
        at = quantity.end


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=20240601)
    arguments = parser.parse_args()
    began, figures, failures, characters = time.perf_counter(), 0, 0, 0
    for _, text in zip(range(arguments.inputs), inputs(arguments.seed), strict=False):
        characters += len(text)
        try:
            figures += check(text)
        except Exception:  # whatever it is, it is what we look for
            failures += 1
            print(f"{text!r}\n{traceback.format_exc(limit=-2)}", flush=True)
    seconds = time.perf_counter() - began
    print(
        f"{arguments.inputs:,} inputs (seed {arguments.seed}), {characters:,} characters, "
        f"{figures:,} figures read, {failures} failures, {seconds:.0f} s"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
