"""Measurements of `figurecheck batch` on generated stories."""
