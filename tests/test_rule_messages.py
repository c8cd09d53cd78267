# ruff: noqa: E501 - one message a line
"""Messages of the arithmetic rules, word for word: what the desk reads."""

from __future__ import annotations

import pytest

from claims.readers import read_text
from verify.pipeline import check_document

MESSAGES = {
    "Bookings rose 21.4 percent to 4,824 in June, from 4,292 in May.": "From 4,292 to 4,824 is a rise of 12.4 percent, not 21.4 percent. Did you mean “12.4 percent” (two digits are swapped)?",
    "The grid operator's revenue grew 5 percent to $6.3 million from $6.0 billion a year earlier.": "From $6.0 billion to $6.3 million is a fall of 99.9 percent, not a rise of 5 percent. Did you mean “$6.3 billion” (million for billion) or “$6.0 million”?",
    "Exports fell to 9,412 tonnes from 8,967 tonnes.": '"fell" does not fit the figures: 9,412 tonnes is more than 8,967 tonnes. Did you mean "rose"?',
    "Membership of the chess club more than doubled, from 1,900 to 3,610.": "3,610 is 1.9 times 1,900, which is less than “doubled”, not more. Did you mean “nearly doubled” (it is a little less than that)?",
    "The jobless rate fell 20 percentage points to 4 percent, from 5 percent.": "From 5 percent to 4 percent is a change of 1 percentage point, not 20 percentage points. Did you mean “20 percent” (20 percentage points is the relative change)?",
    "Revenue rose 12.5 percentage points to $9.0 million, from $8.0 million a year earlier.": "From $8.0 million to $9.0 million is a rise of 12.5 percent: an amount changes by percent, not by percentage points. Did you mean “12.5 percent”?",
    "The toll on the tunnel is €15, 50% more than the €10 charged on the bridge, so drivers on the bridge pay 50% less.": "From €15 to €10 is a fall of 33.3%, not 50%. Did you mean “33%” (the percentage is now taken of €15, not of €10)?",
    "The firm employs 112 people: 62 in Leeds and 15 in York.": "62 + 15 add up to 77, not 112. Did you mean “50” (-teen and -ty sound alike)?",
    "The government promised $600 in aid, including $250 million for schools.": "$250 million is more than the $600 it is part of. Did you mean “$600 million” (the word million is missing)?",
    "Adeyemi has 47 percent and Brandt 41 percent, a lead of eight points.": "The difference between 47 percent and 41 percent is six points, not eight points. Did you mean “six points”?",
    "Of the 360 pupils, 90, or one in five, walk to school.": "90 out of 360 is one in four, not one in five. Did you mean “one in four”?",
    "The city will spend 5 percent of its $340 million budget, or $71 million, on libraries.": "5 percent of $340 million is $17 million, not $71 million. Did you mean “$17 million” (two digits are swapped)?",
    "Hospitals cost the county £90 million, or £540 a head for its 200,000 residents.": "£90 million divided by 200,000 is £450, not £540. Did you mean “£450” (two digits are swapped)?",
    "The three homes sold for $310,000, $350,000 and $420,000, an average of $306,000.": "The average of $310,000, $350,000 and $420,000 is $360,000, not $306,000. Did you mean “$360,000” (two digits are swapped)?",
    "One pound buys $1.25. The stadium is worth £20 million ($16 million), the owner said.": "At the exchange rate of the story, £20 million is $25 million, not $16 million. Did you mean “$25 million” (divided where it should be multiplied, or the reverse)?",
    "The fire burned 1,200 acres (2,965 hectares).": "1,200 acres is 485.6 hectares, not 2,965 hectares. Did you mean “486 hectares” (divided where it should be multiplied, or the reverse)?",
    "The port was ranked 27th among the world's top 20 container ports.": "Among 20 there is no 27th.",
}  # fmt: skip


@pytest.mark.parametrize("story", MESSAGES)
def test_message(story: str) -> None:
    found = check_document(read_text(story), store=None).findings
    assert [finding.message for finding in found] == [MESSAGES[story]]
