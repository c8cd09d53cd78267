"""`python -m verify` is `figurecheck`."""

from verify.cli import main

__all__ = ["main"]

main()
