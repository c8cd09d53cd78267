"""Shapes of requests and responses, from which the OpenAPI description is made."""

from __future__ import annotations

import math
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag, WithJsonSchema, model_validator

__all__ = ["FileText", "Health", "Marks", "PartsStory", "RuleData", "RulePage", "SearchResult", "Story", "TextStory"]

_PARTS = ("headline", "deck", "body", "captions")


def _is_date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("write a date like 2025-02-26") from None
    if len(text) != len("2025-02-26"):
        raise ValueError("write a date like 2025-02-26")
    return text


def _is_finite(value: str | int | float) -> str | int | float:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError("a value is a finite number")
    return value


Day = Annotated[str, AfterValidator(_is_date), WithJsonSchema({"type": "string", "format": "date"})]
Value = Annotated[str | int | float, AfterValidator(_is_finite)]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Row(_Sent):
    """A figure of record that comes with the story."""

    indicator: str = Field(min_length=1, examples=["exports"])
    area: str = Field(examples=["Norland"])
    period: str = Field(examples=["2024"])
    value: Value = Field(examples=["297.1"])
    unit: str = Field(examples=["USD billion"])
    source: str = Field(examples=["Norland Customs"])
    status: str | None = None
    vintage: str | None = None


class SourceFile(_Sent):
    """A text that the story was written from: a press release, notes, a table."""

    name: str = Field(
        min_length=1,
        max_length=255,
        description="Of a file; .csv and .tsv are read as tables, .md and .html as such.",
        examples=["release.txt"],
    )
    text: str = Field(examples=["Sales rose from 40 to 50 in 2024."])


class _Story(_Sent):
    id: str | int | None = Field(None, description="Comes back in the report.")
    date: Day | None = Field(None, description="Of publication, from which “last year” is read.")
    reference: list[Row] | None = Field(
        None, max_length=10_000, description="Figures of record for this story; where given, no other record is used."
    )
    against: list[SourceFile] | None = Field(
        None,
        max_length=50,
        description="What the story was written from: every figure is looked for there, as with --against.",
    )


class TextStory(_Story):
    """A story in one piece."""

    markup: Literal["none", "markdown"] = Field(
        "none", description="Whether marks of emphasis and links are read as such; `place` then tells where they stand."
    )
    text: str = Field(examples=["Sales rose from 40 to 50, or 20 percent."])


class PartsStory(_Story):
    """A story in its parts; offsets of the answer count in the parts joined by blank lines, in this order."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [{"required": [part]} for part in _PARTS]})

    headline: str | None = None
    deck: str | None = None
    body: str | None = None
    captions: list[str] | None = None

    @model_validator(mode="after")
    def _has_a_part(self) -> PartsStory:
        if not self.model_fields_set & set(_PARTS):
            raise ValueError("a story needs “text”, or “headline”, “deck”, “body”, “captions”")
        return self


def _kind(story: Any) -> str:
    return "text" if isinstance(story, dict) and "text" in story else "parts"


Story = Annotated[
    Annotated[TextStory, Tag("text")] | Annotated[PartsStory, Tag("parts")],
    Discriminator(_kind),
]


class Place(BaseModel):
    """A stretch of the text in UTF-16 code units, as browsers and editors count."""

    start: int
    end: int
    words: str


class Change(Place):
    replacement: str
    why: str


class ProofData(BaseModel):
    """A line of arithmetic or a cell of the record."""

    text: str = Field(description="Empty where the message has it already.")
    recorded: bool
    source: str | None
    url: str | None
    vintage: str | None = Field(description="When it was published.")


class FindingData(Place):
    n: int = Field(description="Its number in the order of the text.")
    fingerprint: str = Field(description="Stays the same when other sentences change.")
    severity: Literal["error", "warning", "note"]
    rule: str
    code: str
    message: str
    suggestions: list[Change]
    proofs: list[ProofData]
    chart: str | None = Field(description="The series of the record, as HTML with SVG.")


class FigureData(Place):
    id: str
    standing: Literal["in_question", "confirmed", "adds_up", "unchecked"]
    said: str
    about: str
    stands_for: str = Field(description="The values that the figure can honestly stand for.")
    proofs: list[ProofData]
    reason: str | None = Field(description="Why it was not checked.")
    finding: int | None = Field(description="Number of the finding that tells of it.")


class DocumentData(BaseModel):
    title: str | None
    published: str | None


class Tally(BaseModel):
    in_question: int
    confirmed: int
    adds_up: int
    unchecked: int


class Marks(BaseModel):
    """What a page shows at the figures of a story."""

    document: DocumentData
    summary: str
    tally: Tally
    findings: list[FindingData]
    figures: list[FigureData]
    accepted: int = Field(description="Findings that the story or the settings accept.")


class FileText(BaseModel):
    """The text of a file."""

    name: str
    text: str
    title: str | None
    published: str | None


class Hit(BaseModel):
    what: Literal["indicator", "area"]
    id: str
    label: str
    unit: str | None
    dataset: str | None


class SearchResult(BaseModel):
    query: str
    hits: list[Hit]


class RuleData(BaseModel):
    """A rule; a configuration can change its severity."""

    code: str
    name: str
    family: str
    severity: Literal["error", "warning", "note"]
    since: str
    title: str
    diagnoses: list[str]


class RulePage(RuleData):
    documentation: str = Field(description="Markdown.")


class Health(BaseModel):
    status: Literal["ok"]
    version: str
    schema_version: str
    workers: int
    busy: int
    waiting: int
