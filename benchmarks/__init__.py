"""Measurements of the program; `python -m benchmarks` runs them."""
