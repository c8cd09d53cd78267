"""What a story is set beside for one check: the sources it was written from, a table, the archive of earlier stories.

Each is empty unless asked for; what is read here fills the `Context` that the rules of those families look at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.document import Document
from verify.rules.rule import Context

if TYPE_CHECKING:
    from reference.archive import Archive
    from reference.tables import Table
    from verify.against import SourceText

__all__ = ["ALONE", "Beside"]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the story is compared with besides the record."""

    sources: Sequence[SourceText] = ()
    tables: Sequence[Table] = ()
    archive: Archive | None = None

    def look(self, context: Context, understand: Callable[[Document], Context]) -> Context:
        """Return the context with what was found; `understand` reads a text as the story was read."""
        if self.sources:
            from verify.against import trace
            from verify.against.stated import of_context, stated

            told = [one for source in self.sources for one in stated(source, understand)]
            story = list(of_context(context, "the story"))
            context = replace(context, traces=trace(context, story, told))
        if self.tables:
            from reference.tables import answers

            found = answers(context.document, context.quantities, context.bindings, self.tables)
            context = replace(context, answers=found)
        if self.archive is not None:
            from verify.remember import recall

            context = replace(context, recalled=recall(context, self.archive))
        return context


ALONE = Beside()
