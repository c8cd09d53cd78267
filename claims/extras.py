"""Libraries that only some need: imported where they are used, with the command that installs them."""

from __future__ import annotations

import importlib
from types import ModuleType

from claims.errors import FigurecheckError

__all__ = ["MissingExtraError", "load_extra"]


class MissingExtraError(FigurecheckError):
    """Something asked for needs a library that is not installed; the message has the command."""


def load_extra(module: str, extra: str, purpose: str) -> ModuleType:
    """Import a library of an optional group; `purpose` says what needs it ("an Excel table").

    Raises `MissingExtraError` where it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        library = module.split(".")[0]
        raise MissingExtraError(
            f"{purpose} needs {library}, which is not installed: pip install 'figurecheck[{extra}]'"
        ) from error
