"""Part, whole and share that would fit but for one plain slip: part and whole swapped, or a wrong scale.

A part above its whole is no part as a rule, and such a reading is not made. Where the printed share is exactly what the
two make the other way round, or with a scale word or the decimal point of one put right, the slip explains it.
"""

from __future__ import annotations

from claims.relations.scene import Slot

__all__ = ["fits_when_mended", "is_above"]

_MILLION, _THOUSAND = 1_000_000, 1000
_SCALES = (1e3, 1e6, 10)  # a scale word, two of them, the decimal point


def fits_when_mended(share: Slot, part: Slot, whole: Slot) -> bool:
    """Tell whether a part that is above its whole makes the share with it once a slip is put right."""
    if not (part.q.value and whole.q.value and share.q.value) or part.q.value <= whole.q.value:
        return False
    per = 100 if share.q.unit == "percent" else 1
    told = float(share.q.value) / per
    room = float(share.q.strict.width or 0) / per / 2 + 1e-9
    over = float(part.q.value) / float(whole.q.value)
    return abs(1 / over - told) <= room or any(abs(over / scale - told) <= room for scale in _SCALES)


def is_above(part: Slot, whole: Slot) -> bool:
    """Tell whether a part is no less than its whole, and would be so with the scale word of the whole, too.

    "Of 5.2 million tonnes, 1.8 billion went abroad" is a part with a wrong scale word, or a whole.
    """
    if (part.q.value or 0) < (whole.q.value or 0):
        return False
    worded = part.q.scale > whole.q.scale >= _MILLION
    return not worded or (part.q.value or 0) / _THOUSAND >= (whole.q.value or 0)
