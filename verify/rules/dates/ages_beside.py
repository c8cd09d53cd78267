"""An age told beside a name, and an older age of the same person in the clause that goes on.

"Tarrow, 58, who took over the farm in 1994 when she was 27"; "Orme, 66, joined at 34 in 1993"; "the drummer is 34 and
was 19 when they first won, in 2009": the older age and its year give the years of birth, and these the age now.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from claims import period as periods
from claims.model import PeriodMention
from claims.patterns import regex
from verify.rules.dates.ages_apart import LaterAge
from verify.rules.dates.lifetime import RELATIVES, Birth, Span
from verify.rules.small_numbers import NUMBER, cardinal

__all__ = ["ages_beside"]

_NOW = regex(r"[A-Z][\w'’-]+,\s(?P<now>\d\d),\s|[A-Z][\w'’-]+,\sis\s(?P<now2>\d\d)\sand\s(?=was\s)")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_AGE = rf"(?P<age>{NUMBER})"
_SAME = (
    r"(?:(?!\b(?:he|she|they|whose|after|before|than|until|while|but|since)\b|(?:19|20)\d\d\b)"
    r"(?:[^.;:()]|\.(?=\d))){1,90}?"
)
_THEN = tuple(
    regex(form)
    for form in (
        rf"(?:who\s)?{_SAME}\bin\s{_YEAR},?\s(?:when|while)\s(?:he|she)\swas\s(?:just\s|only\s|still\s)?{_AGE}(?=[.,;]|\sand\b|$)",
        rf"(?:who\s)?{_SAME}\s(?:at|aged|at\sthe\sage\sof)\s(?P<age>\d\d)\sin\s{_YEAR}(?=[.,;]|\sand\b|$)",
        rf"(?:who\s)?{_SAME}\bin\s{_YEAR},?\s(?:at|aged|at\sthe\sage\sof)\s(?:just\s|only\s)?(?P<age>\d\d)(?=[.,;]|\sand\b|$)",
        rf"was\s(?:just\s|only\s|still\s)?{_AGE}\swhen\s[^.;:()\d]{{1,60}}?,?\sin\s{_YEAR}(?=[.,;]|\sand\b|$)",
    )
)
_HAD = regex(r"\b(?:had|would)\b")
_LEAST, _MOST = 5, 100


def ages_beside(
    text: str, mentions: Sequence[PeriodMention], start: int, end: int, now: Span
) -> tuple[Birth, LaterAge] | None:
    """Return the birth that the older age gives, and the age now printed before it.

    Where another year of the story would fit the age beside the name, that year may be meant, and nothing is returned.
    """
    for named in _NOW.finditer(text, start, end):
        for form in _THEN:
            then = form.match(text, named.end(), end)
            age = cardinal(then["age"]) if then else None
            if then is None or age is None or not _LEAST <= age < _MOST:
                continue
            said = text[named.start() : then.end()]
            group = "now" if named["now"] else "now2"
            value, year = int(named[group]), int(then["year"])
            if RELATIVES.search(said) or _HAD.search(said) or _of_another_year(mentions, year, year - age + value):
                return None
            born = date(year - age - 1, 1, 2), date(year - age, 12, 31)
            birth = Birth(then.start("age"), then.end(), named.start(), f"{born[0].year} or {born[1].year}", born)
            return birth, LaterAge(*named.span(group), value, (now[0] - timedelta(days=1), now[1]))
    return None


def _of_another_year(mentions: Sequence[PeriodMention], told: int, fitting: int) -> bool:
    years = {y for m in mentions if m.absolute and (y := periods.year_of(m.period)) is not None}
    return any(y != told and abs(y - fitting) <= 1 for y in years)
