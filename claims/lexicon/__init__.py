"""Word lists as commented data, one folder a language; read once, on first use."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["load", "load_text"]


@cache
def load(name: str, language: str = "en") -> dict[str, Any]:
    """Return the lexicon file `name`.toml as nested dictionaries (do not change them: they are shared)."""
    return tomllib.loads(load_text(f"{name}.toml", language))


@cache
def load_text(filename: str, language: str = "en") -> str:
    """Return a lexicon file as text, for lists that are not TOML."""
    return files("claims.lexicon").joinpath(language, filename).read_text(encoding="utf-8")
