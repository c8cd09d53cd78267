"""What the reporter's own tables say, beside what the record says: verdicts and evidence by figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from verify.finding import Evidence, Source, Verdict

if TYPE_CHECKING:
    from reference.tables import Answer
    from verify.against_reference import Judged

__all__ = ["with_tables"]


def with_tables(judged: Judged | None, answers: Sequence[Answer]) -> Judged | None:
    """Return the verdicts of the record with those of the tables; where both speak, the record's stands."""
    if not answers:
        return judged
    from verify.against_reference import Judged

    base = judged or Judged((), {}, {}, {}, ())
    verdicts = {answer.quantity.id: Verdict(answer.outcome) for answer in answers} | dict(base.verdicts)
    evidence = {answer.quantity.id: (_evidence(answer),) for answer in answers}
    for id, shown in base.evidence.items():
        evidence[id] = (*shown, *evidence.get(id, ()))
    sources = (*base.sources, *(Source(name=file) for file in dict.fromkeys(answer.file for answer in answers)))
    return replace(base, verdicts=verdicts, evidence=evidence, sources=sources)


def _evidence(answer: Answer) -> Evidence:
    return Evidence(kind="table", text=str(answer), source=answer.file, value=format(answer.value, "f"))
