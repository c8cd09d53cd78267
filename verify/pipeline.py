"""The whole flow in one place: read this first.

text -> document -> mentions of time -> quantities -> bindings -> relations -> findings, and beside them the
comparison with the record; then one report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claims.binding import bind
from claims.document import Document
from claims.model import Binding, Quantity
from claims.periods import find_mentions
from claims.quantities import extract
from claims.readers import blank_comments, read_text
from claims.relations import propose
from verify import sheet
from verify.assembly import assemble
from verify.beside import ALONE, Beside
from verify.consistency import resolve
from verify.finding import Report
from verify.merging import merge
from verify.near_miss import near_misses
from verify.rules import RULES
from verify.rules.rule import Context
from verify.sources import Sources

if TYPE_CHECKING:
    from reference import Store
    from reference.rates import Rates

__all__ = ["check_document", "check_text", "extract_document", "understood"]


def check_text(
    text: str,
    reference: Store | Path | Sequence[Mapping[str, object]] | None = None,
    published: date | str | None = None,
    rates: Path | Literal["auto", "off"] = "auto",
) -> Report:
    """Check a story given as text.

    Args:
        text: the story, in English.
        reference: an open store, the folder of a Data Package, or rows ``{indicator, area, period, value, unit,
            source}``; ``None`` takes the figures that come with the project.
        published: date of publication (ISO text or a date), from which "last year" is read; ``None`` looks for
            a dateline or front matter.
        rates: exchange rates for conversions in brackets, as for `figurecheck check`: ``"auto"`` takes those of the
            European Central Bank where the extra `rates` is installed (none beside rows, which judge alone), a path
            a table of one's own, ``"off"`` none.

    Raises:
        claims.errors.DocumentError: the text cannot be read.
        reference.errors.ReferenceError: the reference cannot be read.
    """
    day = date.fromisoformat(published) if isinstance(published, str) else published
    store = _store(reference)
    known = None if store.inline and rates == "auto" else Sources(rates=str(rates)).exchange_rates
    return check_document(read_text(text, published=day), store=store, rates=known)


def _store(reference: Store | Path | Sequence[Mapping[str, object]] | None) -> Store:
    from reference import Store, open_store, store_from_rows

    if isinstance(reference, Store):
        return reference
    if isinstance(reference, Path):
        return open_store([reference])
    return open_store() if reference is None else store_from_rows(reference)


def check_document(
    document: Document,
    *,
    store: Store | None,
    strict: bool = False,
    rates: Rates | None = None,
    beside: Beside = ALONE,
) -> Report:
    """Check a document.

    `store` ``None`` compares with no record, `rates` ``None`` with no exchange rates; `strict` also notes what only
    truncation saves; `beside` holds what else the story is compared with: its sources, a table, earlier stories.
    """
    context = beside.look(understood(document, strict), understood)
    if rates is not None:
        from verify.conversions import conversions_of

        context = replace(context, conversions=conversions_of(context, rates))
    internal = merge([finding for rule in RULES for finding in rule.check(context)])
    judged = None
    if store is not None:
        from verify.against_reference import against_reference  # pulls the reference package in

        judged = against_reference(context, store)
        internal = merge([*internal, *judged.findings])
    if context.conversions:
        from verify.against_reference import with_conversions

        judged = with_conversions(judged, context.conversions)
    if context.answers:
        from verify.with_tables import with_tables

        judged = with_tables(judged, context.answers)
    traces = context.traces if beside.sources else None
    return replace(assemble(context, internal, judged), document=document, traces=traces)


def extract_document(document: Document) -> Report:
    """Read the figures of a document and what they are about, without rules and without a record."""
    return replace(assemble(understood(document), (), None), document=document)


def understood(document: Document, strict: bool = False) -> Context:
    """Read what the text says; its comments are no part of the story, and every offset stays."""
    story = replace(document, text=blank_comments(document.text))
    mentions = find_mentions(story)
    found = extract(story, mentions)
    bindings = bind(story, found, mentions)
    quantities = _dated(found, bindings)
    proposed = propose(story, quantities, bindings, mentions)
    relations = sheet.dated(near_misses(proposed, resolve(proposed), story.text), bindings)
    return Context(story, quantities, mentions, bindings, relations, strict)


def _dated(quantities: Sequence[Quantity], bindings: Mapping[str, Binding]) -> tuple[Quantity, ...]:
    """Give each figure the period that its binding found, and the words that made it so."""
    dated: list[Quantity] = []
    for quantity in quantities:
        binding = bindings.get(quantity.id)
        if binding is not None:
            period, trace = quantity.period or binding.period, (*quantity.trace, *binding.trace)
            quantity = replace(quantity, period=period, trace=trace)
        dated.append(quantity)
    return tuple(dated)
