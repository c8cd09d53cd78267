"""What a check costs as the text grows: 1 KB to 5 MB, one paragraph, one sentence, many figures, a long table."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import date

__all__ = ["main"]

_LEVELS = "The port of Halden handled {a}.3 million containers in 2024, up {b}.1 percent from {c} million in 2023."


def _sentences(size: int, between: str) -> str:
    count = size // 105
    return between.join(_LEVELS.format(a=k % 97 + 1, b=k % 9, c=k % 89 + 1) for k in range(count))


TEXTS: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: _sentences(n, "\n\n"),
    "one paragraph": lambda n: _sentences(n, " "),
    "one sentence": lambda n: "Sales rose " + " and ".join(f"to {k % 97}.3 from {k % 89}" for k in range(n // 20)),
    "figures alone": lambda n: " ".join(str(k) for k in range(100_000, 100_000 + n // 7)),
    "a table": lambda n: "| town | 2024 |\n" + "".join(f"| T{k} | {k % 89} |\n" for k in range(n // 14)),
    "no figures": lambda n: "The council met behind closed doors for most of the afternoon. " * (n // 64),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=1_000_000, help="characters of the largest text")
    largest = parser.parse_args().largest
    sizes = [size for size in (1_000, 10_000, 100_000, 1_000_000, 5_000_000) if size <= largest]
    print("Microseconds of processor time a character, full check without a record:\n")
    print("| text | " + " | ".join(f"{size:,}" for size in sizes) + " |")
    print("| --- |" + " ---: |" * len(sizes))
    for name, make in TEXTS.items():
        print(f"| {name} | " + " | ".join(_cost(make(size)) for size in sizes) + " |", flush=True)


def _cost(text: str) -> str:
    from claims.readers import read_text
    from verify.pipeline import check_document

    began = time.process_time()
    check_document(read_text(text, published=date(2025, 3, 4)), store=None)
    return f"{1e6 * (time.process_time() - began) / len(text):.1f}"


if __name__ == "__main__":
    main()
