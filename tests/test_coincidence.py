"""What merely fits is not listed as a relation; what is said is (verify/coincidence.py)."""

from __future__ import annotations

import pytest

from claims.readers import read_text
from verify.pipeline import check_document

# text, kind of the relation, its figures as printed, whether the report lists it
TABLE = [
    # a total and its parts, told as such
    ("Of the 530 tenants, 310 rent a flat. The other 220 rent a house.", "sum", ("530", "310", "220"), True),
    # the same figures, the last one "the rest": no total of the two before
    (
        "The archive has scanned 1,204 maps and 2,611 letters. The rest, 3,815 plans, are still in boxes.",
        "sum",
        ("1,204", "2,611", "3,815"),
        False,
    ),
    # two shares of two wholes
    (
        "The jab went to 350 of the 500 nurses, or 70%, and to 60 of the 200 porters, or 30%.",
        "sum",
        ("70%", "30%"),
        False,
    ),
    ("The plan was backed by 70% of tenants and opposed by 30%.", "sum", ("70%", "30%"), True),
    # one figure told again, and another one that is equal
    (
        "The Greens have 134 councillors. Of the 134 councillors, 61 are women.",
        "same_as",
        ("134", "134"),
        True,
    ),
    (
        "The Greens have 134 councillors. The Liberals also have 134 councillors.",
        "same_as",
        ("134", "134"),
        False,
    ),
    # the second share is of the first part
    (
        "Of 9,230 runners who started, 8,952 finished, or 97 per cent; 3,222 of the finishers, some 36 per cent, "
        "were women.",
        "share_of",
        ("8,952", "97 per cent", "3,222", "36 per cent"),
        False,
    ),
]


@pytest.mark.parametrize(("text", "kind", "figures", "listed"), TABLE, ids=[row[0][:40] for row in TABLE])
def test_listed(text: str, kind: str, figures: tuple[str, ...], listed: bool) -> None:
    report = check_document(read_text(text), store=None)
    found = {(r.relation.kind, tuple(q.surface for q in r.relation.members)) for r in report.relations}
    assert ((kind, figures) in found) is listed, found
    assert not report.findings
