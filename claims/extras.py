"""Libraries that only some need: imported where they are used, with a hint how to install them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from claims.errors import FigurecheckError

__all__ = ["MissingExtraError", "extra"]


class MissingExtraError(FigurecheckError):
    """A library is not installed; the message says how to install it."""


@contextmanager
def extra(name: str, what: str) -> Iterator[None]:
    """Import inside of this: `with extra("serve", "the web page"): import uvicorn`."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            f"{what} needs the package “{error.name}”: install it with pip install 'figurecheck[{name}]'"
        ) from error
