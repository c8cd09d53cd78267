"""Readers: a source on disk or rows in memory -> `Dataset`."""
