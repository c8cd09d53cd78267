"""HallucinoType with its rules alone (no model): any detected type is a flag."""

from __future__ import annotations

from importlib.metadata import version

from hallucinotype import HallucinoTypePipeline, PipelineConfig

VERSION = version("hallucinotype")
_PIPELINE = HallucinoTypePipeline(PipelineConfig(use_llm_judge=False, use_spacy=False))


def check(text: str, reference: str) -> str:
    return "F" if _PIPELINE.run(claim=text, context=reference).detected_types else "p"
