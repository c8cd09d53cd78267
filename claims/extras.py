"""Packages that only some need: loaded where they are used, with a hint how to install what is missing."""

from __future__ import annotations

import importlib
import logging
from types import ModuleType

from claims.errors import MissingExtraError

__all__ = ["load"]


def load(module: str, extra: str, purpose: str) -> ModuleType:
    """Import a module of an extra; raises `MissingExtraError` with the command that installs it.

    `purpose` begins the sentence: "Word files need", "HTML pages need".
    """
    try:
        found = importlib.import_module(module)
    except ImportError as error:
        missing = (error.name or module).partition(".")[0]
        raise MissingExtraError(
            f"{purpose} the package {missing}, which is not installed: pip install 'figurecheck[{extra}]'"
        ) from error
    logger = logging.getLogger(module.partition(".")[0])
    if not logger.handlers:  # what a library tells its developers is no message for a reporter
        logger.addHandler(logging.NullHandler())
    return found
