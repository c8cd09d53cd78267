"""The wordings of `span_wordings.toml`: each reads the sentence that stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from claims.periods import find_mentions
from claims.readers import read_text
from verify.rules.dates.span_wordings import Wording, wordings
from verify.rules.dates.spoken_duration import find_durations
from verify.rules.dates.timeline import Timeline, read_timeline

_ALL = [*wordings("between"), *wordings("ago"), *wordings("ahead")]
_PUBLISHED = date(2025, 3, 6)


def line_of(text: str) -> Timeline:
    document = read_text(text, published=_PUBLISHED)
    sentences = [(s.start, s.end) for s in document.sentences]
    durations = [d for start, end in sentences for d in find_durations(text, start, end)]
    return read_timeline(text, find_mentions(document), durations, sentences)


@pytest.mark.parametrize("wording", _ALL, ids=lambda wording: wording.like)
def test_a_wording_reads_the_sentence_beside_it(wording: Wording) -> None:
    line = line_of(wording.like)
    match = wording.pattern.search(line.shape)
    assert match is not None, line.shape
    assert line.durations[int(match["d"])].text in wording.like


def test_points_and_lengths_become_signs() -> None:
    line = line_of("She came in 1998. It was 27 years ago, at 9 a.m. on 3 March, in fiscal 2001 {sic}.")
    assert line.shape == "she came in <y0>. | it was {0} ago, at <c1> on <d2>, in ~  sic ."
    assert [point.text for point in line.points] == ["1998", "9 a.m.", "3 March"]


@pytest.mark.parametrize("text", ["from 2012/13 to 2014", "in the 1990s", "compared with 2019", "on 31 April 2020"])
def test_what_is_no_point_in_time_has_no_sign(text: str) -> None:
    assert all(point.text in ("2014",) for point in line_of(text).points)
