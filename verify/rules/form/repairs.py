"""What a malformed numeral may have been: the digits regrouped, a digit too many dropped, one point kept."""

from __future__ import annotations

import re

__all__ = ["repairs"]

_LONGEST = 40  # characters; a longer row of digits is no number that somebody meant


def repairs(numeral: str) -> tuple[tuple[str, str], ...]:
    """Return (as it would be printed, as a plain number) of every likely repair, the plainest first.

    >>> repairs("12,4600")[0]
    ('124,600', '124600')
    """
    if len(numeral) > _LONGEST:
        return ()
    body = numeral.strip()
    sign = "-" if body[:1] in "-−" else ""
    body = body.lstrip("-−+")
    found: dict[str, str] = {}
    for text in (*_grouped(body), *_pointed(body)):
        plain = text.replace(",", "").replace(" ", "")
        if text != body and re.fullmatch(r"\d+(?:\.\d+)?", plain):
            found.setdefault(sign + text, sign + plain)
    return tuple(found.items())


def _grouped(body: str) -> list[str]:
    """Repairs of a number with commas: all digits regrouped, then each oversized group cut by one digit."""
    whole, point, fraction = body.partition(".")
    if "," not in whole or "." in fraction:
        return []
    groups = whole.split(",")
    tail = point + fraction
    options = [f"{int(''.join(groups)):,}{tail}"] if "".join(groups).isdigit() else []
    cut = [g if n == 0 or len(g) == 3 else g[:3] if len(g) > 3 else g for n, g in enumerate(groups)]
    if cut != groups and all(len(g) == 3 for g in cut[1:]):
        options.append(",".join(cut) + tail)
    tail_cut = [g if n == 0 or len(g) == 3 else g[-3:] if len(g) > 3 else g for n, g in enumerate(groups)]
    if tail_cut != cut and all(len(g) == 3 for g in tail_cut[1:]):
        options.append(",".join(tail_cut) + tail)
    padded = [g if n == 0 or len(g) == 3 else g.ljust(3, "0") for n, g in enumerate(groups)]
    if padded not in (groups, cut) and all(len(g) == 3 for g in padded[1:]):
        options.append(",".join(padded) + tail)
    if len(groups) == 2 and 0 < len(groups[1]) < 3:
        options.append(f"{groups[0]}.{groups[1]}")
    return options


def _pointed(body: str) -> list[str]:
    """Repairs of a number with two points: one of them kept, or a comma meant by the first."""
    if body.count(".") < 2:
        return []
    parts = body.split(".")
    options = []
    for keep in range(1, len(parts)):
        options.append(f"{''.join(parts[:keep])}.{''.join(parts[keep:])}")
    if all(len(p) == 3 for p in parts[1:-1]):
        options.append(",".join(parts[:-1]) + "." + parts[-1])
    return options
