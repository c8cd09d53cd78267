"""`python -m verify` is `figurecheck`."""

from verify.cli import main

main()
