"""ClaimProofKit with its default policy: a document that is not safe to publish is a flag."""

from __future__ import annotations

from importlib.metadata import version

from claimproofkit import ClaimVerifier, EvidencePassage

VERSION = version("claimproofkit")


def check(text: str, reference: str) -> str:
    evidence = [EvidencePassage(id="1", source="reference", text=reference)]
    return "p" if ClaimVerifier().verify_document(text, evidence).is_safe_to_publish else "F"
