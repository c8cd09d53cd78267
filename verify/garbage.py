"""The garbage collector: in a start, and in a run over many stories."""

from __future__ import annotations

import gc

__all__ = ["collect_less", "collect_rarely"]

_NEW_OBJECTS = 50_000  # a story of 1,000 words makes and drops about as many
_ROUNDS = 20


def collect_rarely() -> None:
    """Look for garbage less often: what a start makes stays, and looking through it took a twentieth of the time."""
    gc.set_threshold(_NEW_OBJECTS, _ROUNDS, _ROUNDS)


def collect_less() -> None:
    """Look for garbage less often, and never again in what is loaded by now; for a process that only checks stories.

    A check leaves next to nothing that only the collector could free: a few hundred objects in 40 stories, while
    looking for it took a twentieth of the time.
    """
    gc.freeze()
    collect_rarely()
